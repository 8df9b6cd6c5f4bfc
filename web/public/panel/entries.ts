import type { PanelCourse, PanelSession } from "../../../src/attendees/panel/contract.ts";

/** What stands as one on the panel: a session by itself, or a course with its dates. */
export type Entry = { is: "session"; session: PanelSession } | { is: "course"; course: PanelCourse; sessions: PanelSession[] };

/** In the order of the sessions, each course where its first one stands; courses of which only later dates are to come follow, if they are told. */
export function entriesOf(sessions: readonly PanelSession[], courses: readonly PanelCourse[], tell: "later dates" | "no later dates"): Entry[] {
  const entries: Entry[] = [];
  const byKey = new Map(courses.map((course) => [course.key, course]));
  const shown = new Map<string, PanelSession[]>();
  for (const session of sessions) {
    const course = byKey.get(session.course ?? "");
    const dates = shown.get(session.course ?? "");
    if (course === undefined) entries.push({ is: "session", session });
    else if (dates !== undefined) dates.push(session);
    else {
      const first = [session];
      shown.set(course.key, first);
      entries.push({ is: "course", course: tell === "later dates" ? course : { ...course, later: null }, sessions: first });
    }
  }
  const others = courses.filter(({ key, later }) => later !== null && !shown.has(key)).toSorted((a, b) => (a.later!.from < b.later!.from ? -1 : 1));
  return tell === "later dates" ? [...entries, ...others.map((course): Entry => ({ is: "course", course, sessions: [] }))] : entries;
}
