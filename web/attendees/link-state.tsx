import { Badge, Text } from "@mantine/core";
import { Check, CircleAlert, CircleHelp, CircleSlash, Clock, Send, Undo2, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Attendee } from "../../src/attendees/contract.ts";
import type { SessionState } from "../../src/sessions/contract.ts";

type Look = { color: string; icon: LucideIcon; word: "notYet" | "queued" | "sent" | "failed" | "refused" | "bounced" | "ambiguous" | "notNeeded" };

const looks: Record<Attendee["link"], Look> = {
  "not yet": { color: "gray", icon: Clock, word: "notYet" },
  queued: { color: "ink", icon: Send, word: "queued" },
  sent: { color: "green", icon: Check, word: "sent" },
  failed: { color: "red", icon: CircleAlert, word: "failed" },
  refused: { color: "red", icon: CircleAlert, word: "refused" },
  bounced: { color: "red", icon: Undo2, word: "bounced" },
  ambiguous: { color: "yellow", icon: CircleHelp, word: "ambiguous" },
};

const notNeeded: Look = { color: "gray", icon: CircleSlash, word: "notNeeded" };

/** Whether a person has got the link. Of a session that does not take place, those who have none get none. */
export function LinkState({ link, said, state }: { link: Attendee["link"]; said: string | null; state: SessionState }) {
  const t = useTranslations("session.attendees.linkState");
  const off = link === "not yet" && (state === "cancelled" || state === "declined");
  const { color, icon: Icon, word } = off ? notNeeded : looks[link];
  const again = useTranslations("session.attendees.again");
  return (
    <>
      <Badge variant="light" color={color} leftSection={<Icon size={12} aria-hidden />} title={t(`${word}Text`)}>
        {t(word)}
      </Badge>
      {said !== null && (
        <Text size="xs" c="dimmed" lineClamp={2} title={again("said", { said })}>
          {said}
        </Text>
      )}
    </>
  );
}
