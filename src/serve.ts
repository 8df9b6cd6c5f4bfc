import { withCourses } from "./courses/handing-over/actions.ts";
import { bookingPagesRoutes } from "./bookings/booking-page/pages-routes.ts";
import { withBookings } from "./bookings/hosting/giving-actions.ts";
import { bookingRoutes } from "./bookings/routes.ts";
import { mailboxRoutes } from "./classrooms/mailboxes/routes.ts";
import { externalDatabaseRoutes } from "./classrooms/databases/routes.ts";
import { courseRoutes } from "./courses/routes.ts";
import { openReturning } from "./attendees/mails/returning-actions.ts";
import { attendeeRoutes } from "./attendees/routes.ts";
import { attendanceRoutes } from "./attendance/routes.ts";
import { calendarRoutes } from "./bookings/calendars/routes.ts";
import { withZoomUsers } from "./classrooms/zoom-users/leaving/actions.ts";
import { zoomUserRoutes } from "./classrooms/zoom-users/routes.ts";
import { classroomRoutes } from "./classrooms/routes.ts";
import { openConnections } from "./connections/actions.ts";
import { openProber, type Prober } from "./connections/probing/actions.ts";
import { openWebhookSecrets } from "./connections/own-app/actions.ts";
import { myZoomRoutes } from "./connections/personal/routes.ts";
import { connectionRoutes } from "./connections/routes.ts";
import { openHearing } from "./connections/hearing/actions.ts";
import { beginEmpty, beginExample, beginItsTime } from "./example/beginning/actions.ts";
import { doctorRoutes } from "./doctor/routes.ts";
import { demoRoutes } from "./example/demo-routes.ts";
import type { Mailbox } from "./example/mailbox/mailbox.ts";
import { MAILBOX, openMail } from "./example/mailing.ts";
import { clockMover, type Mover } from "./example/moving/actions.ts";
import { connectPortal, openPortal, type Portal } from "./example/portal/actions.ts";
import { PASSWORD } from "./example/programme.ts";
import type { Played } from "./example/removing/actions.ts";
import { removingRoutes } from "./example/removing/routes.ts";
import { systemRandom } from "./lib/random.ts";
import { tasksOf } from "./loops.ts";
import { neighboursOf } from "./neighbours.ts";
import { refusalText } from "./notices/refusal-text.ts";
import { accountRoutes } from "./people/account/routes.ts";
import { demoInstitution } from "./people/actions.ts";
import type { Server } from "./people/around.ts";
import { foundFor } from "./people/founding/actions.ts";
import { membershipRoutes } from "./people/membership-routes.ts";
import { setupRoutes } from "./people/setting-up/routes.ts";
import { openSignIn, type SignIn } from "./people/signing-in/actions.ts";
import { signInRoutes } from "./people/signing-in/routes.ts";
import { lookUpAt } from "./people/single-sign-on/proving-actions.ts";
import { singleSignOnRoutes } from "./people/single-sign-on/routes.ts";
import { backupRoutes } from "./platform/backup/routes.ts";
import { applicationClock, wallClock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { lockDataFolder, secretIn, secretLeftIn, type DataFolder } from "./platform/data-folder.ts";
import { letClockRunOn, readClock } from "./platform/due.ts";
import { newApp, type App } from "./platform/http.ts";
import { openLog, type LogTo } from "./platform/log.ts";
import { servePages } from "./platform/pages.ts";
import { giveMemoryBack } from "./platform/memory.ts";
import { assurePortIsFree, cannotListen } from "./platform/port.ts";
import { joinProcesses } from "./platform/processes.ts";
import { assureDatabaseIsOurs, openReadyDatabase } from "./platform/ready-database.ts";
import { keyring } from "./platform/secrets.ts";
import { keepSnapshots, settleRestored } from "./platform/snapshots.ts";
import { startWorker, type Task, type Worker } from "./platform/worker.ts";
import { forgetPasswords } from "./rooms/actions.ts";
import { roomRoutes } from "./rooms/routes.ts";
import { aboveOwnZooms } from "./sessions/hosting/own-zoom-actions.ts";
import { aboveConnections } from "./sessions/connecting/actions.ts";
import type { Neighbours } from "./sessions/neighbours.ts";
import { sessionRoutes } from "./sessions/routes.ts";
import { showingRoutes } from "./sessions/showing/routes.ts";
import { agenda, around, connecting, upstairs } from "./sessions/showing/wiring-actions.ts";
import { webhookKeeper } from "./sessions/watching/webhook-actions.ts";
import { peopleRoutes } from "./people/routes.ts";
import type { World } from "./world.ts";
import { zoomRoutes } from "./zoom/routes.ts";
import { askSandbox, assureSandboxIsWhole, openOwnSandbox, registerAddresses, toldBy, webhookSecretsOf, ZOOM, zoomsOf, type OwnSandbox } from "./zooms.ts";

/** Where the demo keeps its external database. */
const PORTAL = "portal";

export type Running = { world: World; app: App; worker: Worker; stop(): Promise<void> };

/** What lies in the data folder and the database, locked, opened and brought up to date, and the clock that goes by it. */
async function openGround(config: Config, say: (line: string) => void, logTo?: LogTo) {
  const random = systemRandom;
  await assurePortIsFree(config);
  const [known, ...former] = [config.secret ?? secretLeftIn(config.dataFolder), ...config.formerSecrets].filter((secret) => secret !== null);
  await assureDatabaseIsOurs(config, known === undefined ? null : keyring(known, former, random));
  const folder = lockDataFolder(config.dataFolder);
  assureSandboxIsWhole(folder);
  const keys = keyring(config.secret ?? secretIn(folder), config.formerSecrets, random);
  const { db, secrets, restored } = await openReadyDatabase(config, { folder, keys, random, say });
  const clock = applicationClock();
  await readClock(db, clock);
  await letClockRunOn(db, clock, wallClock()); // it was killed while it moved the clock
  const toBegin = (config.zoom === null || (await demoInstitution(db)) !== null) && (await beginItsTime({ db, clock }, config.example));
  const hasDemo = toBegin || (await demoInstitution(db)) !== null;
  const log = openLog(config.logLevel, logTo);
  const self = await joinProcesses(db, random.uuid());
  const snapshots = keepSnapshots(db, folder, wallClock, log);
  if (restored) await db.transaction((tx) => forgetPasswords(tx, clock.now())).then(() => settleRestored(folder));
  return { db, secrets, keys, clock, random, log, folder, self, snapshots, toBegin, hasDemo };
}

/** Builds the world, top to bottom like a list of ingredients, and starts web and worker. */
export async function serve(config: Config, { pages, say, logTo }: { pages: string; say: (line: string) => void; logTo?: LogTo }): Promise<Running> {
  const { folder, self, snapshots, toBegin, hasDemo, keys, ...ground } = await openGround(config, say, logTo);
  const { db, secrets, clock, log } = ground;
  const app = await newApp({ log, words: refusalText, reader: (request) => request.member?.language ?? null, frameSelf: false, proxies: config.proxies });
  const sandbox = hasDemo ? openOwnSandbox(config, app, folder.path(ZOOM), clock) : null;
  let isKept = (await readClock(db, clock)).kept; // a real institution goes by the clock
  const returning = await openReturning(config.bounces, ground);
  const { mailbox, mailer, staysHome, livedThrough } = await openMail(config, folder, clock, { hasDemo, toBegin, isKept: () => isKept, returning });
  const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
  const zooms = zoomsOf(config, sandbox);
  const zoomOf = openConnections({ db, clock, secrets, pause, process: db.kind === "postgres" ? self.id : null }, zooms);
  let [worker, mover, portal]: [Worker | null, Mover | null, Portal | null] = [null, null, null];
  let isDriven = (): boolean => false; // while the clock is moved, the mover asks the loops by itself, each when it has something to do
  const poke: World["poke"] = (loops) => isDriven() || worker?.poke(loops);
  const world: World = { ...ground, zoomOf, zooms, pause, origin: config.origin, poke };
  const neighbours = neighboursOf(world);
  const accountId = config.zoom?.account?.accountId ?? null;
  const signIn = openSignIn({ db, secret: secrets.keyFor("sign-in"), origin: config.origin });
  openDoor(app, world, signIn, config);
  const webhookSecrets = openWebhookSecrets(world, webhookSecretsOf(config, sandbox));
  connectionRoutes(app, world, { upstairs: connecting(world, neighbours), above: aboveConnections(world) }, webhookSecrets);
  myZoomRoutes(app, world, aboveOwnZooms(world));
  const prober = openProber(world);
  openRoutes(app, world, neighbours, prober, serverOf(config, sandbox, staysHome));
  membershipRoutes(app, world, { agenda: withZoomUsers(world, withBookings(world, withCourses(world, agenda(world)))), signIn, accountId });
  doctorRoutes(app, { ...ground, keys, zoom: zooms.real, origin: config.origin });
  backupRoutes(app, { ...ground, folder, keys });
  const served = await servePages(app, pages);
  attendeeRoutes(app, world, served);
  bookingPagesRoutes(app, world, served);
  const hearing = openHearing(world);
  const keep = webhookKeeper(world, () => isDriven() || worker?.poke(["webhooks"]));
  const keepTold = (key: string, body: unknown, secret: string): Promise<void> => keep(key, body, toldBy(config, sandbox, secret));
  zoomRoutes(app, { secrets: webhookSecrets.all, keep: keepTold, heard: hearing.heard, heardOf: hearing.heardOf });

  const keepTime: Task = { name: "clock", run: async () => (isDriven() || (isKept = (await readClock(db, clock)).kept), 0) };
  const play: Task[] = sandbox === null ? [] : [{ name: "sandbox", run: async () => (await sandbox.run(), 0) }];
  const tasks = [keepTime, ...tasksOf(world, neighbours, mailer, hearing, prober, self.id), ...play];
  const working = (worker = startWorker(tasks, log));
  if (sandbox === null || mailbox === null) {
    removingRoutes(app, world, null);
    await foundFor(world, signIn, config, say);
  } else {
    const moves = (mover = clockMover({ db, clock, pause }, working, sandbox, prober));
    isDriven = () => moves.under() !== null;
    const itsPortal = (portal = await openPortal(folder.path(PORTAL)));
    const played = playedBy({ sandbox, mailbox, mover: moves, portal: itsPortal, folder }, () => rest(working, tasks));
    const zoom = (path: string, body: object): Promise<Response> => askSandbox(config, sandbox, path, body);
    demoRoutes(app, { world, played, mailbox, staysHome, zoom, mover: moves, signIn, accountId, say });
    await app.ready();
    await registerAddresses(config, sandbox);
    const begin = config.example.has === "week" ? beginExample : beginEmpty;
    if (toBegin) await begin({ world, neighbours, signIn, mover: moves, say, livedThrough }).then(giveMemoryBack);
    await connectPortal(world, itsPortal);
  }
  await app.listen({ port: config.port, host: config.host }).catch((error: NodeJS.ErrnoException) => {
    throw cannotListen(error, config);
  });
  welcome(config, hasDemo ? staysHome() : null, say);
  const stop = async (): Promise<void> => {
    mover?.stop(); // whoever asked for a move is answered then, which closing waits for
    await app.close();
    await working.stop();
    await hearing.stop().catch(() => undefined); // a database that is away must not keep the rest from ending
    const demos = [portal, mailbox, sandbox].map((one) => () => one?.close());
    const ends = [returning.close, mailer.close, ...demos, self.stop, snapshots.stop, db.close, folder.release];
    for (const end of ends) await end();
  };
  return { world, app, worker, stop };
}

/** Read anew each time: the demo may be removed, and a real institution founded, while the server runs. */
const serverOf = (config: Config, sandbox: OwnSandbox | null, staysHome: () => boolean): Server => ({
  get sandbox() {
    return sandbox?.isOpen() === true;
  },
  get mailbox() {
    return staysHome();
  },
  mailServer: config.smtpUrl !== null,
});

type Players = { sandbox: OwnSandbox; mailbox: Mailbox; mover: Mover; portal: Portal; folder: DataFolder };

/** The demo, and how it ends while the server goes on. */
const playedBy = ({ sandbox, mailbox, mover, portal, folder }: Players, rest: () => Promise<void>): Played => ({
  isThere: sandbox.isOpen,
  end: async () => {
    mover.stop();
    sandbox.close();
    await mailbox.close();
    await portal.remove();
    for (const file of [ZOOM, MAILBOX]) folder.remove(file);
  },
  rest,
});

/** One round of each loop that works on what is stored: what was in hand before is done then. */
const rest = async (worker: Worker, tasks: readonly Task[]): Promise<void> =>
  void (await worker.round(tasks.map(({ name }) => name).filter((name) => name !== "clock" && name !== "sandbox")));

/** The way in. Recognizes who asks, so it comes before every other route. */
function openDoor(app: App, world: World, signIn: SignIn, { privateIssuers, nameServers, origin }: Config): void {
  signInRoutes(app, signIn, world);
  accountRoutes(app, signIn, world);
  const reach = { privately: privateIssuers, plainly: origin.startsWith("http:") };
  singleSignOnRoutes(app, { ...world, signIn, reach, lookUp: lookUpAt(nameServers) });
}

/** What people and pages may ask, noun by noun. */
function openRoutes(app: App, world: World, neighbours: Neighbours, prober: Prober, server: Server): void {
  peopleRoutes(app, world, around(world, server, prober.looked));
  setupRoutes(app, world, server.mailServer === true);
  roomRoutes(app, world, upstairs(world, neighbours));
  sessionRoutes(app, world, neighbours);
  showingRoutes(app, world, neighbours);
  attendanceRoutes(app, world);
  courseRoutes(app, world);
  bookingRoutes(app, world);
  calendarRoutes(app, world);
  mailboxRoutes(app, world);
  zoomUserRoutes(app, world);
  classroomRoutes(app, world);
  externalDatabaseRoutes(app, world);
}

/** `staysHome`: the demo's mails do; null where there is no demo. */
function welcome(config: Config, staysHome: boolean | null, say: (line: string) => void): void {
  say("");
  say(`Bedel is at ${config.origin}`);
  if (staysHome === null) return;
  if (staysHome) say("In the demo the sandbox plays Zoom, and mails end in the mailbox page: nothing reaches anybody.");
  else say("In the demo the sandbox plays Zoom, but mails go out for real, as SMTP_URL says.");
  say("Sign in with one click as administrator, organizer or attendee,");
  say(`or as marta.rivas@universidad.example with the password ${PASSWORD}`);
}
