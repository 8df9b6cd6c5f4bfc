import { Badge } from "@mantine/core";
import { Check, CircleAlert, CircleHelp, Clock, Send, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Attendee } from "../../src/attendees/contract.ts";

type Look = { color: string; icon: LucideIcon; word: "notYet" | "queued" | "sent" | "failed" | "ambiguous" };

const looks: Record<Attendee["link"], Look> = {
  "not yet": { color: "gray", icon: Clock, word: "notYet" },
  queued: { color: "ink", icon: Send, word: "queued" },
  sent: { color: "green", icon: Check, word: "sent" },
  failed: { color: "red", icon: CircleAlert, word: "failed" },
  ambiguous: { color: "yellow", icon: CircleHelp, word: "ambiguous" },
};

/** Whether a person has got the link. */
export function LinkState({ link }: { link: Attendee["link"] }) {
  const t = useTranslations("session.attendees.linkState");
  const { color, icon: Icon, word } = looks[link];
  return (
    <Badge variant="light" color={color} leftSection={<Icon size={12} aria-hidden />} title={t(`${word}Text`)}>
      {t(word)}
    </Badge>
  );
}
