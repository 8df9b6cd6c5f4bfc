import { useElementSize } from "@mantine/hooks";
import { useMemo, useState, type PointerEvent } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { ReportView } from "../../src/attendance/contract.ts";
import type { Interval } from "../../src/lib/interval.ts";
import { instant, type Instant } from "../../src/lib/time.ts";
import { useTimes } from "../shell/times.tsx";
import { barOf, peakOf, placeOf, presentAt, stairs, ticksOf } from "./chart-geometry.ts";
import classes from "./presence.module.css";

type Props = { report: ReportView; span: Interval };

/** The number present over time, with the time axis that the lines below share. */
export function PresenceCurve({ report, span }: Props) {
  const t = useTranslations("reports.report.who");
  const times = useTimes();
  const { ref, width } = useElementSize();
  const { presence, zone } = report;
  const path = useMemo(() => stairs(presence, span), [presence, span]);
  const ticks = useMemo(() => ticksOf(span, instant(report.planned.start), Math.max(3, Math.floor(width / 84))), [span, report.planned.start, width]);
  const peak = peakOf(presence);
  const planned = barOf(report.planned, span);
  return (
    <div className={classes.curve}>
      <div>
        <div>{t("inRoom")}</div>
        <div className={classes.quiet}>{t("peak", { n: peak.count })}</div>
      </div>
      <div ref={ref} className={classes.picture}>
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={t("curve", { peak: peak.count, time: peak.at === "" ? "" : times.time(peak.at, zone) })}
        >
          <rect className={classes.planned} x={planned.left} width={planned.width} y="0" height="100" />
          <path className={classes.area} d={path} vectorEffect="non-scaling-stroke" />
        </svg>
        <Readout report={report} span={span} />
        <div className={classes.axis} aria-hidden>
          {ticks.map((tick) => (
            <span key={tick} style={{ left: `${placeOf(tick, span)}%` }} {...edge(placeOf(tick, span))}>
              {times.time(tick, zone)}
            </span>
          ))}
        </div>
      </div>
      <span />
    </div>
  );
}

/** Words at the ends stay within the picture. */
const edge = (place: number): { "data-edge"?: "start" | "end" } => (place < 4 ? { "data-edge": "start" } : place > 96 ? { "data-edge": "end" } : {});

/** Under the pointer: how many were there at that moment. The lines below and the table say the same to those who use none. */
function Readout({ report, span }: Props) {
  const [place, setPlace] = useState<number | null>(null);
  const times = useTimes();
  const format = useFormatter();
  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPlace(Math.min(1, Math.max(0, (event.clientX - left) / width)));
  };
  const at = (span.start + (place ?? 0) * (span.end - span.start)) as Instant;
  return (
    <div className={classes.readout} onPointerMove={follow} onPointerLeave={() => setPlace(null)} aria-hidden>
      {place !== null && (
        <span style={{ left: `${place * 100}%` }} {...edge(place * 100 < 50 ? 0 : 100)}>
          {times.time(at, report.zone)} · {format.number(presentAt(report.presence, at))}
        </span>
      )}
    </div>
  );
}
