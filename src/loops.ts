import { spreadDates } from "./attendees/lists/spreading-actions.ts";
import { eraseOld } from "./attendees/erasing/actions.ts";
import { tellBookings } from "./bookings/telling/actions.ts";
import { readingCalendars } from "./bookings/calendars/actions.ts";
import { tellingTroubles } from "./bookings/troubles/actions.ts";
import { bookablePlans } from "./bookings/troubles/plans-actions.ts";
import { gatheringVersions } from "./bookings/free/keeping/page-actions.ts";
import { lookAfterClassrooms } from "./classrooms/looking-after-actions.ts";
import { tellStopped } from "./classrooms/telling/actions.ts";
import { tellDrifts } from "./classrooms/telling/drifts-actions.ts";
import { compareDue } from "./classrooms/drift/actions.ts";
import { deleteDoneWith } from "./classrooms/mailboxes/actions.ts";
import { lookAfterConnections } from "./connections/life/actions.ts";
import { type Prober } from "./connections/probing/actions.ts";
import { lookAfterOwnZooms } from "./connections/personal/actions.ts";
import { readHolidays } from "./courses/holidays/actions.ts";
import { type Hearing } from "./connections/hearing/actions.ts";
import { nextRun, nextSpreading, nextTelling, nextWaking, waitingNow, WHAT_IS_DUE } from "./platform/due.ts";
import type { Mailer } from "./platform/mailer.ts";
import { type Task } from "./platform/worker.ts";
import { keepUp } from "./rooms/upkeep/actions.ts";
import { readPlansTold } from "./rooms/upkeep/plans-actions.ts";
import { aboveOwnZooms } from "./sessions/hosting/own-zoom-actions.ts";
import { aboveConnections } from "./sessions/connecting/actions.ts";
import { comparing } from "./sessions/following/comparing-actions.ts";
import { runDueSessions } from "./sessions/deciding/actions.ts";
import { runCommands } from "./sessions/doing/actions.ts";
import { runDeliveries } from "./sessions/mailing/actions.ts";
import type { Neighbours } from "./sessions/neighbours.ts";
import { serveQueues } from "./sessions/placing/actions.ts";
import { connecting, upstairs } from "./sessions/showing/wiring-actions.ts";
import { readWebhooks } from "./sessions/watching/webhook-actions.ts";
import type { Instant } from "./lib/time.ts";
import type { World } from "./world.ts";

const inMs = async ({ clock }: Pick<World, "clock">, moment: Promise<Instant | null>): Promise<number | null> => {
  const at = await moment;
  return at === null ? null : at - clock.now();
};

/** Decides about sessions at their moments. What is decided is to be done at once, not at the next look. */
export const deciding = (world: Pick<World, "db" | "clock" | "random" | "log" | "origin" | "poke">, neighbours: Neighbours): Task => ({
  name: "sessions",
  run: async () => {
    const decided = await runDueSessions(world, neighbours);
    if (decided > 0) world.poke(["commands", "mails", "queues"]);
    return decided;
  },
  nextInMs: () => inMs(world, nextWaking(world.db)),
});

/** What another process brought about, or fell due with time, is found here, and its loop woken: each of them asking each second would cost an idle server most of what it takes. */
const looking = (world: Pick<World, "db" | "clock" | "poke">): Task => ({
  name: WHAT_IS_DUE[0]!,
  run: async () => {
    world.poke(await waitingNow(world.db, world.clock.now()));
    return 0;
  },
});

/** All but `looking`, which wakes those of them that have something to do, and what is only heard look seldom by themselves. */
const LOOKS_EVERY_MS = 5000;

/** The loops of the worker; what each is called is how the clock's mover asks for it. */
export const tasksOf = (world: World, neighbours: Neighbours, mailer: Mailer, hearing: Hearing, prober: Prober, self: string): Task[] => [
  looking(world),
  { name: "hearing", run: async () => (await hearing.write(), 0) },
  ...workOf(world, neighbours, mailer, prober, self).map((task) => ({ looksEveryMs: LOOKS_EVERY_MS, ...task })),
];

const workOf = (world: World, neighbours: Neighbours, mailer: Mailer, prober: Prober, self: string): Task[] => [
  { name: "webhooks", run: () => readWebhooks(world, neighbours), gathersMs: 40 },
  deciding(world, neighbours),
  { name: "queues", run: () => serveQueues(world, neighbours) },
  { name: "commands", run: (round) => runCommands(world, neighbours, self, round) },
  { name: "mails", run: (round) => runDeliveries(world, neighbours, mailer, self, round) },
  {
    name: "connections",
    run: () => lookAfterConnections(world, { upstairs: connecting(world, neighbours), above: aboveConnections(world, neighbours) }, prober),
  },
  { name: "ownZooms", run: () => lookAfterOwnZooms(world, aboveOwnZooms(world)) },
  { name: "plans", run: () => readPlansTold(world, upstairs(world, neighbours)) },
  { name: "bookablePlans", run: bookablePlans(world, upstairs(world, neighbours)) },
  { name: "troubles", run: tellingTroubles(world) },
  { name: "calendars", run: readingCalendars(world) },
  { name: "comparing", run: comparing(world) },
  { name: "upkeep", run: () => keepUp(world, upstairs(world, neighbours)) },
  { name: "spreading", run: () => spreadDates(world), nextInMs: () => inMs(world, nextSpreading(world.db)) },
  { name: "bookings", run: () => tellBookings(world), nextInMs: () => inMs(world, nextTelling(world.db)) },
  { name: "runs", run: (round) => lookAfterClassrooms(world, self, round), nextInMs: () => inMs(world, nextRun(world.db)) },
  { name: "stopped", run: async () => (await tellStopped(world)) + (await tellDrifts(world)) },
  { name: "drifts", run: () => compareDue(world) },
  { name: "mailboxes", run: () => deleteDoneWith(world) },
  { name: "timeVersions", run: gatheringVersions(world) },
  { name: "erasing", run: () => eraseOld(world) },
  { name: "holidays", run: () => readHolidays(world) },
];
