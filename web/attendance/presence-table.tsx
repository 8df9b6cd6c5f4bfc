import { Table, UnstyledButton } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { ReportRow, ReportView } from "../../src/attendance/contract.ts";
import { useTimes } from "../shell/times.tsx";
import { byColumn, COLUMNS, type Column, type Order } from "./row-order.ts";
import { ByHand, Unmatched } from "./unmatched.tsx";
import classes from "./presence.module.css";

/** Everybody on the list and everybody who came, in figures; the head sorts. Only rows in sight are drawn. */
export function PresenceTable({ report, rows }: { report: ReportView; rows: ReportRow[] }) {
  const t = useTranslations("reports.report");
  const [order, setOrder] = useState<Order>(null);
  const ordered = useMemo(() => (order === null ? rows : rows.toSorted(byColumn(order))), [rows, order]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: ordered.length, getScrollElement: () => scroller.current, estimateSize: () => 41, overscan: 12 });
  const shown = virtual.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className={classes.scroller} role="region" aria-label={t("who.people")} tabIndex={0}>
      <Table stickyHeader aria-rowcount={ordered.length + 1} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <Head key={column} column={column} order={order} onOrder={setOrder} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {above > 0 && <Gap height={above} />}
          {shown.map(({ index }) => (
            <Row key={ordered[index]!.key} row={ordered[index]!} zone={report.zone} at={index + 2} />
          ))}
          {below > 0 && <Gap height={below} />}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const Gap = ({ height }: { height: number }) => (
  <tr aria-hidden>
    <td colSpan={COLUMNS.length} style={{ height, padding: 0 }} />
  </tr>
);

function Head({ column, order, onOrder }: { column: Column; order: Order; onOrder: (order: Order) => void }) {
  const t = useTranslations("reports.report.table");
  const down = order?.by === column ? order.down : null;
  const Arrow = down === true ? ArrowDown : ArrowUp;
  const next = (): Order => (down === null ? { by: column, down: false } : down ? null : { by: column, down: true });
  return (
    <Table.Th aria-sort={down === null ? "none" : down ? "descending" : "ascending"}>
      <UnstyledButton fz="sm" fw={600} onClick={() => onOrder(next())} style={{ whiteSpace: "nowrap" }} title={t("sort", { column: t(column) })}>
        {t(column)} {down !== null && <Arrow size={13} aria-hidden style={{ verticalAlign: -2 }} />}
      </UnstyledButton>
    </Table.Th>
  );
}

function Row({ row, zone, at }: { row: ReportRow; zone: string; at: number }) {
  const t = useTranslations("reports.report.table");
  const times = useTimes();
  const format = useFormatter();
  const time = (moment: string | null): string => (moment === null ? "–" : times.time(moment, zone));
  return (
    <Table.Tr aria-rowindex={at}>
      <Table.Td data-words title={row.name}>
        {row.name}
        {row.attended && !row.registered && <Unmatched />}
        {row.matchedBy !== null && <ByHand by={row.matchedBy} />}
      </Table.Td>
      <Table.Td data-words title={row.email ?? undefined}>
        {row.email ?? "–"}
      </Table.Td>
      <Table.Td>{row.attended ? time(row.firstJoin) : t("notComeShort")}</Table.Td>
      <Table.Td>{time(row.lastLeave)}</Table.Td>
      <Table.Td>{format.number(row.minutes, { maximumFractionDigits: 0 })}</Table.Td>
      <Table.Td>{format.number(row.share / 100, { style: "percent", maximumFractionDigits: 0 })}</Table.Td>
      <Table.Td>{t(row.registered ? "yes" : "no")}</Table.Td>
    </Table.Tr>
  );
}
