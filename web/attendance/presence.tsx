import { Card, Group, SegmentedControl, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { ReportView } from "../../src/attendance/contract.ts";
import { useTimes } from "../shell/times.tsx";
import { PresenceChart } from "./presence-chart.tsx";
import { PresenceList } from "./presence-list.tsx";
import { PresenceTable } from "./presence-table.tsx";

/** Who was there and when: a picture or a table of the same people. */
export function Presence({ report }: { report: ReportView }) {
  const t = useTranslations("reports.report.who");
  const [as, setAs] = useState("chart");
  const [sought, setSought] = useState("");
  const times = useTimes();
  const wide = useMediaQuery("(min-width: 48em)", true);
  const { planned, zone, rows } = report;
  const found = useMemo(() => rows.filter((row) => plain(`${row.name} ${row.email ?? ""}`).includes(plain(sought))), [rows, sought]);
  const present = useMemo(() => found.filter((row) => row.attended), [found]);
  const shown = as === "chart" ? present : found;
  const timesText = t("times", { city: times.city(zone), start: times.time(planned.start, zone), end: times.time(planned.end, zone) });
  return (
    <Card component="section" padding={0} aria-labelledby="presence">
      <Group justify="space-between" p="sm" gap="sm">
        <Stack gap={0}>
          <Title order={2} size="h5" id="presence">
            {t("title")}
          </Title>
          <Text size="xs" c="dimmed">
            {timesText}
          </Text>
        </Stack>
        <Group gap="sm" wrap="nowrap">
          <TextInput
            size="xs"
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            leftSection={<Search size={14} aria-hidden />}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
          <SegmentedControl
            size="xs"
            aria-label={t("as")}
            value={as}
            onChange={setAs}
            data={[
              { value: "chart", label: t("chart") },
              { value: "table", label: t("table") },
            ]}
          />
        </Group>
      </Group>
      {as === "chart" && <PresenceChart report={report} rows={present} />}
      {as === "table" && (wide ? <PresenceTable report={report} rows={found} /> : <PresenceList report={report} rows={found} />)}
      <Text size="sm" c="dimmed" p="sm" role="status">
        {shown.length === 0
          ? t("nobodyFound")
          : as === "chart"
            ? t("present", { n: present.length })
            : t("listed", { n: found.length, came: present.length, absent: found.length - present.length })}
      </Text>
    </Card>
  );
}

/** `Łukasz` is found by `lukasz`, `Inés` by `ines`. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[łŁ]/g, "l").toLowerCase();
