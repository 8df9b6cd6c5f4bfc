import { loadavg } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { chromium, type Browser } from "playwright-core";
import { sql } from "../src/platform/database.ts";
import { crowd, LASTED } from "./report/crowd.ts";
import { missingIn } from "./report/found.ts";
import { openHouse, type House } from "./report/house.ts";
import { openZoom, type Zoom } from "./report/zoom.ts";
import { tell } from "./result.ts";

/**
 * What the report of a large meeting takes, from Zoom's rows to the file: read through client and sandbox, on PostgreSQL, with Zoom's limits off.
 * Each figure is the best of some runs, each with a session of its own: other work on the machine only ever makes them worse.
 */
const MOST = { madeSeconds: 4, pageSeconds: 1, csvSeconds: 0.3, xlsxSeconds: 1, pdfSeconds: 6, megabytes: 300 };
const DEAREST = 12;
const PEOPLE = 5000;
const FORMATS = ["csv", "xlsx", "pdf"] as const;

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { json: { type: "boolean" }, runs: { type: "string", default: "3" }, "large-runs": { type: "string", default: "2" } },
});

type Figures = Record<"madeSeconds" | "pageSeconds" | "csvSeconds" | "xlsxSeconds" | "pdfSeconds" | "megabytes" | "slowestAnswerSeconds", number> & {
  missing: number;
  rows: number;
};

const seconds = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const begun = performance.now();
  const done = await work();
  return [Math.round(performance.now() - begun) / 1000, done];
};

async function measured(house: House, zoom: Zoom, browser: Browser, many: number): Promise<Figures> {
  const start = Math.floor(Date.now() / 60_000) * 60_000 - 2 * LASTED;
  const people = crowd(many, start);
  const session = await house.plan(await zoom.hold(start, people), start, people);
  house.forgetPeak();
  const [madeSeconds] = await seconds(() => made(house, session));
  const names = people.toSorted((a, b) => inOrder(a.times[0]!.in, b.times[0]!.in) || inOrder(a.name, b.name)).map((one) => one.name);
  const [pageSeconds] = await seconds(await pageOf(house, browser, session, names[0]!));
  const watch = watchOthers(house);
  const files: Record<string, { took: number; bytes: Buffer }> = {};
  for (const format of FORMATS) {
    const [took, bytes] = await seconds(() => download(house, `/api/sessions/${session}/report.${format}`));
    files[format] = { took, bytes };
  }
  const slowestAnswerSeconds = await watch();
  const megabytes = house.peakMegabytes();
  let missing = 0;
  for (const format of FORMATS) missing += await missingIn(format, files[format]!.bytes, names);
  return {
    madeSeconds,
    pageSeconds,
    csvSeconds: files["csv"]!.took,
    xlsxSeconds: files["xlsx"]!.took,
    pdfSeconds: files["pdf"]!.took,
    megabytes,
    slowestAnswerSeconds,
    missing,
    rows: people.reduce((sum, one) => sum + one.times.length, 0),
  };
}

const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** From the moment at which the session is due until its report is kept. */
async function made({ db }: House, session: string): Promise<void> {
  await db.run(sql`update sessions set wake_at = ${new Date(Date.now() - 1000).toISOString()} where id = ${session}`);
  while ((await db.one((r) => Number(r["count"]), sql`select count(*) from reports where session_id = ${session}`))! === 0) await wait(10);
}

/** A browser that has been there before, so that what is measured is the report's page and not the fetching of the program. */
async function pageOf(house: House, browser: Browser, session: string, name: string): Promise<() => Promise<void>> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: "en" });
  const [cookieName, value] = house.cookie.split(";")[0]!.split("=") as [string, string];
  await context.addCookies([{ name: cookieName, value: decodeURIComponent(value), url: house.origin }]);
  const page = await context.newPage();
  await page.goto(`${house.origin}/reports`, { waitUntil: "networkidle" });
  return async () => {
    await page.goto(`${house.origin}/sessions/${session}/report`, { waitUntil: "commit" });
    // Looked for at each frame: a locator looks again only after half a second.
    await page.waitForFunction((sought) => [...document.querySelectorAll("li")].some((line) => line.textContent.includes(sought)), name);
    await page.getByPlaceholder("Name or e-mail").fill(name);
    void context.close();
  };
}

async function download(house: House, path: string): Promise<Buffer> {
  const answer = await house.get(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** Asks for something small again and again meanwhile; what the longest wait for it was. */
function watchOthers(house: House): () => Promise<number> {
  let [on, longest] = [true, 0];
  const watching = (async () => {
    while (on) {
      const [took] = await seconds(async () => (await house.get("/api/me")).arrayBuffer());
      longest = Math.max(longest, took);
      await wait(20);
    }
  })();
  return async () => {
    on = false;
    await watching;
    return longest;
  };
}

async function freshDatabase(cluster: string): Promise<string> {
  const client = new pg.Client(cluster);
  await client.connect();
  await client.query("drop database if exists bedel_bench_report");
  await client.query("create database bedel_bench_report");
  await client.end();
  return new URL("/bedel_bench_report", cluster).href;
}

const best = (runs: readonly Figures[]): Figures =>
  Object.fromEntries(Object.keys(runs[0]!).map((name) => [name, Math.min(...runs.map((run) => run[name as keyof Figures]))])) as Figures;

const postgres = (await import(new URL("../scripts/lib/postgres.mjs", import.meta.url).href)) as {
  findPostgres(): Promise<{ url: string; stop(): Promise<void> }>;
};
const load = loadavg()[0]!;
const cluster = await postgres.findPostgres();
const zoom = await openZoom();
const house = await openHouse({ databaseUrl: await freshDatabase(cluster.url), zoomBase: zoom.base });
const browser = await chromium.launch({ executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const idleMegabytes = house.nowMegabytes();
  const runs: Figures[] = [];
  for (let i = 0; i < Number(values.runs); i += 1) runs.push(await measured(house, zoom, browser, PEOPLE));
  const large: Figures[] = [];
  for (let i = 0; i < Number(values["large-runs"]); i += 1) large.push(await measured(house, zoom, browser, 10 * PEOPLE));
  const [one, ten] = [best(runs), large.length === 0 ? null : best(large)];
  const times = Object.fromEntries(
    (["madeSeconds", "csvSeconds", "xlsxSeconds", "pdfSeconds"] as const).map((name) => [
      name,
      ten === null ? 0 : Math.round((10 * ten[name]) / one[name]) / 10,
    ]),
  );
  const missed = [
    ...Object.entries(MOST).flatMap(([name, most]) => (one[name as keyof Figures] > most ? [name] : [])),
    ...Object.entries(times).flatMap(([name, cost]) => (cost > DEAREST ? [`ten times the rows: ${name}`] : [])),
    ...([...runs, ...large].some((run) => run.missing > 0) ? ["missing"] : []),
  ];
  const figures = { people: PEOPLE, ...one, idleMegabytes, most: MOST, tenTimes: ten, dearest: DEAREST, runs, loadBefore: load };
  tell({ name: "report", figures, peer: null, ratio: null, growth: times, missed });
} finally {
  await browser.close();
  await house.close();
  zoom.close();
  await cluster.stop();
}
