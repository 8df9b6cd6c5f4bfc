import { useTranslations } from "use-intl";
import type { PanelPage, PanelSession } from "../../../src/attendees/panel/contract.ts";
import { Course } from "./course.tsx";
import { entriesOf, type Entry } from "./entries.ts";
import { Session } from "./session.tsx";

type Props = { page: PanelPage; onLeft: (title: string) => void };

/** What comes, the soonest first; what was, the latest first. A course stands once, with its dates beneath. */
export function Sessions({ page, onLeft }: Props) {
  const t = useTranslations("panel");
  const of = (isComing: boolean): PanelSession[] => page.sessions.filter((session) => session.isComing === isComing);
  const coming = entriesOf(of(true), page.courses, "later dates");
  const past = entriesOf(of(false).toReversed(), page.courses, "no later dates");
  return (
    <>
      <section aria-labelledby="coming">
        <h2 id="coming">{t("coming")}</h2>
        {coming.length === 0 ? <p>{t("nothing")}</p> : <List entries={coming} zone={page.zone} onLeft={onLeft} />}
      </section>
      {past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{t("past")}</h2>
          <List entries={past} zone={page.zone} onLeft={onLeft} />
        </section>
      )}
    </>
  );
}

function List({ entries, zone, onLeft }: { entries: Entry[]; zone: string | null; onLeft: (title: string) => void }) {
  return (
    <ul className="sessions">
      {entries.map((entry) => (
        <li key={entry.is === "session" ? entry.session.address : entry.course.key} className="session">
          {entry.is === "session" ? (
            <>
              <h3 className={entry.session.state === "cancelled" ? "gone" : ""}>{entry.session.title}</h3>
              <Session session={entry.session} zone={zone} onLeft={onLeft} />
            </>
          ) : (
            <Course course={entry.course} sessions={entry.sessions} zone={zone} onLeft={onLeft} />
          )}
        </li>
      ))}
    </ul>
  );
}
