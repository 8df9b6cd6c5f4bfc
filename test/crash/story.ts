import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMailbox, type Mailbox } from "../../src/example/mailbox/mailbox.ts";
import { seededRandom } from "../../src/lib/random.ts";
import type { Instant } from "../../src/lib/time.ts";
import { openDatabase, type Database } from "../../src/platform/database.ts";
import { houseAt, openRooms, programmeOf, wishFor, type House, type Said, type Wish } from "./house.ts";
import { freePort, live, type Life, type Settings } from "./server.ts";
import { truthIn, whenThere, type Truth } from "./truth.ts";

const BEGINS = Date.parse("2027-03-01T06:00:00Z");
const FIRST = Date.parse("2027-03-01T08:00:00Z");
const DAY = { start: Date.parse("2027-03-01T07:30:00Z"), end: Date.parse("2027-03-01T13:00:00Z") };
const CALM = "2027-03-05T06:00:00Z";
const ROOMS = 8;
const SESSIONS = 12;
const AMONG_REQUESTS = 4;
const LONGEST_LIFE_MS = 500;

/** A report as Bedel tells it: who attended, from when to when. */
export type Report = { sessionId: string; title: string; state: string; attended: string[] };

export type Told = {
  db: Database;
  mailbox: Mailbox;
  truth: Truth;
  wishes: Wish[];
  reports: Report[];
  complaints: string[];
  interrupted: number;
  killedAt: number[];
};

/** A day at an institution whose server is killed again and again, at moments that follow from the seed; then calm, and what there is to see afterwards. */
export async function killedDay(options: { seed: number; kills: number; databaseUrl: string | null }, look: (told: Told) => Promise<void>): Promise<void> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "bedel-kill-"));
  const mailbox = await openMailbox({ file: null, now: () => BEGINS as Instant });
  const settings: Settings = {
    PORT: String(port),
    BEDEL_DATA: folder,
    BEDEL_EXAMPLE: "nothing",
    BEDEL_EXAMPLE_BEGINS: new Date(BEGINS).toISOString(),
    SMTP_URL: mailbox.url,
    LOG_LEVEL: "error",
    ...(options.databaseUrl === null ? {} : { DATABASE_URL: options.databaseUrl }),
  };
  const lives: Life[] = [];
  const begin = async (): Promise<Life> => {
    const life = await live(settings);
    lives.push(life);
    return life;
  };
  try {
    const told = await storm(options, { begin, mailbox, port });
    const reports = await reportsOf(told.house, told.wishes);
    await lives.at(-1)!.stop();
    const db = await openDatabase(options.databaseUrl ?? { folder: join(folder, "database") });
    const truth = await truthIn(join(folder, "zoom.sqlite"), Date.parse(CALM) as Instant);
    await look({
      db,
      mailbox,
      truth,
      reports,
      wishes: told.wishes,
      interrupted: told.interrupted,
      killedAt: told.killedAt,
      complaints: lives.map((life) => life.complained()).filter((text) => text !== ""),
    });
    truth.close();
    await db.close();
  } finally {
    await Promise.all(lives.map((life) => life.kill()));
    await mailbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Stage = { begin: () => Promise<Life>; mailbox: Mailbox; port: number };
type Stormed = Pick<Told, "wishes" | "interrupted" | "killedAt"> & { house: House };

/** The first kills fall among the requests; each of the others somewhere in its own part of the day, which the life after it takes to its end. */
async function storm({ seed, kills }: { seed: number; kills: number }, { begin, mailbox, port }: Stage): Promise<Stormed> {
  const random = seededRandom(seed);
  const house = houseAt(`http://localhost:${port}`);
  const wishes = programmeOf(FIRST, SESSIONS, () => random.unit());
  const asked = new Set<string>();
  const told: Stormed = { house, wishes, interrupted: 0, killedAt: [] };
  const ask = async (): Promise<void> => {
    for (const wish of wishes.filter((w) => !asked.has(w.id))) if (await wishFor(house, wish)) asked.add(wish.id);
  };
  const partEnd = (part: number): string => new Date(DAY.start + (part / (kills - AMONG_REQUESTS)) * (DAY.end - DAY.start)).toISOString();
  let life = await begin();
  await house.signIn();
  await openRooms(house, ROOMS);
  for (let i = 0; i < kills; i += 1) {
    const part = i - AMONG_REQUESTS;
    if (part >= 0) await ask();
    if (part >= 0) await moved(house, partEnd(part), life);
    const killed = killSoon(life, mailbox, { afterMs: random.unit() * LONGEST_LIFE_MS, atMail: i % 3 === 2 ? Math.floor(random.unit() * 3) : null });
    const answer = part < 0 ? await ask() : await house.moveTo(partEnd(part + 1));
    if (answer === null) told.interrupted += 1;
    await killed;
    life = await begin();
    told.killedAt.push(await house.now());
  }
  await moved(house, CALM, life);
  return told;
}

async function moved(house: House, moment: string, life: Life): Promise<void> {
  const answer = await house.moveTo(moment);
  if (answer === null || (answer.status !== 200 && answer.status !== 422))
    throw new Error(`it did not come to rest by ${moment}: ${JSON.stringify(answer)} ${life.complained()}`);
}

/** After a time, or when the mail server is just taking the nth mail from now. */
function killSoon(life: Life, mailbox: Mailbox, { afterMs, atMail }: { afterMs: number; atMail: number | null }): Promise<void> {
  let heard = 0;
  return new Promise((resolve) => {
    const kill = (): void => {
      mailbox.treat(() => "take");
      void life.kill().then(resolve);
    };
    const timer = setTimeout(kill, atMail === null ? afterMs : LONGEST_LIFE_MS * 2);
    if (atMail === null) return;
    mailbox.treat(() => {
      heard += 1;
      if (heard === 2 * atMail + 2) {
        clearTimeout(timer);
        kill(); // its content has come, and the answer never will
      }
      return "take";
    });
  });
}

async function reportsOf(house: House, wishes: readonly Wish[]): Promise<Report[]> {
  const reports: Report[] = [];
  for (const { id, title } of wishes) {
    const { state, rows } = (await house.must("GET", `/api/sessions/${id}/report`)) as { state: string; rows: Said[] };
    const there = rows.filter((row) => row.attended && row.email !== null);
    reports.push({ sessionId: id, title, state, attended: there.map((row) => whenThere(row.email, row.firstJoin, row.lastLeave)).toSorted() });
  }
  return reports;
}
