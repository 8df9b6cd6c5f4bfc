import { Badge, type BadgeProps } from "@mantine/core";
import { Ban, CalendarCheck, CircleCheck, CircleX, Hourglass, KeyRound, Radio, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SessionState } from "../../src/sessions/contract.ts";

type Look = {
  color: string;
  variant: "light" | "filled" | "outline";
  icon: LucideIcon;
  word: "waiting" | "confirmed" | "handedOver" | "live" | "ended" | "cancelled" | "declined";
};

/** One look for each state, everywhere: colour, icon and word. */
export const stateLooks: Record<SessionState, Look> = {
  waiting: { color: "yellow", variant: "light", icon: Hourglass, word: "waiting" },
  confirmed: { color: "ink", variant: "light", icon: CalendarCheck, word: "confirmed" },
  "handed over": { color: "ink", variant: "filled", icon: KeyRound, word: "handedOver" },
  live: { color: "green", variant: "filled", icon: Radio, word: "live" },
  ended: { color: "gray", variant: "light", icon: CircleCheck, word: "ended" },
  cancelled: { color: "gray", variant: "outline", icon: CircleX, word: "cancelled" },
  declined: { color: "red", variant: "light", icon: Ban, word: "declined" },
};

export function StateBadge({ state, size = "lg" }: { state: SessionState; size?: BadgeProps["size"] }) {
  const t = useTranslations("common.state");
  const { color, variant, icon: Icon, word } = stateLooks[state];
  return (
    <Badge color={color} variant={variant} size={size ?? "lg"} leftSection={<Icon size={13} aria-hidden />} style={{ flex: "none" }}>
      {t(word)}
    </Badge>
  );
}
