import type { CSSProperties } from "react";
import { useTranslations } from "use-intl";
import type { Week } from "../../src/courses/contract.ts";
import { instant, startOfDay } from "../../src/lib/time.ts";
import { AnchorLink } from "../shell/links.tsx";
import { useTimes } from "../shell/times.tsx";
import type { Of } from "./queries.ts";
import { hoursOf, isCrowded, type Box, type Column, type Hours } from "./week-geometry.ts";
import classes from "./week.module.css";

type Props = { columns: readonly Column[]; of: Week; kind: Of; today: string };

/** Too low for a line each for time, title and room. */
const SHORT = 50;

/** Numbers that the stylesheet turns into places: the picture, the list that a phone shows, and the paper are one and the same. */
const numbers = (of: Record<`--${string}`, number>): CSSProperties => of as CSSProperties;

/** A column for each day. When too much lies side by side the days are lists. */
export function WeekPicture({ columns, of, kind, today }: Props) {
  const t = useTranslations("week");
  const hours = hoursOf(columns);
  const crowded = isCrowded(columns);
  return (
    <div className={classes.scroll} role="region" aria-label={t("title")} tabIndex={0}>
      <div
        className={classes.week}
        data-crowded={crowded || undefined}
        data-holidays={columns.some(({ holidays }) => holidays.length > 0) || undefined}
        style={numbers({ "--days": columns.length, "--hours": hours.to - hours.from })}
      >
        <Scale hours={hours} />
        {columns.map((column) => (
          <Day key={column.day} column={column} hours={hours} of={of} kind={kind} isToday={column.day === today} />
        ))}
      </div>
    </div>
  );
}

/** Whole hours at the left edge, as every day of the week shows them. */
function Scale({ hours }: { hours: Hours }) {
  const times = useTimes();
  return (
    <div className={classes.scale} aria-hidden>
      {Array.from({ length: hours.to - hours.from }, (_, n) => (
        <span key={n} style={numbers({ "--at": n })}>
          {times.hour(instant(`2001-01-01T${String(hours.from + n).padStart(2, "0")}:00:00Z`), "UTC")}
        </span>
      ))}
    </div>
  );
}

type DayProps = { column: Column; hours: Hours; of: Week; kind: Of; isToday: boolean };

function Day({ column: { day, boxes, holidays }, hours, of, kind, isToday }: DayProps) {
  const t = useTranslations("week");
  const times = useTimes();
  return (
    <section className={classes.day} data-today={isToday || undefined} data-empty={(boxes.length === 0 && holidays.length === 0) || undefined}>
      <h3 className={classes.name}>
        {times.day(startOfDay(day, of.zone), of.zone)}
        {holidays.map((holiday) => (
          <span key={holiday} className={classes.holiday}>
            {holiday}
          </span>
        ))}
      </h3>
      <ol
        className={classes.boxes}
        data-holiday={holidays.length > 0 || undefined}
        aria-label={t("on", { day: times.longDay(startOfDay(day, of.zone), of.zone) })}
      >
        {boxes.map((box) => (
          <Session key={box.session.id} box={box} hours={hours} zone={of.zone} kind={kind} />
        ))}
      </ol>
    </section>
  );
}

function Session({ box: { session, top, bottom, lane, lanes }, hours, zone, kind }: { box: Box; hours: Hours; zone: string; kind: Of }) {
  const t = useTranslations("week");
  const times = useTimes();
  const { id, title, start, end, room, teacher, waiting, cancelled } = session;
  const time = times.timeRange(start, end, zone);
  // Somebody else's: that something is on may be seen, not what.
  const isVeiled = title === "";
  const name = isVeiled ? t("private") : title;
  const where = cancelled ? t("cancelled") : waiting ? t("waiting") : room;
  const more = [kind === "room" && where === room ? null : where, kind === "teacher" ? null : teacher]
    .filter((each) => each !== null && each !== "")
    .join(" · ");
  const places = numbers({
    "--from": (top - hours.from * 60) / 60,
    "--long": (bottom - top) / 60,
    "--lane": lane,
    "--lanes": lanes,
  });
  return (
    <li
      className={classes.session}
      style={places}
      data-narrow={lanes > 1 || undefined}
      data-short={bottom - top < SHORT || undefined}
      data-waiting={waiting || undefined}
      data-cancelled={cancelled || undefined}
      title={[time, name, more].filter((each) => each !== "").join(" · ")}
    >
      <span className={classes.range}>{time}</span>
      <span className={classes.start}>{times.time(start, zone)}</span>
      {isVeiled ? (
        <span className={classes.title}>{name}</span>
      ) : (
        <AnchorLink to="/sessions/$id" params={{ id }} c="inherit" className={classes.title ?? ""}>
          {name}
        </AnchorLink>
      )}
      <span className={classes.more}>{more}</span>
    </li>
  );
}
