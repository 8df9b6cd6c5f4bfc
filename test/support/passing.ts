import type { Sandbox } from "../../sandbox/sandbox.ts";
import { earliest, iso, type Instant } from "../../src/lib/time.ts";
import { spreadDates } from "../../src/attendees/lists/spreading-actions.ts";
import { tellBookings } from "../../src/bookings/telling/actions.ts";
import { lookAfterClassrooms } from "../../src/classrooms/looking-after-actions.ts";
import { lookAfterConnections } from "../../src/connections/life/actions.ts";
import type { Prober } from "../../src/connections/probing/actions.ts";
import { lookAfterOwnZooms } from "../../src/connections/personal/actions.ts";
import { nextDue, waitingNow, type Waiting } from "../../src/platform/due.ts";
import { readPlansTold } from "../../src/rooms/upkeep/plans-actions.ts";
import { aboveConnections } from "../../src/sessions/connecting/actions.ts";
import type { Mailer } from "../../src/platform/mailer.ts";
import { aboveOwnZooms } from "../../src/sessions/hosting/own-zoom-actions.ts";
import { runDueSessions } from "../../src/sessions/deciding/actions.ts";
import { runCommands } from "../../src/sessions/doing/actions.ts";
import { runDeliveries } from "../../src/sessions/mailing/actions.ts";
import type { Neighbours } from "../../src/sessions/neighbours.ts";
import { serveQueues } from "../../src/sessions/placing/actions.ts";
import { upstairs } from "../../src/sessions/showing/wiring-actions.ts";
import { readWebhooks } from "../../src/sessions/watching/webhook-actions.ts";
import { connecting } from "../../src/sessions/showing/wiring-actions.ts";
import type { World } from "../../src/world.ts";

export type Running = World & { neighbours: Neighbours; sandbox: Sandbox; mailer: Mailer; prober: Prober; process: string; stillOn(): void };

export const WORK: Record<Waiting, (it: Running) => Promise<number>> = {
  webhooks: (it) => readWebhooks(it, it.neighbours),
  sessions: (it) => runDueSessions(it, it.neighbours),
  queues: (it) => serveQueues(it, it.neighbours),
  commands: (it) => runCommands(it, it.neighbours, it.process),
  connections: (it) => lookAfterConnections(it, { upstairs: connecting(it, it.neighbours), above: aboveConnections(it, it.neighbours) }, it.prober),
  ownZooms: (it) => lookAfterOwnZooms(it, aboveOwnZooms(it)),
  plans: (it) => readPlansTold(it, upstairs(it, it.neighbours)),
  spreading: spreadDates,
  bookings: tellBookings,
  runs: (it) => lookAfterClassrooms(it, it.process),
  mails: (it) => runDeliveries(it, it.neighbours, it.mailer, it.process),
};
const MOST_ROUNDS = 300;

/** Does whatever is due now, in Zoom and in Bedel, until nothing is, or only what another process holds. */
export async function settle(it: Running): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    it.stillOn();
    await it.sandbox.run();
    const waiting = await waitingNow(it.db, it.clock.now());
    let work = 0;
    for (const what of waiting) work += await WORK[what](it);
    if (work === 0) return;
  }
  throw new Error(`no rest at ${iso(it.clock.now())}: ${JSON.stringify(await waitingNow(it.db, it.clock.now()))}`);
}

/** Visits each due moment on the way, in order, and the first at which Zoom would be asked whether it still knows us. */
export async function advanceTo(it: Running, moment: Instant): Promise<void> {
  await settle(it);
  const asked = await it.prober.nextAt();
  while (it.clock.now() < moment) {
    const coming = [moment, asked, await nextDue(it.db), it.sandbox.nextAt()].filter((due) => due !== null && due > it.clock.now()) as Instant[];
    it.clock.set({ offset: 0, frozenAt: earliest(coming) });
    if (it.clock.now() === asked) await WORK.connections(it);
    await settle(it);
  }
}
