import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { ReportsSummed } from "../../../src/attendance/contract.ts";
import { Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { Trouble } from "../../shell/trouble.tsx";
import { summaryQuery, tableAddress, type Wanted } from "../queries.ts";
import { WeeksChart } from "./weeks-chart.tsx";

/** All sessions that were found in a few figures and a picture, however many of them the list shows. */
export function Summary({ wanted }: { wanted: Wanted }) {
  const t = useTranslations("reports.summary");
  const { data, error, refetch } = useQuery(summaryQuery(wanted));
  if (data === undefined) return error === null ? <Loading rows={1} height={220} /> : <Trouble error={error} again={() => void refetch()} />;
  return (
    <Card component="section" aria-labelledby="summary">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={2} size="h4" id="summary">
              {t("title")}
            </Title>
            <Text size="sm" c="dimmed">
              {sentences(data, t).join(" ")}
            </Text>
          </div>
          <Button component="a" href={tableAddress(wanted)} download variant="default" leftSection={<Download size={16} aria-hidden />} title={t("exportText")}>
            {t("export")}
          </Button>
        </Group>
        {data.reported > 0 && <Figures summed={data} />}
        {data.reported > 0 && data.weeks.length > 1 && <WeeksChart weeks={data.weeks} />}
      </Stack>
    </Card>
  );
}

function sentences({ sessions, reported, provisional }: ReportsSummed, t: ReturnType<typeof useTranslations<"reports.summary">>): string[] {
  return [
    `${t("sessions", { n: sessions })}.`,
    ...(sessions > reported ? [t("unreported", { n: sessions - reported })] : []),
    ...(provisional > 0 ? [t("provisional", { n: provisional })] : []),
  ];
}

function Figures({ summed }: { summed: ReportsSummed }) {
  const t = useTranslations("reports.summary");
  const format = useFormatter();
  const times = useTimes();
  const percent = (n: number): string => format.number(n / 100, { style: "percent", maximumFractionDigits: 0 });
  const { people, registered, came, unregistered, averageMinutes, stayed, threshold } = summed;
  return (
    <SimpleGrid cols={{ base: 2, md: 5 }} spacing="md">
      <Figure figure={format.number(people)} text={t("people", { n: people })} />
      <Figure figure={format.number(came)} text={t("came", { registered })} />
      <Figure figure={format.number(unregistered)} text={t("unregistered")} />
      <Figure figure={times.minutes(averageMinutes)} text={t("average")} />
      <Figure figure={percent(stayed)} text={t("stayed", { share: percent(threshold) })} />
    </SimpleGrid>
  );
}

function Figure({ figure, text }: { figure: string; text: string }) {
  return (
    <div>
      <Text fw={650} fz={{ base: 19, sm: 22 }} lh={1.3}>
        {figure}
      </Text>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </div>
  );
}
