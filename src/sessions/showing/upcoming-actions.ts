import { after, before, days, hours, type Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { dueAt, lifeOf } from "../steps.ts";
import { sessionsBetween } from "../store.ts";

export type Upcoming = { at: Instant; what: string; title: string };

/** The next thing that happens in any session's life in this institution, within a month: a step, or its start. */
export async function upcoming(db: Tx, institutionId: string, now: Instant): Promise<Upcoming | null> {
  let next: Upcoming | null = null;
  for (const s of await sessionsBetween(db, institutionId, { start: before(now, hours(3)), end: after(now, days(31)) }, null)) {
    if (s.status !== "placed") continue;
    const moments: Upcoming[] = lifeOf(s)
      .filter((step) => s.steps[step].is === "pending")
      .map((step) => ({
        at: dueAt(s, step),
        what: step,
        title: s.title,
      }));
    moments.push({ at: s.time.start, what: "start", title: s.title });
    for (const m of moments) if (m.at > now && (next === null || m.at < next.at)) next = m;
  }
  return next;
}
