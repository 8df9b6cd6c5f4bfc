import { attendeeRoutes } from "./attendees/routes.ts";
import { attendanceRoutes } from "./attendance/routes.ts";
import { openConnections } from "./connections/actions.ts";
import { connectionRoutes } from "./connections/routes.ts";
import { openHearing, type Hearing } from "./connections/hearing/actions.ts";
import { beginEmpty, beginExample, beginItsTime } from "./example/beginning/actions.ts";
import { quietWhile } from "./example/beginning/past.ts";
import { openMailbox, type Mailbox } from "./example/mailbox/mailbox.ts";
import { doctorRoutes } from "./doctor/routes.ts";
import { clockMover, type Mover } from "./example/moving/actions.ts";
import { exampleRoutes, mailboxRoutes } from "./example/routes.ts";
import { PASSWORD } from "./example/programme.ts";
import { systemRandom } from "./lib/random.ts";
import { neighboursOf } from "./neighbours.ts";
import { refusalText } from "./notices/refusal-text.ts";
import { accountRoutes } from "./people/account/routes.ts";
import { foundFor } from "./people/founding/actions.ts";
import { membershipRoutes } from "./people/membership-routes.ts";
import { openSignIn, type SignIn } from "./people/signing-in/actions.ts";
import { signInRoutes } from "./people/signing-in/routes.ts";
import { singleSignOnRoutes } from "./people/single-sign-on/routes.ts";
import { applicationClock, wallClock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { assureWhole, lockDataFolder, secretIn, secretLeftIn, type DataFolder } from "./platform/data-folder.ts";
import { letClockRunOn, nextWaking, readClock } from "./platform/due.ts";
import { newApp, type App } from "./platform/http.ts";
import { openLog, type LogTo } from "./platform/log.ts";
import { openMailer, type Mailer } from "./platform/mailer.ts";
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
import { keepUp } from "./rooms/upkeep/actions.ts";
import { runDueSessions } from "./sessions/deciding/actions.ts";
import { runCommands } from "./sessions/doing/actions.ts";
import { runDeliveries } from "./sessions/mailing/actions.ts";
import type { Neighbours } from "./sessions/neighbours.ts";
import { serveQueues } from "./sessions/placing/actions.ts";
import { sessionRoutes } from "./sessions/routes.ts";
import { showingRoutes } from "./sessions/showing/routes.ts";
import { agenda, around, upstairs } from "./sessions/showing/wiring-actions.ts";
import { readWebhooks, webhookKeeper } from "./sessions/watching/webhook-actions.ts";
import { peopleRoutes } from "./people/routes.ts";
import type { Instant } from "./lib/time.ts";
import type { World } from "./world.ts";
import { zoomRoutes } from "./zoom/routes.ts";
import { askSandbox, openOwnSandbox, SANDBOX_WEBHOOK_SECRET, zoomsOf } from "./zooms.ts";

export type Running = { world: World; app: App; worker: Worker; stop(): Promise<void> };

/** What lies in the data folder and the database, locked, opened and brought up to date, and the clock that goes by it. */
async function openGround(config: Config, say: (line: string) => void, logTo?: LogTo) {
  const random = systemRandom;
  await assurePortIsFree(config);
  const [known, ...former] = [config.secret ?? secretLeftIn(config.dataFolder), ...config.formerSecrets].filter((secret) => secret !== null);
  await assureDatabaseIsOurs(config, known === undefined ? null : keyring(known, former, random));
  const folder = lockDataFolder(config.dataFolder);
  assureSandboxIsWhole(config, folder);
  const keys = keyring(config.secret ?? secretIn(folder), config.formerSecrets, random);
  const { db, secrets, restored } = await openReadyDatabase(config, { folder, keys, random, say });
  const clock = applicationClock();
  await readClock(db, clock);
  if (config.zoom === null) await letClockRunOn(db, clock, wallClock()); // it was killed while it moved the clock
  const toBegin = config.zoom === null && (await beginItsTime({ db, clock }, config.example));
  const log = openLog(config.logLevel, logTo);
  const self = await joinProcesses(db, random.uuid());
  const snapshots = keepSnapshots(db, folder, wallClock, log);
  if (restored) await forgetPasswords(db, clock.now()).then(() => settleRestored(folder));
  return { db, secrets, keys, clock, random, log, folder, self, snapshots, toBegin };
}

/** Builds the world, top to bottom like a list of ingredients, and starts web and worker. */
export async function serve(config: Config, { pages, say, logTo }: { pages: string; say: (line: string) => void; logTo?: LogTo }): Promise<Running> {
  const { folder, self, snapshots, toBegin, keys, ...ground } = await openGround(config, say, logTo);
  const { db, secrets, clock, log } = ground;
  const app = await newApp({ log, words: refusalText, reader: (request) => request.member?.language ?? null, frameSelf: false, proxies: config.proxies });
  const sandbox = config.zoom === null ? openOwnSandbox(config, app, folder.path(ZOOM), clock) : null;
  const { mailbox, mailer, livedThrough } = await openMail(config, folder, clock, toBegin);

  const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
  const zooms = zoomsOf(config, sandbox);
  const zoomOf = openConnections({ db, clock, secrets, pause, process: db.kind === "postgres" ? self.id : null }, zooms);
  let worker: Worker | null = null;
  let mover: Mover | null = null;
  let isDriven = (): boolean => false; // while the clock is moved, the mover asks the loops by itself, each when it has something to do
  const zoomSignIn = config.zoom?.signIn ?? `${config.origin}/zoom/signin`;
  const poke: World["poke"] = (loops) => isDriven() || worker?.poke(loops);
  const world: World = { ...ground, zoomOf, zooms, origin: config.origin, zoomSignIn, poke };
  const neighbours = neighboursOf(world);

  const signIn = openSignIn({ db, secret: secrets.keyFor("sign-in"), origin: config.origin });
  openDoor(app, world, signIn, config);
  openRoutes(app, world, neighbours, { sandbox: sandbox !== null, mailbox: mailbox !== null });
  membershipRoutes(app, world, { agenda: agenda(world), signIn, accountId: config.zoom?.account?.accountId ?? null });
  doctorRoutes(app, { ...ground, keys, zoom: zooms.real, origin: config.origin });
  attendeeRoutes(app, world, { ...(await servePages(app, pages)), sandbox: sandbox !== null });
  const hearing = openHearing(world);
  const keep = webhookKeeper(world, () => isDriven() || worker?.poke(["webhooks"]));
  zoomRoutes(app, { secrets: config.zoom?.webhookSecrets ?? [SANDBOX_WEBHOOK_SECRET], keep, heard: hearing.heard });
  if (mailbox !== null) mailboxRoutes(app, mailbox);

  const keepTime: Task = { name: "clock", run: async () => (isDriven() || (await readClock(db, clock)), 0) };
  const play: Task[] = sandbox === null ? [] : [{ name: "sandbox", run: async () => (await sandbox.run(), 0) }];
  worker = startWorker([keepTime, ...tasksOf(world, neighbours, mailer, hearing, self.id), ...play], log);
  if (sandbox === null) await foundFor(world, signIn, config, say);
  else {
    const moves = (mover = clockMover({ db, clock, pause }, worker, sandbox));
    isDriven = () => moves.under() !== null;
    exampleRoutes(app, { world, mover: moves, mailbox, signIn, zoom: (path, body) => askSandbox(config, sandbox, path, body) });
    await app.ready();
    if (toBegin) {
      await (config.example.has === "week" ? beginExample({ world, neighbours, signIn, mover: moves, say, livedThrough }) : beginEmpty({ world, signIn }));
      giveMemoryBack();
    }
  }
  await app.listen({ port: config.port, host: config.host }).catch((error: NodeJS.ErrnoException) => {
    throw cannotListen(error, config);
  });
  welcome(config, say);

  const working = worker;
  const stop = async (): Promise<void> => {
    mover?.stop(); // whoever asked for a move is answered then, which closing waits for
    await app.close();
    await working.stop();
    await hearing.stop().catch(() => undefined); // a database that is away must not keep the rest from ending
    for (const end of [mailer.close, () => mailbox?.close(), () => sandbox?.close(), self.stop, snapshots.stop, db.close, folder.release]) await end();
  };
  return { world, app, worker, stop };
}

/** Where mails go: to the mailbox page or out for real, and nowhere while the example lives through a past that is made up. */
async function openMail(config: Config, folder: DataFolder, clock: World["clock"], toBegin: boolean) {
  const mailbox: Mailbox | null = config.smtpUrl === null ? await openMailbox({ file: folder.path(MAILBOX), now: () => clock.now() }) : null;
  const real = openMailer({ url: config.smtpUrl ?? mailbox!.url, from: config.mailFrom, timeoutMs: 20_000 });
  let itIsPast = toBegin && config.example.has === "week" && mailbox === null;
  return { mailbox, mailer: quietWhile(() => itIsPast, real), livedThrough: () => void (itIsPast = false) };
}

/** The way in. Recognizes who asks, so it comes before every other route. */
function openDoor(app: App, world: World, signIn: SignIn, { privateIssuers, origin }: Config): void {
  signInRoutes(app, signIn, world);
  accountRoutes(app, signIn, world);
  singleSignOnRoutes(app, { ...world, signIn, reach: { privately: privateIssuers, plainly: origin.startsWith("http:") } });
}

/** What people and pages may ask, noun by noun. */
function openRoutes(app: App, world: World, neighbours: Neighbours, played: { sandbox: boolean; mailbox: boolean }): void {
  peopleRoutes(app, world, around(world, played));
  connectionRoutes(app, world);
  roomRoutes(app, world, upstairs(world, neighbours));
  sessionRoutes(app, world, neighbours);
  showingRoutes(app, world, neighbours);
  attendanceRoutes(app, world);
}

/** What is decided is to be done at once, not at the next look. */
async function decide(world: World, neighbours: Neighbours): Promise<number> {
  const decided = await runDueSessions(world, neighbours);
  if (decided > 0) world.poke(["commands", "mails", "queues"]);
  return decided;
}

const inMs = async (world: World, moment: Promise<Instant | null>): Promise<number | null> => {
  const at = await moment;
  return at === null ? null : at - world.clock.now();
};

/** The loops of the worker; what each is called is how the clock's mover asks for it. */
const tasksOf = (world: World, neighbours: Neighbours, mailer: Mailer, hearing: Hearing, self: string): Task[] => [
  { name: "webhooks", run: () => readWebhooks(world, neighbours), gathersMs: 40 },
  { name: "hearing", run: async () => (await hearing.write(), 0) },
  { name: "sessions", run: () => decide(world, neighbours), nextInMs: () => inMs(world, nextWaking(world.db)) },
  { name: "queues", run: () => serveQueues(world, neighbours) },
  { name: "commands", run: (round) => runCommands(world, neighbours, self, round) },
  { name: "mails", run: () => runDeliveries(world, neighbours, mailer, self) },
  { name: "upkeep", run: () => keepUp(world, upstairs(world, neighbours)) },
];

const ZOOM = "zoom.sqlite";
const MAILBOX = "mailbox.sqlite";

/** What the sandbox's Zoom and the mailbox kept. Without its Zoom the database would speak of meetings that are nowhere; mails can be done without. */
function assureSandboxIsWhole(config: Config, folder: DataFolder): void {
  if (config.zoom === null) assureWhole(folder.path(ZOOM), "restore it from a backup, or move the data folder away to begin anew");
  if (config.smtpUrl === null) assureWhole(folder.path(MAILBOX), "restore it from a backup, or move it away to begin with an empty mailbox");
}

function welcome(config: Config, say: (line: string) => void): void {
  say("");
  say(`Bedel is at ${config.origin}`);
  if (config.zoom !== null) return;
  if (config.smtpUrl === null) say("The sandbox plays Zoom, and mails end in the mailbox page: nothing reaches anybody.");
  else say("The sandbox plays Zoom, but mails go out for real, as SMTP_URL says.");
  say("Sign in with one click as administrator, organizer or attendee,");
  say(`or as marta.rivas@universidad.example with the password ${PASSWORD}`);
}
