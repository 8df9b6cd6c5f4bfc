import { pick, seededRandom, type Random } from "../../src/lib/random.ts";
import { after, instant, iso, minutes, seconds, type Instant } from "../../src/lib/time.ts";
import { sql, type Database } from "../../src/platform/database.ts";
import { fallsDue, type FallsDue } from "../../src/platform/due.ts";
import { killProcess, takeWebhook } from "../../test/support/outside.ts";
import { openWorld, type TestWorld } from "../../test/open-world.ts";
import { isBusy, makeBusy, watchedHosts, type MadeAhead } from "./busy-days.ts";
import { KILLED, POINTS, PORTS, type Fate, type Point, type Port } from "./crashing.ts";
import { askedOnce, watchWrites } from "./known.ts";
import type { Ledger } from "./ledger.ts";
import { openPost, type Post } from "./post.ts";
import { LineCut } from "./ports.ts";
import type { Meets, RowTrouble } from "./portal.ts";
import { startProcess, type Process } from "./process.ts";
import { openSchedule, type Schedule } from "./schedule.ts";

/** An institution with its Zoom, its mail server and the processes that serve it, at one moment of its life. */
export type House = {
  base: TestWorld;
  random: Random;
  ledger: Ledger;
  schedule: Schedule;
  post: Post;
  processes: Process[];
  /** Bedel may make Zoom users. */
  readonly isProvisioned: boolean;
  /** Its hosts have been changed a lot today already. */
  readonly isBusyToday: boolean;
  /** The mapped tables of the institution's own databases. */
  portal: { link: string; passcode: string } | null;
  /** What the next connections to them meet. */
  rowTrouble: RowTrouble | null;
  /** So many of the next calls to Zoom take long. */
  slowCalls: number;
  /** Meetings that Bedel made on one day for another. */
  madeAhead: MadeAhead;
  /** Since when all faults are mended, and nobody dies any more. */
  calmAt: Instant | null;
  /** What will happen by itself, at its time: a dead process is found to be dead, another is started, people and weather come. */
  agenda: { at: Instant; act: () => Promise<void> }[];
  /** What stands in the database for each loop, and whether anything speaks against a connection: asked anew only when something was written. */
  due(): Promise<FallsDue>;
  isDoubted(): Promise<boolean>;
  now(): Instant;
  tell(line: string): void;
  alive(): Process[];
  start(): Promise<void>;
  /** Plays at once with whatever else there is to do. Undefined: the process died, or lost its database, before it could answer. */
  job<T>(process: Process, work: () => Promise<T>): Promise<T | undefined>;
};

/** In these of every seven houses classrooms are made: no other rhythm of the seeds is one of sevens. */
const PROVISIONED: readonly number[] = [1, 3, 5];
/** So long a dead process counts as alive for the others, as `processes.ts` says. */
const FOUND_DEAD_AFTER = seconds(4);
/** The least that an institution may choose. */
export const RETENTION_DAYS = 30;
const MOST_SKEW_SECONDS = 30;

/** Days on which a story may begin: far from any change of clocks, the days before both, a leap day, a year's end. */
const BEGINNINGS = ["2027-03-01T08:00:00Z", "2027-03-27T14:00:00Z", "2027-10-30T14:00:00Z", "2028-02-28T12:00:00Z", "2027-12-30T16:00:00Z", "2027-06-15T06:00:00Z"] as const; // prettier-ignore

