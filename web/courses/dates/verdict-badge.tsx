import { Badge, Text } from "@mantine/core";
import { CalendarOff, CircleCheck, Hourglass, Shuffle, TriangleAlert, UserRound, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { PlannedDate } from "./counts.ts";

type Verdict = NonNullable<PlannedDate["verdict"]>;
const looks: Record<Verdict, { color: string; icon: LucideIcon }> = {
  got: { color: "green", icon: CircleCheck },
  rearranged: { color: "ink", icon: Shuffle },
  waiting: { color: "yellow", icon: Hourglass },
  hosted: { color: "green", icon: UserRound },
  "not free": { color: "red", icon: TriangleAlert },
};

/** What becomes of a date, always with the same colour, sign and words. With its room where it has one. */
export function VerdictBadge({ verdict, room }: { verdict: Verdict; room: string | null }) {
  const t = useTranslations("courses.verdict");
  const { color, icon: Icon } = looks[verdict];
  const words = verdict === "not free" ? t("notFree") : t(verdict);
  if (verdict === "got" || verdict === "hosted") return <Quiet icon={Icon} text={room ?? words} />;
  const text = room === null ? words : `${room} · ${words}`;
  return (
    <Badge color={color} variant="light" size="lg" leftSection={<Icon size={13} aria-hidden />} title={text} maw="100%">
      {text}
    </Badge>
  );
}

/** Nothing to look at: of hundreds of dates those with a badge are to be seen. */
function Quiet({ icon: Icon, text }: { icon: LucideIcon; text: string }) {
  return (
    <Text size="sm" c="dimmed" component="span" style={{ overflowWrap: "anywhere" }}>
      <Icon size={14} aria-hidden style={{ verticalAlign: "-2px", marginRight: 6, color: "var(--mantine-color-green-6)" }} />
      {text}
    </Text>
  );
}

export function HolidayBadge() {
  const t = useTranslations("courses.verdict");
  return (
    <Badge color="gray" variant="outline" size="lg" leftSection={<CalendarOff size={13} aria-hidden />}>
      {t("holiday")}
    </Badge>
  );
}
