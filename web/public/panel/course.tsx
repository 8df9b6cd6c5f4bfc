import { useTranslations } from "use-intl";
import type { PanelCourse, PanelSession } from "../../../src/attendees/panel/contract.ts";
import { useTimes } from "../times.ts";
import { Session } from "./session.tsx";

type Props = { course: PanelCourse; sessions: PanelSession[]; zone: string | null; onLeft: (title: string) => void };

/** Its title once, the next date in sight and the others folded; and until when more of them follow. Of what was, all are folded. */
export function Course({ course, sessions, zone, onLeft }: Props) {
  const t = useTranslations("panel");
  const [first] = sessions;
  const next = first?.isComing === true ? first : null;
  const others = next === null ? sessions : sessions.slice(1);
  return (
    <>
      <h3>{course.title}</h3>
      <p className="of">{t("course")}</p>
      {next !== null && <Dated course={course} session={next} zone={zone} onLeft={onLeft} />}
      {others.length > 0 && (
        <details className="dates">
          <summary>{t(next === null ? "pastDates" : "moreDates", { n: others.length })}</summary>
          <ul>
            {others.map((session) => (
              <li key={session.address}>
                <Dated course={course} session={session} zone={zone} onLeft={onLeft} brief />
              </li>
            ))}
          </ul>
        </details>
      )}
      {course.later !== null && <Later course={course} later={course.later} isAll={sessions.length === 0} zone={zone} />}
    </>
  );
}

type DatedProps = Omit<Props, "sessions"> & { session: PanelSession; brief?: boolean };

/** A date that is called otherwise than its course says so. */
function Dated({ course, session, zone, onLeft, brief = false }: DatedProps) {
  return (
    <>
      {session.title !== course.title && <p className="called">{session.title}</p>}
      <Session session={session} zone={zone} onLeft={onLeft} brief={brief} />
    </>
  );
}

type LaterProps = { course: PanelCourse; later: NonNullable<PanelCourse["later"]>; isAll: boolean; zone: string | null };

function Later({ course, later: { dates, from, until }, isAll, zone }: LaterProps) {
  const t = useTranslations("panel");
  const times = useTimes();
  const day = (moment: string): string => times.day(moment, zone ?? course.zone);
  return (
    <p className="own">
      {isAll ? t("laterFrom", { n: dates, from: day(from), until: day(until) }) : t("later", { n: dates, until: day(until) })} {t("laterText")}
    </p>
  );
}
