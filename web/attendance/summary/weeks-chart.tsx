import { Table, Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useFormatter, useTranslations } from "use-intl";
import type { WeekSummed } from "../../../src/attendance/contract.ts";
import { barsOf, named } from "./weeks-geometry.ts";
import classes from "./summary.module.css";

/** How many were registered each week, and how many of them came. The table below it says the same in figures. */
export function WeeksChart({ weeks }: { weeks: WeekSummed[] }) {
  const t = useTranslations("reports.summary");
  const format = useFormatter();
  const day = useDay();
  const { ref, width } = useElementSize();
  const { bars, most } = barsOf(weeks);
  const best = weeks.find((week) => Math.max(week.registered, week.came) === most);
  if (best === undefined) return null;
  const sum = (of: (week: WeekSummed) => number): number => weeks.reduce((all, week) => all + of(week), 0);
  const [registered, came] = [sum((week) => week.registered), sum((week) => week.came)];
  const said = t("chartText", { from: day(weeks[0]!.from), to: day(weeks.at(-1)!.from), registered, came, best: day(best.from), most });
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.legend}>
        <Text span size="sm" fw={600}>
          {t("chart")}
        </Text>
        <span className={classes.key}>
          <i className={classes.keyRegistered} aria-hidden /> {t("registered")}
        </span>
        <span className={classes.key}>
          <i className={classes.keyCame} aria-hidden /> {t("cameOfThem")}
        </span>
      </figcaption>
      <div className={classes.picture} ref={ref}>
        <span className={classes.most} aria-hidden>
          {format.number(most)}
        </span>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={said}>
          {bars.map(({ week, x, width: wide, registered: all, came: some }) => (
            <g key={week.from}>
              <title>{t("week", { ...week, from: day(week.from) })}</title>
              <rect className={classes.column} x={x} width={wide} y="0" height="100" />
              <rect className={classes.registered} x={x} width={wide} y={100 - all} height={all} />
              <rect className={classes.came} x={x} width={wide} y={100 - some} height={some} />
            </g>
          ))}
        </svg>
        <div className={classes.axis} aria-hidden>
          {named(weeks, Math.floor(width / 70)).map((i) => (
            <span key={weeks[i]!.from} style={{ left: `${bars[i]!.x}%` }} data-last={bars[i]!.x > 88 || undefined}>
              {day(weeks[i]!.from)}
            </span>
          ))}
        </div>
      </div>
      <details className={classes.details}>
        <summary>{t("asTable")}</summary>
        <WeeksTable weeks={weeks} />
      </details>
    </figure>
  );
}

function WeeksTable({ weeks }: { weeks: WeekSummed[] }) {
  const t = useTranslations("reports.summary");
  const c = useTranslations("reports.table");
  const format = useFormatter();
  const day = useDay();
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={t("asTable")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {[t("weekColumn"), t("sessionsColumn"), c("registered"), c("came"), t("presentColumn")].map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {weeks.map((week) => (
            <Table.Tr key={week.from}>
              <Table.Td>{day(week.from)}</Table.Td>
              {[week.sessions, week.registered, week.came, week.people].map((n, i) => (
                <Table.Td key={i}>{format.number(n)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** A day of the calendar, which is the same in every zone. */
function useDay(): (day: string) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(`${day}T12:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });
}
