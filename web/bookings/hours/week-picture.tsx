import type { CSSProperties } from "react";
import { useTranslations } from "use-intl";
import { WEEKDAYS } from "../../../src/bookings/contract.ts";
import { minuteOf, timeOf, type Weekly, type Span } from "./hours.ts";
import { useHourWords } from "./use-hour-words.ts";
import classes from "./hours.module.css";

type Props = { weekly: Weekly; before: number; after: number };
type Drawn = { from: number; to: number };

const USUAL: Drawn = { from: 8, to: 18 };
const numbers = (of: Record<`--${string}`, number>): CSSProperties => of as CSSProperties;

/** The bookable hours of a week, with what is kept free around them as the same lighter ends as everywhere. */
export function WeekPicture({ weekly, before, after }: Props) {
  const t = useTranslations("appointmentEditor.hours");
  const words = useHourWords();
  const drawn = drawnOf(weekly, before, after);
  const hours = drawn.to - drawn.from;
  return (
    <div className={classes.picture} role="img" aria-label={t("picture", { summary: words.week(weekly) })} style={numbers({ "--hours": hours })}>
      <div className={classes.scale}>
        {Array.from({ length: hours }, (_, n) => n)
          .filter((n) => n % 2 === 0)
          .map((n) => (
            <span key={n} style={numbers({ "--at": n })}>
              {words.time(timeOf((drawn.from + n) * 60))}
            </span>
          ))}
      </div>
      {WEEKDAYS.map((day) => (
        <div key={day}>
          <div className={classes.head}>{t(`short.${day}`)}</div>
          <div className={classes.column}>
            {weekly[day]
              .filter((span) => minuteOf(span.from) < minuteOf(span.to))
              .map((span, n) => (
                <Block key={n} span={span} before={before} after={after} drawn={drawn} />
              ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function Block({ span, before, after, drawn }: { span: Span; before: number; after: number; drawn: Drawn }) {
  const at = (minute: number): number => (minute - drawn.from * 60) / 60;
  const [from, to] = [minuteOf(span.from), minuteOf(span.to)];
  const [first, last] = [Math.max(0, from - before), Math.min(24 * 60, to + after)];
  return (
    <>
      {first < from && <span className={classes.buffer} style={numbers({ "--from": at(first), "--long": (from - first) / 60 })} />}
      <span className={classes.span} style={numbers({ "--from": at(from), "--long": (to - from) / 60 })} />
      {to < last && <span className={classes.buffer} style={numbers({ "--from": at(to), "--long": (last - to) / 60 })} />}
    </>
  );
}

/** Office hours are always there, so that the picture doesn't jump while hours are chosen. */
function drawnOf(weekly: Weekly, before: number, after: number): Drawn {
  const spans = Object.values(weekly).flat();
  const from = Math.min(USUAL.from * 60, ...spans.map((span) => minuteOf(span.from) - before));
  const to = Math.max(USUAL.to * 60, ...spans.map((span) => minuteOf(span.to) + after));
  return { from: Math.max(0, Math.floor(from / 60)), to: Math.min(24, Math.ceil(to / 60)) };
}
