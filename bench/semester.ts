import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import pg from "pg";
import { sql, type Database } from "../src/platform/database.ts";
import type { CourseDetail, EditPreview } from "../src/courses/contract.ts";
import { tell } from "./result.ts";
import { openUniversity } from "./semester/house.ts";
import { livedThrough } from "./semester/whole.ts";
import { asked, people, SOME_MONDAY, timetable, WEEKS, ZONE } from "./semester/university.ts";

/**
 * What planning a semester takes: courses twice a week over twenty weeks in forty rooms, made one after the other as an administrator's browser would, each with its people; on both databases, and how
 * the time grows with the size. Then another hour for one of them, and the picture of a week. With `--whole` the semester
 * is not only planned but lived through, in virtual time: three quarters of an hour.
 */
const MOST = { postgres: 60, embedded: 120, editSeconds: 1, weekMilliseconds: 200 };
const SIZES = [30, 100, 300];
const COURSES = 300;

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { json: { type: "boolean" }, database: { type: "string", default: "both" }, courses: { type: "string" }, whole: { type: "boolean" } },
});

if (values.whole === true) {
  livedThrough(Number(values.courses ?? COURSES));
  process.exit();
}

type Figures = {
  courses: number;
  dates: number;
  people: number;
  seconds: number;
  coursesSeconds: number;
  peopleSeconds: number;
  editSeconds: number;
  weekMilliseconds: number;
  waiting: number;
  overlaps: number;
};

const since = (begun: number): number => Math.round(performance.now() - begun) / 1000;
const median = (figures: readonly number[]): number => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]!;

async function planned(databaseUrl: string | null, many: number): Promise<Figures> {
  const university = await openUniversity(databaseUrl);
  try {
    const { house } = university;
    const courses = timetable(many);
    const begun = performance.now();
    const made: CourseDetail[] = [];
    for (const course of courses) made.push(await house.must("POST", "/api/courses", asked(course)));
    const coursesSeconds = since(begun);
    for (const [n, { list }] of made.entries()) await house.must("POST", `/api/lists/${list.id}/people`, { lines: people(n) });
    const seconds = since(begun);
    const editSeconds = await edited(house, made[Math.floor(many / 2)]!);
    const weekMilliseconds = await weekTaken(house);
    const counted = await university.asked(counts);
    return {
      courses: many,
      ...counted,
      seconds,
      coursesSeconds,
      peopleSeconds: Math.round((seconds - coursesSeconds) * 1000) / 1000,
      editSeconds,
      weekMilliseconds,
    };
  } finally {
    university.forget();
  }
}

type House = Awaited<ReturnType<typeof openUniversity>>["house"];

/** From the fifth week on half an hour later: the deed, from the click to the answer. */
async function edited(house: House, { id, sessions }: CourseDetail): Promise<number> {
  const { revision } = (await house.must("GET", `/api/courses/${id}`)) as CourseDetail;
  const begun = performance.now();
  const body = { revision, scope: "following", from: sessions[8]!.sessionId, change: { time: "19:45" }, byHand: "keep" };
  const { dates } = (await house.must("POST", `/api/courses/${id}/edit`, body)) as EditPreview;
  const taken = since(begun);
  const changed = dates.filter(({ does }) => does === "changes").length;
  if (changed !== 2 * WEEKS - 8) throw new Error(`the edit changed ${changed} dates`);
  return taken;
}

async function weekTaken(house: House): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < 9; n += 1) {
    const begun = performance.now();
    const { sessions } = await house.must("GET", `/api/week?of=institution&monday=${SOME_MONDAY}&zone=${ZONE}`);
    taken.push(since(begun) * 1000);
    if (sessions.length === 0) throw new Error("the week is empty");
  }
  return Math.round(median(taken));
}

/** Counted where the constraint is; `overlaps` asks the rows themselves for what it forbids. */
const counts = async (db: Database): Promise<Pick<Figures, "dates" | "people" | "waiting" | "overlaps">> =>
  (await db.one(
    (r) => ({ dates: Number(r["dates"]), people: Number(r["people"]), waiting: Number(r["waiting"]), overlaps: Number(r["overlaps"]) }),
    sql`select (select count(*) from reservations r join sessions s on s.institution_id = r.institution_id and s.id = r.session_id where s.course_id is not null and r.piece = 0) as dates,
      (select count(*) from listed_people) as people, (select count(*) from sessions where status = 'waiting') as waiting,
      (select count(*) from reservations a join reservations b on a.institution_id = b.institution_id and a.host_id = b.host_id and a.lanes && b.lanes and a.reserved && b.reserved
        and (a.session_id, a.piece) < (b.session_id, b.piece)) as overlaps`,
  ))!;

const postgres = (await import(new URL("../scripts/lib/postgres.mjs", import.meta.url).href)) as {
  findPostgres(): Promise<{ url: string; stop(): Promise<void> }>;
};
const sizes = values.courses === undefined ? SIZES : [Number(values.courses)];
const loadBefore = Math.round(loadavg()[0]! * 10) / 10;
const kinds = values.database === "both" ? (["postgres", "embedded"] as const) : ([values.database] as ("postgres" | "embedded")[]);
const figures: Record<string, Figures[]> = {};
const cluster = kinds.includes("postgres") ? await postgres.findPostgres() : null;
try {
  for (const kind of kinds) {
    figures[kind] = [];
    for (const many of sizes) figures[kind].push(await planned(kind === "postgres" ? await fresh(cluster!.url, many) : null, many));
  }
} finally {
  await cluster?.stop();
}

async function fresh(url: string, many: number): Promise<string> {
  const name = `semester_${many}`;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

const missed = kinds.flatMap((kind) => {
  const whole = figures[kind]!.at(-1)!;
  const isWhole = whole.courses === COURSES;
  return [
    ...(isWhole && whole.seconds > MOST[kind] ? [`${kind}: planned`] : []),
    ...figures[kind]!.flatMap((one) => [
      ...(one.dates === one.courses * 2 * WEEKS && one.waiting === 0 ? [] : [`${kind}: ${one.courses} courses: dates`]),
      ...(one.people === one.courses * 30 ? [] : [`${kind}: ${one.courses} courses: people`]),
      ...(one.overlaps === 0 ? [] : [`${kind}: ${one.courses} courses: overlaps`]),
      ...(one.editSeconds <= MOST.editSeconds ? [] : [`${kind}: ${one.courses} courses: edit`]),
      ...(one.weekMilliseconds <= MOST.weekMilliseconds ? [] : [`${kind}: ${one.courses} courses: week`]),
    ]),
  ];
});
/** How many times as long the whole takes as a tenth of it, for each database. */
const growth = Object.fromEntries(kinds.map((kind) => [kind, Math.round((figures[kind]!.at(-1)!.seconds / figures[kind]![0]!.seconds) * 10) / 10]));
tell({ name: "semester", figures: { ...figures, most: MOST, loadBefore }, peer: null, ratio: null, growth, missed });
