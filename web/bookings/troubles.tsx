import { Alert, Stack, Text } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Trouble } from "../../src/bookings/contract.ts";
import { AnchorLink } from "../shell/links.tsx";
import { useMay } from "../shell/may.ts";
import { useMe } from "../shell/me.ts";
import { useTimes } from "../shell/times.tsx";
import { useWhyNot } from "../shell/trouble.tsx";

type Props = { troubles: readonly Trouble[]; hosts: number };

/** What keeps it from being booked, a line each, and where it is mended by whoever reads. */
export function Troubles({ troubles, hosts }: Props) {
  const t = useTranslations("appointments.trouble");
  if (troubles.length === 0) return null;
  const others = new Set(troubles.map(({ member }) => member?.id ?? null));
  const some = !others.has(null) && others.size < hosts;
  return (
    <Alert color="yellow" icon={<TriangleAlert aria-hidden />} title={t(some ? "some" : "none")}>
      <Stack gap={6}>
        {troubles.map((trouble) => (
          <Line key={`${trouble.because} ${trouble.member?.id}`} trouble={trouble} />
        ))}
      </Stack>
    </Alert>
  );
}

function Line({ trouble: { because, member, since } }: { trouble: Trouble }) {
  const t = useTranslations("appointments.trouble");
  const times = useTimes();
  const why = useWhyNot()(because) ?? "";
  return (
    <Text size="sm" component="div">
      {member === null ? why : t("of", { name: member.name, why })} {since !== null && t("since", { when: times.moment(since) })}{" "}
      <Remedy because={because} member={member} />
    </Text>
  );
}

/** One's own Zoom and calendars are in one's account; rooms and the institution's Zoom are for administrators; what is another's only that one can mend. */
function Remedy({ because, member }: Omit<Trouble, "since">) {
  const t = useTranslations("appointments.trouble");
  const me = useMe().member;
  const may = useMay();
  const look = { size: "sm", underline: "always" } as const;
  if (because === "booking_host_gone") return null;
  if (because === "booking_no_room")
    return may("GET /api/rooms") ? (
      <AnchorLink to="/rooms" {...look}>
        {t("rooms")}
      </AnchorLink>
    ) : null;
  const ofCalendar = because === "booking_calendar_unread";
  if (member?.id === me.id)
    return (
      <AnchorLink to="/account" {...look}>
        {t(ofCalendar ? "calendars" : "mine")}
      </AnchorLink>
    );
  if (ofCalendar || !may("GET /api/connection")) return null;
  return (
    <AnchorLink to="/connection" {...look}>
      {t("connection")}
    </AnchorLink>
  );
}
