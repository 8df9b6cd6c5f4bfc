import { Alert, Group, Stack, Text } from "@mantine/core";
import { CalendarClock, Unplug } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { useMe } from "../shell/me.ts";
import { Moment, Range } from "../shell/times.tsx";
import { StartButton } from "./start-button.tsx";

type Hosted = SessionDetail & { host: NonNullable<SessionDetail["host"]> };
export const isHosted = (session: SessionDetail): session is Hosted => session.host !== null;

/** By which connection its meeting is made, as the reader would say it. */
export function useThrough(): (session: Hosted) => string {
  const t = useTranslations("session.host");
  const me = useMe();
  return ({ host, organizer }) => t(host.through === "institution" ? "institution" : organizer.id === me.member.id ? "yours" : "organizers");
}

/** Who hosts it, by which connection, and how far what else that person has planned is known. */
export function HostName({ session }: { session: Hosted }) {
  const t = useTranslations("session.host");
  const through = useThrough();
  const { host, plans } = session;
  return (
    <Stack gap={2}>
      <span>
        {host.name} <Text span size="sm" c="dimmed">{`${host.email} · ${through(session)}`}</Text>
      </span>
      {plans !== null && (
        <Text size="xs" c="dimmed">
          {plans.readAt === null ? t("neverRead") : t("readAt")} {plans.readAt !== null && <Moment at={plans.readAt} zone={session.zone} />}
        </Text>
      )}
    </Stack>
  );
}

/** How it is started: by whoever hosts, in Zoom; here too, where that is the reader. */
export function HostStarts({ session, size = "md" }: { session: Hosted; size?: "md" | "lg" }) {
  const t = useTranslations("session.host");
  const over = ["ended", "cancelled", "declined"].includes(session.state);
  if (over) return null;
  const mine = session.whyNot.start !== "host_opens_it";
  return (
    <Stack gap="sm">
      <Text size="sm">{mine ? t("startYours") : t("startTheirs", { name: session.host.name })}</Text>
      {mine && (
        <Group>
          <StartButton session={session} size={size} />
        </Group>
      )}
    </Stack>
  );
}

/** Its organizer's own Zoom is not connected any more. */
export function HostOutOfReach({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.host");
  if (!session.outOfReach || ["ended", "cancelled", "declined"].includes(session.state)) return null;
  return (
    <Alert color="yellow" icon={<Unplug aria-hidden />} title={t("outOfReach")} role="status">
      {t("outOfReachText")}
    </Alert>
  );
}

/** Somebody planned another meeting in Zoom meanwhile: two may not run at once. Or nobody knows, because Zoom does not answer. */
export function HostClash({ session }: { session: SessionDetail }) {
  const t = useTranslations("session.host");
  const { clash = null, unreadSince = null } = session.plans ?? {};
  const isAhead = !["live", "ended", "cancelled", "declined"].includes(session.state);
  if (clash === null && unreadSince !== null && isAhead)
    return (
      <Alert color="yellow" icon={<CalendarClock aria-hidden />} title={t("unread")} role="status">
        {t("unreadText")}
      </Alert>
    );
  if (clash === null || ["ended", "cancelled", "declined"].includes(session.state)) return null;
  return (
    <Alert color="yellow" icon={<CalendarClock aria-hidden />} title={t("clash")} role="status">
      {clash.title !== "" && <b style={{ overflowWrap: "anywhere" }}>{clash.title}</b>} <Range start={clash.from} end={clash.to} zone={session.zone} />
    </Alert>
  );
}
