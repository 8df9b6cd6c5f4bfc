import type { SessionView } from "../../src/sessions/contract.ts";

/** A session in the list of what comes, and how many further dates of its course are folded behind it. */
export type Line = { session: SessionView; further: number };

/** Of each course its next date and what waits for a room, so that a semester does not hide the rest. `next`: shown elsewhere on the page. */
export function folded(sessions: readonly SessionView[], next: SessionView | null): Line[] {
  const led = new Map<string, Line>();
  const hidden = new Map<string, number>();
  const lines: Line[] = [];
  for (const session of sessions) {
    const courseId = session.course?.id;
    if (courseId === undefined || session.state === "waiting" || session.undoUntil !== null) lines.push({ session, further: 0 });
    else if (led.has(courseId) || next?.course?.id === courseId) hidden.set(courseId, (hidden.get(courseId) ?? 0) + 1);
    else {
      const line = { session, further: 0 };
      led.set(courseId, line);
      lines.push(line);
    }
  }
  for (const [courseId, line] of led) line.further = hidden.get(courseId) ?? 0;
  return lines;
}
