import { Alert, Stack, Text } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Trouble, TypeHead } from "../../src/bookings/contract.ts";
import { AnchorLink } from "../shell/links.tsx";
import { useMay } from "../shell/may.ts";
import { useMe } from "../shell/me.ts";
import { useTimes } from "../shell/times.tsx";
import { useWhyNot } from "../shell/trouble.tsx";
import { remedyOf, type Remedy } from "./remedy.ts";

type Props = { type: Pick<TypeHead, "id" | "hosting" | "hosts" | "troubles"> };

/** What keeps it from being booked, a line each, and where it is mended by whoever reads. */
export function Troubles({ type: { id, hosting, hosts, troubles } }: Props) {
  const t = useTranslations("appointments.trouble");
  if (troubles.length === 0) return null;
  const whose = new Set(troubles.map(({ member }) => member?.id ?? null));
  const some = hosting !== "together" && !whose.has(null) && whose.size < hosts.length;
  return (
    <Alert color="yellow" icon={<TriangleAlert aria-hidden />} title={t(some ? "some" : "none")}>
      <Stack gap={6}>
        {troubles.map((trouble) => (
          <Line key={`${trouble.because} ${trouble.member?.id}`} typeId={id} trouble={trouble} alone={hosts.length === 1} />
        ))}
      </Stack>
    </Alert>
  );
}

/** `alone`: there is no other whom it could be about. */
function Line({ typeId, trouble: { because, member, since }, alone }: { typeId: string; trouble: Trouble; alone: boolean }) {
  const t = useTranslations("appointments.trouble");
  const times = useTimes();
  const me = useMe().member;
  const may = useMay();
  const why = useWhyNot()(because) ?? "";
  const isMine = member?.id === me.id;
  const remedy = remedyOf(because, { isMine, mayRooms: may("GET /api/rooms"), mayConnection: may("GET /api/connection") });
  return (
    <Text size="sm" component="div">
      {member === null || (alone && isMine) ? why : t("of", { name: member.name, why })} {since !== null && t("since", { when: times.moment(since) })}{" "}
      {remedy !== null && <Mend remedy={remedy} typeId={typeId} />}
    </Text>
  );
}

const PLACES = { mine: "/account", calendars: "/account", rooms: "/rooms", connection: "/connection" } as const;

function Mend({ remedy, typeId }: { remedy: Exclude<Remedy, null>; typeId: string }) {
  const t = useTranslations("appointments.trouble");
  const look = { size: "sm", underline: "always" } as const;
  if (remedy === "hosts")
    return (
      <AnchorLink to="/appointments/$id" params={{ id: typeId }} {...look}>
        {t("hosts")}
      </AnchorLink>
    );
  return (
    <AnchorLink to={PLACES[remedy]} {...look}>
      {t(remedy)}
    </AnchorLink>
  );
}
