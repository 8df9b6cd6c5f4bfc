import { Card, SimpleGrid, Text } from "@mantine/core";
import { useFormatter, useTranslations } from "use-intl";
import type { ReportTotals } from "../../src/attendance/contract.ts";
import { useTimes } from "../shell/times.tsx";

/** The report in four figures. */
export function ReportFacts({ totals, threshold }: { totals: ReportTotals; threshold: number }) {
  const t = useTranslations("reports.report.facts");
  const format = useFormatter();
  const times = useTimes();
  const { people, came, registered, peak, averageMinutes, stayed } = totals;
  return (
    <SimpleGrid component="section" aria-label={t("label")} cols={{ base: 2, md: 4 }} spacing={{ base: "sm", sm: "md" }}>
      <Fact
        figure={format.number(people)}
        text={`${t("people", { n: people })} · ${registered === 0 ? t("peopleNone") : t("peopleOf", { came, registered })}`}
      />
      <Fact figure={format.number(peak)} text={t("peak")} />
      <Fact figure={times.minutes(Math.round(averageMinutes))} text={t("average")} />
      <Fact
        figure={format.number(stayed / 100, { style: "percent", maximumFractionDigits: 0 })}
        text={t("stayed", { share: format.number(threshold / 100, { style: "percent" }) })}
      />
    </SimpleGrid>
  );
}

function Fact({ figure, text }: { figure: string; text: string }) {
  return (
    <Card padding="md">
      <Text fw={650} fz={{ base: 20, sm: 23 }} lh={1.3}>
        {figure}
      </Text>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </Card>
  );
}
