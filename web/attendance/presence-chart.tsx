import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { ReportRow, ReportView } from "../../src/attendance/contract.ts";
import type { Interval } from "../../src/lib/interval.ts";
import { useTimes } from "../shell/times.tsx";
import { barOf, spanOf } from "./chart-geometry.ts";
import { PresenceCurve } from "./presence-curve.tsx";
import { ByHand, Unmatched } from "./unmatched.tsx";
import classes from "./presence.module.css";

const ROW = 36;

/** How many were there, and below it a line for each person: when in, when out. Only lines in sight are drawn. */
export function PresenceChart({ report, rows }: { report: ReportView; rows: ReportRow[] }) {
  const t = useTranslations("reports.report.who");
  const span = useMemo(() => spanOf(report), [report]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 10 });
  return (
    <>
      <PresenceCurve report={report} span={span} />
      <div ref={scroller} className={classes.people} role="region" aria-label={t("list")} tabIndex={0}>
        <ul style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <li
              key={rows[index]!.key}
              className={classes.line}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <Line row={rows[index]!} report={report} span={span} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function Line({ row, report, span }: { row: ReportRow; report: ReportView; span: Interval }) {
  const t = useTranslations("reports.report.who");
  const times = useTimes();
  const format = useFormatter();
  const texts = row.stays.map(({ start, end }) => t("stay", { from: times.time(start, report.zone), to: times.time(end, report.zone) }));
  const planned = barOf(report.planned, span);
  return (
    <>
      <span className={classes.name} title={row.name}>
        {row.name}
        {!row.registered && <Unmatched />}
        {row.matchedBy !== null && <ByHand by={row.matchedBy} />}
      </span>
      <svg className={classes.bars} role="img" aria-label={t("stays", { times: texts.join(", ") })}>
        <rect className={classes.planned} x={`${planned.left}%`} width={`${planned.width}%`} y="0" height="100%" rx="3" />
        {row.stays.map((stay, index) => {
          const { left, width } = barOf(stay, span);
          return (
            <rect key={stay.start} className={classes.stay} x={`${left}%`} width={`${Math.max(width, 0.3)}%`} y="0" height="100%" rx="3">
              <title>{`${row.name}: ${texts[index] ?? ""}`}</title>
            </rect>
          );
        })}
      </svg>
      <span className={classes.share}>{format.number(row.share / 100, { style: "percent", maximumFractionDigits: 0 })}</span>
    </>
  );
}
