import { Button, Group, Stack, Text } from "@mantine/core";
import { ExternalLink } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { Moment } from "../shell/times.tsx";
import { Credentials } from "./credentials-card.tsx";
import { StartButton, offersStart } from "./start-button.tsx";

const FROM = { credentials: "credentialsFrom", "start link": "startFrom", "alternative host": "ownZoomFrom" } as const;

/** How to open the room, and when: credentials, the own Zoom account or the start button. Nothing once the session is behind. */
export function OpenRoom({ session, size = "md" }: { session: SessionDetail; size?: "md" | "lg" }) {
  const t = useTranslations("sessions.open");
  const ahead = session.state === "confirmed";
  const credentials = session.whyNot.credentials === null && session.handover === "credentials";
  const start = offersStart(session);
  const over = ["ended", "cancelled", "declined"].includes(session.state);
  return (
    <Stack gap="sm">
      {ahead && (
        <Text size="sm">
          {t(FROM[session.handover])} <Moment at={session.opensAt} zone={session.zone} />
        </Text>
      )}
      {session.state === "waiting" && <Text size="sm">{t("noRoom")}</Text>}
      {credentials && <Credentials session={session} beside={start && <StartButton session={session} />} />}
      {session.noOwnZoom && !over && <Text size="sm">{t("noOwnZoom")}</Text>}
      {session.standIn !== null && !over && <Text size="sm">{t("ownZoom", { email: session.standIn.email })}</Text>}
      {start && !credentials && (
        <Group>
          {session.standIn !== null && !over && (
            <Button component="a" href={session.standIn.url} target="_blank" rel="noreferrer" size={size} leftSection={<ExternalLink size={18} aria-hidden />}>
              {t("openMeeting")}
            </Button>
          )}
          <StartButton session={session} size={size} />
        </Group>
      )}
      {!ahead && !credentials && !start && (session.state === "handed over" || session.state === "live") && <Text size="sm">{t("notNow")}</Text>}
    </Stack>
  );
}

/** Whether there is anything to say about opening the room. */
export const canBeOpened = (session: SessionDetail): boolean => ["confirmed", "handed over", "live"].includes(session.state);
