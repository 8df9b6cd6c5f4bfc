import { ActionIcon, Group, NativeSelect, Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { ReportRow, ReportView } from "../../src/attendance/contract.ts";
import { useTimes } from "../shell/times.tsx";
import { byColumn, COLUMNS, type Column, type Order } from "./row-order.ts";
import { ByHand, Unmatched } from "./unmatched.tsx";
import classes from "./presence.module.css";

/** The table's figures where it is too narrow for one: a few lines for each person, of which only those in sight are drawn. */
export function PresenceList({ report, rows }: { report: ReportView; rows: ReportRow[] }) {
  const t = useTranslations("reports.report");
  const [order, setOrder] = useState<Order>(null);
  const ordered = useMemo(() => (order === null ? rows : rows.toSorted(byColumn(order))), [rows, order]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 74,
    overscan: 8,
    getItemKey: (index) => ordered[index]?.key ?? index,
  });
  return (
    <>
      <Sorting order={order} onOrder={setOrder} />
      <div ref={scroller} className={classes.people} role="region" aria-label={t("who.people")} tabIndex={0}>
        <ul style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={classes.entry}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={ordered.length}
              aria-posinset={index + 1}
            >
              <Entry row={ordered[index]!} zone={report.zone} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function Sorting({ order, onOrder }: { order: Order; onOrder: (order: Order) => void }) {
  const t = useTranslations("reports.report.table");
  const Arrow = order?.down === true ? ArrowDown : ArrowUp;
  return (
    <Group px="sm" pb="sm" gap="xs" wrap="nowrap">
      <NativeSelect
        size="xs"
        aria-label={t("order")}
        style={{ flex: 1 }}
        value={order?.by ?? ""}
        onChange={(event) => {
          const by = event.currentTarget.value;
          onOrder(by === "" ? null : { by: by as Column, down: order?.down ?? false });
        }}
        data={[{ value: "", label: t("byArrival") }, ...COLUMNS.map((column) => ({ value: column, label: t("sort", { column: t(column) }) }))]}
      />
      {order !== null && (
        <ActionIcon variant="default" size={30} aria-label={t("turn")} aria-pressed={order.down} onClick={() => onOrder({ ...order, down: !order.down })}>
          <Arrow size={15} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

function Entry({ row, zone }: { row: ReportRow; zone: string }) {
  const t = useTranslations("reports.report.table");
  const times = useTimes();
  const format = useFormatter();
  const { firstJoin, lastLeave } = row;
  const stay = firstJoin === null || lastLeave === null ? null : t("inOut", { first: times.time(firstJoin, zone), last: times.time(lastLeave, zone) });
  const said = row.attended ? [stay, times.minutes(Math.round(row.minutes))] : [t("notComeShort")];
  return (
    <>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
          {row.name}
          {row.attended && !row.registered && <Unmatched />}
          {row.matchedBy !== null && <ByHand by={row.matchedBy} />}
        </Text>
        <Text size="sm" className={classes.share ?? ""}>
          {format.number(row.share / 100, { style: "percent", maximumFractionDigits: 0 })}
        </Text>
      </Group>
      <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
        {[...said, t(row.registered ? "onList" : "offList")].filter((part) => part !== null).join(" · ")}
      </Text>
      {row.email !== null && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {row.email}
        </Text>
      )}
    </>
  );
}