export async function openHouse(real: Database, seed: number, ledger: Ledger): Promise<House> {
  const watched = watchWrites(real);
  const { db } = watched;
  const random = seededRandom(seed * 7919);
  const rooms = 2 + Math.floor(random.unit() * 2);
  const many = 1 + Math.floor(random.unit() * 4);
  let receive = async (_: RequestInit): Promise<Response> => new Response(null, { status: 503 });
  const people = [{ id: "tutor", email: "tutor@universidad.example" }];
  const at = instant(pick(random, BEGINNINGS));
  const base = await openWorld(
    db,
    { seed, rooms, at, people, defaultHost: "tutor", settings: { retentionDays: RETENTION_DAYS }, receive: (init) => receive(init) },
    () => undefined,
  );
  const hosts = watchedHosts(zoomAt(base), () => base.clock.now(), isBusy(seed));
  if (isBusy(seed)) await makeBusy(base);
  const schedule = openSchedule(seededRandom(seed * 104_729));
  const post = openPost(() => base.clock.now());
  post.fault = ledger.fault;
  let started = 0;
  const house: House = {
    base,
    random,
    ledger,
    schedule,
    post,
    processes: [],
    isProvisioned: PROVISIONED.includes(seed % 7),
    isBusyToday: isBusy(seed),
    portal: null,
    rowTrouble: null,
    slowCalls: 0,
    madeAhead: hosts.ahead,
    calmAt: null,
    agenda: [],
    due: askedOnce(watched, fallsDue),
    isDoubted: askedOnce(watched, async (tx) => (await tx.one(() => true, DOUBTED)) === true),
    now: () => base.clock.now(),
    tell: (line) => ledger.tell(`${iso(base.clock.now())} ${line}`),
    alive: () => house.processes.filter((one) => !one.isDead),
    start: async () => {
      started += 1;
      const skew = many === 1 || house.calmAt !== null ? 0 : Math.round((random.unit() - 0.5) * 2 * seconds(MOST_SKEW_SECONDS));
      const name = `p${started}`;
      const around = {
        base,
        schedule,
        ledger,
        mailer: post,
        fetch: hosts.fetch,
        detour: () => detourOf(house),
        meets: metBy(house),
        died: (it: Process, point: Point) => bury(house, it, point),
      };
      const it = await startProcess(around, name, seed * 1000 + started, skew);
      it.fate = house.calmAt === null ? fateFor(house) : null;
      house.processes = [...house.alive(), it];
      house.tell(`${name} starts, its clock ${skew / 1000} s off`);
    },
    job: (process, work) => Promise.race([work(), process.death]).catch((error: unknown) => (isMishap(error) ? undefined : Promise.reject(error))),
  };
  receive = async (init) => {
    const [alive, chance] = [house.alive(), random.unit()];
    if (alive.length === 0) throw new Error("nobody listens");
    const process = alive[Math.floor(chance * alive.length)]!;
    return Promise.race([takeWebhook(process.world, init), process.death]);
  };
  for (let n = 0; n < many; n += 1) await house.start();
  return house;
}

const DOUBTED = sql`select from connections where probe_asked or state in ('unreachable', 'reconnect needed')`;

/** How often a process comes to each point, compared with the rarest. */
const OFTEN: Record<Port, number> = { statement: 30, "in a transaction": 100, commit: 30, Zoom: 8, mail: 3, row: 1 };

/** Where there are rows at all. */
const OF_ROWS: readonly Point[] = ["before row", "after row"];

/** Each port as likely as the other, though it comes to some a hundred times as often. */
function fateFor({ random, isProvisioned }: House): Fate {
  const point = pick(random, isProvisioned ? [...POINTS, ...OF_ROWS, ...OF_ROWS] : POINTS.filter((one) => !OF_ROWS.includes(one)));
  const port = PORTS.find((one) => point.endsWith(one))!;
  return { point, after: Math.floor(random.unit() ** 2 * 6 * OFTEN[port]) };
}

/** How many steps of others a slow call to Zoom lets pass on its way there, and on its way back. */
const DETOUR = 40;

function detourOf(house: House): { there: number; back: number } {
  if (house.slowCalls === 0) return { there: 0, back: 0 };
  house.slowCalls -= 1;
  house.ledger.fault("Zoom: slow");
  const some = (): number => Math.floor(house.random.unit() * (DETOUR + 1));
  return { there: some(), back: some() };
}

/** As long as it lasts, and counted where it is met. */
const metBy =
  (house: House): Meets =>
  (server, writes) => {
    const { rowTrouble: trouble } = house;
    if (trouble === null || trouble.server !== server || trouble.left === 0 || trouble.until < house.now()) return null;
    if (!writes && trouble.is !== "away") return null;
    trouble.left -= 1;
    house.ledger.fault(`external database ${trouble.is}`);
    return trouble.is;
  };

const zoomAt =
  ({ sandbox }: TestWorld) =>
  (url: string, init: RequestInit): Promise<Response> =>
    sandbox.fetch(new Request(url, init));

/** What a process may meet and survive, and what ends it. */
const isMishap = (error: unknown): boolean => error === KILLED || error instanceof LineCut;

function bury(house: House, it: Process, point: Point): void {
  const { base, ledger, random, agenda } = house;
  ledger.crashed(point);
  house.tell(`${it.name} dies ${point}`);
  const again = after(house.now(), Math.round(random.unit() ** 3 * minutes(20)) as never);
  agenda.push({ at: after(house.now(), FOUND_DEAD_AFTER), act: async () => void (await killProcess(base.db, it.id)) });
  agenda.push({ at: again, act: () => house.start() });
}
