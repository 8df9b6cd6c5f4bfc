import { expect, test } from "vitest";
import { emptyDatabase } from "../../../test/support/databases.ts";
import type { Fetch, Said } from "../../../test/support/outside.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { aCourse, datesNow } from "../../courses/course.fixtures.ts";
import { courseFor } from "../../courses/showing-actions.ts";
import { after, dayOf, instant, iso, minutes, wallOf, type Instant } from "../../lib/time.ts";
import { valueOf } from "../../platform/http.ts";
import { sql } from "../../platform/database.ts";
import type { Made } from "../../courses/actions.ts";

const DEAN = { id: "u-dean", email: "decanato@universidad.example" };
const ZONE = "Europe/Madrid";
const BUSY_MACHINE = 240_000;

/** So many sessions of one Zoom user on one day, each five minutes, two at a time: the dates of two courses. */
async function many(w: TestWorld, n: number, first: Instant, every = minutes(5)): Promise<Made[]> {
  const courses = [];
  for (const lane of [0, 1]) {
    const [start, ...extra] = Array.from({ length: n / 2 }, (_, i) => wallOf(after(first, i * every), ZONE));
    courses.push(
      await aCourse(w, { by: w.admin, source: "named host", hostId: DEAN.id, start: start!, rule: null, extra, minutes: 5, title: `Tutoría ${lane}` }),
    );
  }
  return courses;
}

/** What the courses' pages say: which date is made on a later day than usual. */
async function postponed(w: TestWorld, courses: readonly Made[]): Promise<Map<string, string>> {
  const pages = await Promise.all(courses.map(async ({ course }) => valueOf(await courseFor(w, w.admin, course.id)).sessions));
  return new Map(pages.flat().flatMap(({ sessionId, postponedTo }) => (postponedTo === null ? [] : [[sessionId, postponedTo] as const])));
}

/** A world that writes down when Zoom made which meeting. */
async function watched(): Promise<TestWorld & { born: Map<string, Instant> }> {
  const born = new Map<string, Instant>();
  let now = (): Instant => 0 as Instant;
  const wire =
    (fetch: Fetch): Fetch =>
    async (url, init) => {
      const answer = await fetch(url, init);
      if (init.method === "POST" && url.endsWith("/meetings") && answer.status === 201) born.set(String(((await answer.clone().json()) as Said)["id"]), now());
      return answer;
    };
  const w = await aWorld(await emptyDatabase("PGlite"), { people: [DEAN], wire });
  now = () => w.clock.now();
  return { ...w, born };
}

/** On which of Zoom's days the meeting of each session was made; every one of them before its start. */
async function madeOn(w: TestWorld & { born: Map<string, Instant> }, courses: readonly Made[]): Promise<Map<string, string>> {
  const sessions = (await Promise.all(courses.map((course) => datesNow(w, course)))).flat().map(({ session }) => session);
  return new Map(
    sessions.map((s) => {
      const at = w.born.get(s.meeting?.id ?? "");
      expect(at, iso(s.time.start)).toBeLessThan(s.time.start);
      return [s.id, dayOf(at!, "UTC")];
    }),
  );
}

const perDay = (days: Iterable<string>): Record<string, number> =>
  Object.fromEntries([...Map.groupBy([...days].toSorted(), (day) => day)].map(([day, those]) => [day, those.length]));

/** Bedel's own count, by Zoom's days. */
const changes = (w: TestWorld): Promise<number[]> =>
  w.db.list((r) => Number(r["changes"]), sql`select changes from host_days where host_id = ${DEAN.id} order by day`);

test.each([
  { when: "over the day", first: "2027-03-04T05:00:00Z", every: minutes(10) },
  { when: "all early in the morning", first: "2027-03-04T00:00:00Z", every: minutes(5) },
])(
  "a host who needs 130 meetings on one day, $when: the page names those of a later day, and so it comes",
  { timeout: BUSY_MACHINE },
  async ({ first, every }) => {
    await using w = await watched();
    const courses = await many(w, 130, instant(first), every);
    const said = await postponed(w, courses);
    expect(said.size).toBeGreaterThanOrEqual(50);
    await w.advanceTo(instant("2027-03-04T23:00:00Z"));
    const made = await madeOn(w, courses);
    expect(made.size).toBe(130);
    for (const [id, day] of made) expect(day).toBe(said.get(id) ?? "2027-03-03");
    expect(Math.max(...(await changes(w)))).toBeLessThanOrEqual(100);
  },
);

test("a host who needs 200 on one day has some of them made two days before, never more than Zoom's hundred a day", { timeout: BUSY_MACHINE }, async () => {
  await using w = await watched();
  const courses = await many(w, 200, instant("2027-03-04T05:00:00Z"));
  const said = await postponed(w, courses);
  await w.advanceTo(instant("2027-03-04T14:00:00Z"));
  const made = await madeOn(w, courses);
  expect(perDay(made.values())).toEqual({ "2027-03-02": 40, "2027-03-03": 80, "2027-03-04": 80 });
  expect(new Set(said.values())).toEqual(new Set(["2027-03-04"]));
  for (const [id, day] of said) expect(made.get(id)).toBe(day);
  expect(await changes(w)).toEqual([40, 80, 80]);
  const letters = w.letters(w.admin.email).map(({ subject }) => subject);
  expect(letters.filter((subject) => /fail|problem|attention/i.test(subject))).toEqual([]);
});
