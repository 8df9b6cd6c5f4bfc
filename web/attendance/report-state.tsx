import { Badge } from "@mantine/core";
import { CircleCheck, Clock, RefreshCw, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ReportState } from "../../src/attendance/contract.ts";

const looks: Record<ReportState, { color: string; icon: LucideIcon; word: "final" | "provisional" | "none" }> = {
  final: { color: "green", icon: CircleCheck, word: "final" },
  provisional: { color: "yellow", icon: RefreshCw, word: "provisional" },
  "none yet": { color: "gray", icon: Clock, word: "none" },
};

/** How certain a report is: an icon and a word, the colour only besides. */
export function ReportStateBadge({ state }: { state: ReportState }) {
  const t = useTranslations("reports.state");
  const { color, icon: Icon, word } = looks[state];
  return (
    <Badge variant="light" color={color} leftSection={<Icon size={12} aria-hidden />} miw="max-content">
      {t(word)}
    </Badge>
  );
}
