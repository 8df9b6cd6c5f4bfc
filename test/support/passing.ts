import type { Sandbox } from "../../sandbox/sandbox.ts";
import { earliest, iso, type Instant } from "../../src/lib/time.ts";
import { at, sql } from "../../src/platform/database.ts";
import { nextDue } from "../../src/platform/due.ts";
import type { Mailer } from "../../src/platform/mailer.ts";
import { runDueSessions } from "../../src/sessions/deciding/actions.ts";
import { runCommands } from "../../src/sessions/doing/actions.ts";
import { runDeliveries } from "../../src/sessions/mailing/actions.ts";
import type { Neighbours } from "../../src/sessions/neighbours.ts";
import { serveQueues } from "../../src/sessions/placing/actions.ts";
import { readWebhooks } from "../../src/sessions/watching/actions.ts";
import type { World } from "../../src/world.ts";

export type Running = World & { neighbours: Neighbours; sandbox: Sandbox; mailer: Mailer; process: string };

const MOST_ROUNDS = 300;

/** Does whatever is due now, in Zoom and in Bedel, until nothing is. */
export async function settle(it: Running): Promise<void> {
  for (let round = 0, quiet = 0; quiet < 2; round += 1) {
    if (round > MOST_ROUNDS) throw new Error(`no rest at ${iso(it.clock.now())}: ${JSON.stringify(await restless(it))}`);
    await it.sandbox.run();
    const work = [
      await readWebhooks(it, it.neighbours),
      await runDueSessions(it, it.neighbours),
      await serveQueues(it, it.neighbours),
      await runCommands(it, it.neighbours, it.process),
      await runDeliveries(it, it.neighbours, it.mailer, it.process),
    ];
    quiet = work.some((n) => n > 0) ? 0 : quiet + 1;
  }
}

const restless = ({ db, clock }: World): Promise<unknown[]> =>
  db.list(
    (row) => row,
    sql`select does as what, key, trouble::text from commands where state = 'queued' and due_at <= ${at(clock.now())}
      union all select 'session', id::text, steps::text from sessions where wake_at <= ${at(clock.now())}`,
  );

/** Visits each due moment on the way, in order. */
export async function advanceTo(it: Running, moment: Instant): Promise<void> {
  await settle(it);
  while (it.clock.now() < moment) {
    const coming = [moment, await nextDue(it.db), it.sandbox.nextAt()].filter((due) => due !== null && due > it.clock.now()) as Instant[];
    it.clock.set({ offset: 0, frozenAt: earliest(coming) });
    await settle(it);
  }
}
