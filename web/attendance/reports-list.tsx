import { Button, Card, Center, Group, Stack, Table, Text } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { ReportSummary } from "../../src/attendance/contract.ts";
import { AnchorLink } from "../shell/links.tsx";
import { Range } from "../shell/times.tsx";
import { ReportStateBadge } from "./report-state.tsx";

/** A table, or cards where there is no room for one. */
export function ReportsList({ reports, more, loading }: { reports: ReportSummary[]; more: (() => void) | null; loading: boolean }) {
  const t = useTranslations("reports");
  return (
    <>
      <Card padding={0} visibleFrom="md">
        <Rows reports={reports} />
      </Card>
      <Stack hiddenFrom="md" gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("list")}>
        {reports.map((report) => (
          <ReportCard key={report.sessionId} report={report} />
        ))}
      </Stack>
      {more !== null && (
        <Center>
          <Button variant="default" loading={loading} onClick={more}>
            {t("more")}
          </Button>
        </Center>
      )}
    </>
  );
}

function Rows({ reports }: { reports: ReportSummary[] }) {
  const t = useTranslations("reports");
  return (
    <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover aria-label={t("list")}>
      <Table.Thead>
        <Table.Tr>
          {(["title", "organizer", "room", "when", "people", "registered", "state"] as const).map((column) => (
            <Table.Th key={column}>{t(`columns.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {reports.map((report) => (
          <Row key={report.sessionId} report={report} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ report }: { report: ReportSummary }) {
  const t = useTranslations("reports");
  const none = report.state === "none yet";
  return (
    <Table.Tr>
      <Table.Td miw={220} maw={380} style={{ overflowWrap: "anywhere" }}>
        <Title report={report} />
      </Table.Td>
      <Table.Td maw={200} style={{ overflowWrap: "anywhere" }}>
        {report.organizer}
      </Table.Td>
      <Table.Td style={{ whiteSpace: "nowrap" }} c={report.room === null ? "dimmed" : ""}>
        {report.room ?? t("noRoom")}
      </Table.Td>
      <Table.Td>
        <Range start={report.start} end={report.end} zone={report.zone} />
      </Table.Td>
      <Table.Td>{none ? "–" : report.people}</Table.Td>
      <Table.Td>{report.registered}</Table.Td>
      <Table.Td>
        <ReportStateBadge state={report.state} />
      </Table.Td>
    </Table.Tr>
  );
}

function ReportCard({ report }: { report: ReportSummary }) {
  const t = useTranslations("reports");
  const { organizer, room, start, end, zone, people, registered } = report;
  return (
    <Card component="li" padding="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Text component="div" style={{ overflowWrap: "anywhere", minWidth: 0 }}>
          <Title report={report} />
        </Text>
        <ReportStateBadge state={report.state} />
      </Group>
      <Text size="sm" mt={4}>
        <Range start={start} end={end} zone={zone} />
      </Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {organizer} · {room ?? t("noRoom")}
      </Text>
      {report.state !== "none yet" && <Text size="sm">{t("peopleOf", { people, registered })}</Text>}
    </Card>
  );
}

function Title({ report }: { report: ReportSummary }) {
  return (
    <AnchorLink to="/sessions/$id/report" params={{ id: report.sessionId }} fw={600}>
      <Text span inherit lineClamp={3} title={report.title}>
        {report.title}
      </Text>
    </AnchorLink>
  );
}
