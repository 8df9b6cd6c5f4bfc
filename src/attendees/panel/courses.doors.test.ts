import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { after, days, iso } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { attendeesOf, joinAddress } from "../actions.ts";
import { attending, INSTITUTION, MARTA } from "../attending.fixtures.ts";
import { addToList } from "../lists/actions.ts";
import { aCourse, courseId, dateOf, listId } from "../lists/course.fixtures.ts";
import { spreadDates } from "../lists/spreading-actions.ts";
import { pageOf, panelOf } from "./actions.ts";
import { feedFor } from "./feed-actions.ts";
import { institutionsOf } from "./store.ts";

const ANA = "ana@elsewhere.example";

/** Ana is registered for a course of twelve weekly dates, of which nine are near, and for one that begins in ninety days. */
async function registered(db: Database) {
  const it = await attending(db);
  const now = it.world.clock.now();
  await aCourse(db, { dates: 12, first: after(now, days(1)), everyDays: 7 });
  await aCourse(db, { dates: 3, first: after(now, days(90)), everyDays: 7, number: 1 });
  await aCourse(db, { dates: 3, first: after(now, days(2)), everyDays: 7, number: 2 });
  for (const number of [0, 1]) await addToList(it.world, MARTA, listId(number), `Ana <${ANA}>`);
  while ((await spreadDates(it.world)) > 0);
  return { it, now, panel: await panelOf(db, it.world, INSTITUTION, ANA) };
}

eachDatabase((_, open) => {
  test("the panel names the course of each session once, and says until when more dates follow", async () => {
    const { it, now, panel } = await registered(await open());
    const page = await pageOf(it.world, panel);
    expect(page.sessions.map(({ course }) => course)).toEqual(Array(9).fill(courseId(0)));
    expect(page.courses).toEqual([
      { key: courseId(0), title: "Álgebra 0", zone: "Europe/Madrid", later: { dates: 3, from: iso(after(now, days(64))), until: iso(after(now, days(78))) } },
      { key: courseId(1), title: "Álgebra 1", zone: "Europe/Madrid", later: { dates: 3, from: iso(after(now, days(90))), until: iso(after(now, days(104))) } },
    ]);
    expect(JSON.stringify(page)).not.toMatch(/Marta|Ríos/);
    await it.world.db.run(sql`delete from attendees where session_id = ${dateOf(3)}`); // who gave one date up is not promised it anew
    expect((await pageOf(it.world, panel)).courses[0]!.later?.dates).toBe(3);
    await it.pass(days(40));
    while ((await spreadDates(it.world)) > 0);
    expect((await pageOf(it.world, panel)).courses.map(({ later }) => later?.dates ?? 0)).toEqual([0, 1]);
  });

  test("the calendar has every date of the person's courses, by the ids of the mails' entries, and the link once there is one", async () => {
    const { it, panel } = await registered(await open());
    const calendar = (await feedFor(it.world, panel)).replaceAll("\r\n ", "");
    const dates = [...Array.from({ length: 12 }, (_, n) => dateOf(n)), ...Array.from({ length: 3 }, (_, n) => dateOf(n, 1))];
    expect([...calendar.matchAll(/^UID:(.*)@bedel\r$/gm)].map((one) => one[1]).toSorted()).toEqual(dates.toSorted());
    const [ana] = await attendeesOf(it.world.db, INSTITUTION, dateOf(8));
    expect(calendar).toContain(joinAddress(it.world, ana!));
    expect(calendar.match(/^LOCATION:/gm)).toHaveLength(9);
    expect(calendar).not.toContain("TZID");
    expect(calendar.match(/^STATUS:TENTATIVE/gm), "they wait for a room, near and far").toHaveLength(15);
  });

  test("who is only registered for a course that is far ahead can have the panel mailed; off the list nothing of it is told", async () => {
    const { it, panel } = await registered(await open());
    await addToList(it.world, MARTA, listId(1), "Eva <eva@elsewhere.example>");
    expect(await institutionsOf(it.world.db, "eva@elsewhere.example")).toEqual([{ institutionId: INSTITUTION, name: "Eva" }]);
    await it.world.db.run(sql`delete from listed_people where list_id = ${listId(1)}`);
    expect([(await pageOf(it.world, panel)).courses.length, await institutionsOf(it.world.db, "eva@elsewhere.example")]).toEqual([1, []]);
  });
});
