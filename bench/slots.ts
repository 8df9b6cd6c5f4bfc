import { randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import pg from "pg";
import { timesOf } from "../src/bookings/free/actions.ts";
import { typeBySlug } from "../src/bookings/store.ts";
import { after, iso, minutes } from "../src/lib/time.ts";
import { memberById } from "../src/people/actions.ts";
import type { Database } from "../src/platform/database.ts";
import type { House } from "../test/crash/house.ts";
import { tell } from "./result.ts";
import { BEGINS, DAYS, midnight } from "./slots/agenda.ts";
import { computed } from "./slots/computed.ts";
import { openHosts } from "./slots/house.ts";
import { askSteadily, type Asked } from "./slots/load.ts";
import { quantile } from "./webhook-load.ts";

/**
 * What it takes to say which times are free: thirty days on a grid of a quarter of an hour, of fifty hosts with twenty appointments a day each. Worked out from what is
 * known; read whole of the database; and as a stranger's page gets it, two hundred times a second while the time of one of the hosts is taken once a second,
 * which the very next page must show. Then the same with ten times the appointments in the database.
 */
const MOST = { computed: 5, page: 50, growth: 4 };
const SIZES = [1, 10];

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: "boolean" },
    database: { type: "string", default: "both" },
    rate: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
  },
});
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];

const tenths = (ms: number): number => Math.round(ms * 10) / 10;
const sortedOf = (hits: readonly Asked[]): number[] => hits.map(({ status, ms }) => (status === 200 ? ms : Number.POSITIVE_INFINITY)).toSorted((a, b) => a - b);

/** What visitors ask for: a month from one of the next days on, of a type. */
const pathOf = (slug: string, day: number): string => `/api/book/${slug}/times?minutes=30&from=${iso(midnight(day))}&to=${iso(midnight(day + DAYS))}`;
const visits = Array.from({ length: rate * seconds }, (_, n) => pathOf(n % 10 === 9 ? "alone" : n % 2 === 0 ? "round-robin" : "together", n % 7));

type Page = { starts: string[]; closed: string | null };

/** The owner takes a time that is shown, once a second; the page that is asked for afterwards must not show it. Says how often, and how often it did. */
async function taking(house: House, many: number): Promise<{ taken: number; shownAfterwards: number }> {
  let [taken, shownAfterwards] = [0, 0];
  for (; taken < many; taken += 1) {
    const turn = new Promise((over) => setTimeout(over, 1000));
    const page = (): Promise<Page> => house.must("GET", pathOf("alone", 1));
    const start = (await page()).starts[0];
    if (start === undefined) break;
    await house.must("POST", "/api/sessions", {
      id: randomUUID(),
      title: "Taken",
      start: start.slice(0, 16),
      zone: "UTC",
      minutes: 30,
      admission: "automatic",
      kind: "meeting",
      expected: null,
    });
    if ((await page()).starts.includes(start)) shownAfterwards += 1;
    await turn;
  }
  return { taken, shownAfterwards };
}

/** Read whole, as a booking reads it but for a month: nothing of it is remembered. */
async function readWhole(db: Database): Promise<{ p50: number; busy: number }> {
  const type = (await typeBySlug(db, "round-robin"))!;
  const hosts = [];
  for (const id of type.hostIds) hosts.push((await memberById(db, type.institutionId, id))!);
  const took: number[] = [];
  let busy = 0;
  for (let round = 0; round < 7; round += 1) {
    const begun = performance.now();
    const times = await timesOf(db, type, hosts, { start: midnight(0), end: midnight(DAYS) }, after(BEGINS, minutes(1)));
    took.push(performance.now() - begun);
    busy = times.hosts.reduce((all, host) => all + host.busy.length, 0);
  }
  return {
    p50: tenths(
      quantile(
        took.toSorted((a, b) => a - b),
        0.5,
      ),
    ),
    busy,
  };
}

async function served(databaseUrl: string | null, times: number) {
  const place = await openHosts(databaseUrl, times);
  try {
    const { house, origin } = place;
    const begun = performance.now();
    const shown: Page[] = [];
    for (const slug of ["round-robin", "together", "alone"]) shown.push(await house.must("GET", pathOf(slug, 0)));
    const firstMs = tenths(performance.now() - begun);
    const taking_ = taking(house, seconds - 2);
    const sorted = sortedOf(await askSteadily(origin, visits, rate));
    const { taken, shownAfterwards } = await taking_;
    const at = (part: number): number => tenths(quantile(sorted, part));
    const whole = await place.asked(readWhole);
    return {
      appointments: 50 * 20 * (DAYS * times + 1),
      starts: shown.map((page) => page.starts.length),
      closed: shown.map((page) => page.closed),
      ...{ firstMs, asked: visits.length, p50: at(0.5), p99: at(0.99), max: at(1), taken, shownAfterwards },
      readWholeMs: whole.p50,
      busy: whole.busy,
    };
  } finally {
    place.forget();
  }
}

const postgres = (await import(new URL("../scripts/lib/postgres.mjs", import.meta.url).href)) as {
  findPostgres(): Promise<{ url: string; stop(): Promise<void> }>;
};

async function fresh(url: string, name: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

type Served = Awaited<ReturnType<typeof served>>;
const loadBefore = tenths(loadavg()[0]!);
const kinds = values.database === "both" ? ["postgres", "embedded"] : [values.database];
const pure = computed();
const pages: Record<string, Served[]> = {};
const cluster = kinds.includes("postgres") ? await postgres.findPostgres() : null;
try {
  for (const kind of kinds) {
    pages[kind] = [];
    for (const times of SIZES) pages[kind].push(await served(kind === "postgres" ? await fresh(cluster!.url, `slots_${times}`) : null, times));
  }
} finally {
  await cluster?.stop();
}

const growthOf = (one: number, ten: number): number => tenths(ten / one);
const growth = {
  computed: growthOf(pure.roundRobin.once.p50 + pure.together.once.p50, pure.roundRobin.tenfold.p50 + pure.together.tenfold.p50),
  ...Object.fromEntries(
    kinds.map((kind) => {
      const [one, ten] = pages[kind]! as [Served, Served];
      return [kind, { page: growthOf(one.p50, ten.p50), readWhole: growthOf(one.readWholeMs, ten.readWholeMs) }];
    }),
  ),
} as { computed: number } & Record<string, { page: number; readWhole: number }>;

const missed = [
  ...[pure.roundRobin.once, pure.together.once].filter(({ p99 }) => p99 > MOST.computed).map(() => "computed"),
  ...(pure.roundRobin.once.starts > 0 ? [] : ["no start at all was computed"]),
  ...(growth.computed <= MOST.growth ? [] : ["growth: computed"]),
  ...kinds.flatMap((kind) => [
    ...(growth[kind]!.page <= MOST.growth ? [] : [`${kind}: growth: page`]),
    ...(growth[kind]!.readWhole <= MOST.growth ? [] : [`${kind}: growth: read whole`]),
    ...pages[kind]!.flatMap((one, n) => [
      ...(one.p99 <= MOST.page ? [] : [`${kind}: page${n === 0 ? "" : " with ten times the appointments"}`]),
      ...(one.taken > 0 && one.shownAfterwards === 0 ? [] : [`${kind}: a time that was taken was shown`]),
      ...(one.closed.every((because) => because === null) && one.starts[0]! > 0 ? [] : [`${kind}: nothing was shown`]),
    ]),
  ]),
];
tell({ name: "slots", figures: { computed: pure, ...pages, rate, most: MOST, loadBefore }, peer: null, ratio: null, growth, missed });
