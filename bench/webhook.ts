import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openDatabase, sql } from "../src/platform/database.ts";
import { houseAt } from "../test/crash/house.ts";
import { freePort, live, type Life, type Settings } from "../test/crash/server.ts";
import { addressOf, run } from "../test/support/templates.ts";
import { tell } from "./result.ts";
import { comingsAndGoings, fire, quantile, type Hit, type Meeting, type Shot } from "./webhook-load.ts";

/** How fast webhooks are answered by the server as it is installed, the example week in it, and whether one that was answered is kept, come what may. */
const PROMISED = { p99: 50, p999: 100 };
const SECRET = "sandbox-webhook-secret";

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: "boolean" },
    database: { type: "string", default: "embedded" },
    rate: { type: "string", default: "200" },
    seconds: { type: "string", default: "30" },
  },
});
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];

type Base = { settings: Settings; where: string | { folder: string }; close(): Promise<void> };

async function prepared(folder: string): Promise<Base> {
  const settings = { PORT: String(await freePort()), BEDEL_DATA: join(folder, "data") };
  if (values.database !== "postgres") return { settings, where: { folder: join(folder, "data", "database") }, close: async () => undefined };
  const found = (await import(new URL("../scripts/lib/postgres.mjs", import.meta.url).href)) as {
    findPostgres(): Promise<{ url: string; stop(): Promise<void> }>;
  };
  const cluster = await found.findPostgres();
  const name = `bedel_bench_${process.pid}`;
  await run(cluster.url, `create database ${name}`);
  const address = addressOf(cluster.url, name);
  const close = async (): Promise<void> => {
    await run(cluster.url, `drop database if exists ${name} with (force)`);
    await cluster.stop();
  };
  return { settings: { ...settings, DATABASE_URL: address }, where: address, close };
}

/** Which of these the database holds; the server must have been stopped. */
async function keptOf(where: Base["where"], keys: readonly string[]): Promise<Set<string>> {
  const db = await openDatabase(where);
  const kept = await db.list((r) => r["key"] as string, sql`select key from webhooks where key = any(${keys})`);
  await db.close();
  return new Set(kept);
}

async function shotsFor(origin: string, name: string): Promise<Shot[]> {
  const house = houseAt(origin);
  await house.signIn();
  const { meetings } = (await house.zoom("state")) as { meetings: Meeting[] };
  const there = meetings.filter((one) => one.kind === "meeting" && one.deletedAt === null).slice(-8);
  return comingsAndGoings(there, rate * seconds, await house.now(), name);
}

const wasTaken = (hit: Hit): boolean => hit.status !== null && hit.status >= 200 && hit.status < 300;
const tenths = (ms: number): number => Math.round(ms * 10) / 10;

async function calmly({ where }: Base, life: Life, origin: string): Promise<Record<"events" | "p50" | "p99" | "p999" | "max" | "stored", number>> {
  const shots = await shotsFor(origin, "a");
  const hits = await fire(origin, SECRET, shots, rate);
  await life.stop();
  const kept = await keptOf(where, shots.map((shot) => shot.key)); // prettier-ignore
  const slowest = hits.map((hit) => (wasTaken(hit) ? hit.ms : Number.POSITIVE_INFINITY)).toSorted((a, b) => a - b);
  const at = (part: number): number => tenths(quantile(slowest, part));
  return { events: shots.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1), stored: kept.size };
}

/** Killed in the middle, and begun again while the events go on coming. */
async function killed({ settings, where }: Base, origin: string): Promise<{ answered: number; stored: number; lost: number }> {
  const life = await live(settings);
  const shots = await shotsFor(origin, "b");
  const firing = fire(origin, SECRET, shots, rate);
  await wait(seconds * 500);
  await life.kill();
  const again = await live(settings);
  const hits = await firing;
  await again.stop();
  const answered = hits.filter(wasTaken).map((hit) => hit.key);
  const kept = await keptOf(where, shots.map((shot) => shot.key)); // prettier-ignore
  return { answered: answered.length, stored: kept.size, lost: answered.filter((key) => !kept.has(key)).length };
}

const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
const base = await prepared(folder);
try {
  const origin = `http://127.0.0.1:${base.settings["PORT"]}`;
  const load = tenths(loadavg()[0]!);
  const calm = await calmly(base, await live(base.settings), origin);
  const kill = await killed(base, origin);
  const promises = {
    p99: calm.p99 <= PROMISED.p99,
    p999: calm.p999 <= PROMISED.p999,
    allStored: calm.stored === calm.events,
    lostAtKill: kill.answered > 0 && kill.lost === 0,
  };
  const missed = Object.entries(promises).flatMap(([name, isKept]) => (isKept ? [] : [name]));
  const figures = { database: values.database, ...calm, rate, kill, most: PROMISED, loadBefore: load };
  tell({ name: "webhook", figures, peer: null, ratio: null, growth: null, missed });
} finally {
  await base.close();
  rmSync(folder, { recursive: true, force: true });
}
