import { Badge } from "@mantine/core";
import { Check, CircleAlert, CircleHelp, CircleSlash, Clock, Send, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Attendee } from "../../src/attendees/contract.ts";
import type { SessionState } from "../../src/sessions/contract.ts";

type Look = { color: string; icon: LucideIcon; word: "notYet" | "queued" | "sent" | "failed" | "ambiguous" | "notNeeded" };

const looks: Record<Attendee["link"], Look> = {
  "not yet": { color: "gray", icon: Clock, word: "notYet" },
  queued: { color: "ink", icon: Send, word: "queued" },
  sent: { color: "green", icon: Check, word: "sent" },
  failed: { color: "red", icon: CircleAlert, word: "failed" },
  ambiguous: { color: "yellow", icon: CircleHelp, word: "ambiguous" },
};

const notNeeded: Look = { color: "gray", icon: CircleSlash, word: "notNeeded" };

/** Whether a person has got the link. Of a session that does not take place, those who have none get none. */
export function LinkState({ link, state }: { link: Attendee["link"]; state: SessionState }) {
  const t = useTranslations("session.attendees.linkState");
  const off = link === "not yet" && (state === "cancelled" || state === "declined");
  const { color, icon: Icon, word } = off ? notNeeded : looks[link];
  return (
    <Badge variant="light" color={color} leftSection={<Icon size={12} aria-hidden />} title={t(`${word}Text`)}>
      {t(word)}
    </Badge>
  );
}
