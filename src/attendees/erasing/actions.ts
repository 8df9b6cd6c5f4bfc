import { after, before, days, hours, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { World } from "../../world.ts";
import { forgetLasting } from "./lasting-store.ts";
import { forgetRuns } from "./runs-store.ts";
import * as store from "./store.ts";

export { erasedAt } from "./store.ts";

const EVERY = hours(1);
/** Sessions of one transaction: a few thousand people at most as a rule. */
const BATCH = 20;
const WEBHOOKS = 2000;
const RUNS = 500;

/**
 * Erases names, addresses and presence of sessions that ended longer ago than their institution keeps people, and who is left on lists of such sessions
 * only; totals stay. Runs that were over so long ago are forgotten too. A batch is one
 * transaction, and the next look is written down only when nothing was left: a process that was killed loses nothing and repeats nothing.
 */
export async function eraseOld(world: Pick<World, "db" | "clock" | "random">): Promise<number> {
  const now = world.clock.now();
  let erased = 0;
  for (const keeping of await store.institutionsDue(world.db, now)) {
    const count = await eraseBatch(world, keeping.institutionId, before(now, days(keeping.retentionDays)), now);
    if (count === 0) await store.lookAgainAt(world.db, keeping.institutionId, after(now, EVERY));
    erased += count;
  }
  return erased;
}

const eraseBatch = ({ db, random }: Pick<World, "db" | "random">, institutionId: string, until: Instant, now: Instant): Promise<number> =>
  db.transaction(async (tx) => {
    const sessions = await store.endedBefore(tx, institutionId, until, BATCH);
    for (const sessionId of sessions) {
      const { attendees = 0, deliveries = 0, reports = 0 } = await store.forgetPeople(tx, institutionId, sessionId);
      await store.saveErased(tx, institutionId, sessionId, now);
      if (attendees + deliveries + reports === 0) continue;
      await note(tx, random, { institutionId, at: now, who: "bedel", memberId: null, sessionId, what: "people_erased", details: { count: attendees } });
    }
    const lasting = await forgetLasting(tx, institutionId, until);
    const runs = await forgetRuns(tx, institutionId, until, RUNS);
    return sessions.length + lasting + runs + (await store.forgetWebhooks(tx, institutionId, until, WEBHOOKS));
  });
