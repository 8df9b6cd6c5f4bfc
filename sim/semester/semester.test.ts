import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { after, days, instant, iso, type Instant } from "../../src/lib/time.ts";
import { emptyDatabase } from "../../test/support/databases.ts";
import { openHouse, planned, postponedOn } from "./house.ts";
import { openPost } from "./post.ts";
import { broken, sightOf } from "./promises.ts";
import { BEGINS, LOOKED_AT, timetable, tutorials, WEEKS } from "./timetable.ts";

/** `BEDEL_SEMESTER=300` for the whole: `npm run bench -- semester --whole`. A few courses otherwise, since every run of the tests lives through it. */
const FEW = 4;
const COURSES = Number(process.env["BEDEL_SEMESTER"] ?? FEW);
const isWhole = COURSES === 300;
const PEOPLE = Number(process.env["BEDEL_SEMESTER_PEOPLE"] ?? (COURSES > FEW ? 30 : 5));
const ROOMS = Math.max(2, Math.ceil((COURSES * 40) / 300));
const FIGURES = process.env["BEDEL_SEMESTER_FIGURES"];

test("a semester keeps every promise", { timeout: 600_000 + COURSES * 60_000 }, async () => {
  const begun = performance.now();
  const seconds = (): number => Math.round(performance.now() - begun) / 1000;
  await using w = await openHouse(await emptyDatabase(isWhole ? "PostgreSQL" : "PGlite"), ROOMS, openPost);
  await using post = w.post;
  const subjects = timetable(COURSES, PEOPLE);
  for (const course of subjects) await planned(w, course);
  const tutors = [];
  for (const course of tutorials(PEOPLE)) tutors.push(await planned(w, course));
  const plannedSeconds = seconds();

  await pass(w, instant(LOOKED_AT), seconds);
  const postponed = await postponedOn(w, tutors);
  await pass(w, after(instant(BEGINS), days(7 * (WEEKS + 3))), seconds);

  const all = [...subjects, ...tutorials(PEOPLE)];
  const sight = await sightOf(w, { timetable: all, links: post.links, postponed });
  const missed = broken(sight);
  const figures = {
    courses: all.length,
    dates: all.reduce((sum, { slots }) => sum + slots.length, 0),
    people: all.reduce((sum, { people }) => sum + people.length, 0),
    rooms: ROOMS,
    mails: Object.fromEntries(post.kinds),
    fullestHostDay: Math.max(...sight.hostDays.map(({ changes }) => changes)),
    busiestMinute: post.busiest(),
    plannedSeconds,
    seconds: seconds(),
    missed,
  };
  if (FIGURES !== undefined) writeFileSync(FIGURES, JSON.stringify(figures));
  expect(missed).toEqual([]);
});

/** Week by week, so that whoever waits for the whole sees how far it is. */
async function pass(w: Awaited<ReturnType<typeof openHouse>>, until: Instant, seconds: () => number): Promise<void> {
  while (w.clock.now() < until) {
    await w.advanceTo(Math.min(after(w.clock.now(), days(7)), until) as Instant);
    if (FIGURES !== undefined) process.stderr.write(`${iso(w.clock.now()).slice(0, 10)} after ${Math.round(seconds())} s\n`);
  }
}
