import { Card, ScrollArea, Table, Text, Title } from "@mantine/core";
import { useFormatter, useTranslations } from "use-intl";
import type { ReportRow, ReportView } from "../../src/attendance/contract.ts";
import { useTimes } from "../shell/times.tsx";

/** Those whom the picture of the room cannot show: who did not come, and the organizer. */
export function Others({ report: { rows, organizers, totals, zone } }: { report: ReportView }) {
  const t = useTranslations("reports.report");
  const format = useFormatter();
  const absent = rows.filter((row) => !row.attended);
  return (
    <>
      {totals.registered > 0 && (
        <Part title={`${t("absent.title")} (${format.number(absent.length)})`}>
          {absent.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t("absent.all")}
            </Text>
          ) : (
            <Names rows={absent} label={t("absent.title")} />
          )}
        </Part>
      )}
      {organizers.length > 0 && (
        <Part title={t("organizers.title")} text={t("organizers.text")}>
          {organizers.map((row) => (
            <Organizer key={row.key} row={row} zone={zone} />
          ))}
        </Part>
      )}
    </>
  );
}

function Part({ title, text, children }: { title: string; text?: string; children: React.ReactNode }) {
  return (
    <Card component="section" padding="sm">
      <Title order={2} size="h5" mb={text === undefined ? "xs" : 2}>
        {title}
      </Title>
      {text !== undefined && (
        <Text size="sm" c="dimmed" mb="xs">
          {text}
        </Text>
      )}
      {children}
    </Card>
  );
}

function Names({ rows, label }: { rows: ReportRow[]; label: string }) {
  const t = useTranslations("reports.report.table");
  return (
    <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}>
      <Table layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("name")}</Table.Th>
            <Table.Th>{t("email")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{row.name}</Table.Td>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{row.email ?? "–"}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

function Organizer({ row, zone }: { row: ReportRow; zone: string }) {
  const t = useTranslations("reports.report.who");
  const times = useTimes();
  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      {row.name}
      {row.stays.length > 0 && (
        <Text span c="dimmed">
          {" · "}
          {row.stays.map(({ start, end }) => t("stay", { from: times.time(start, zone), to: times.time(end, zone) })).join(", ")} {times.zone(zone)}
        </Text>
      )}
    </Text>
  );
}
