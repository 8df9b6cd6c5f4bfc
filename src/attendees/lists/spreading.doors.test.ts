import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { after, before, days, hours } from "../../lib/time.ts";
import { HORIZON, nextDue, nextSpreading, waitingNow } from "../../platform/due.ts";
import { sql, type Database } from "../../platform/database.ts";
import { addAttendees, attendeesOf } from "../actions.ts";
import { attending, INSTITUTION, MARTA, SESSION, type Attending } from "../attending.fixtures.ts";
import { serving } from "../serving.fixtures.ts";
import { addToList, removeFromList } from "./actions.ts";
import { aCourse, COURSE, COURSE_LIST, dateOf, rowsIn } from "./course.fixtures.ts";
import { spreadCourse, spreadDates } from "./spreading-actions.ts";

const ANA = "Ana <ana@elsewhere.example>";

/** Ten weekly dates from the next day on: the first nine lie within sixty days, the tenth does not. */
async function weekly(db: Database): Promise<Attending & { rows(): Promise<number[]> }> {
  const it = await attending(db);
  await aCourse(db, { dates: 10, first: after(it.world.clock.now(), days(1)), everyDays: 7 });
  return { ...it, rows: () => Promise.all(Array.from({ length: 10 }, (_, n) => rowsIn(db, dateOf(n)))) };
}

const add = (it: Attending, ...people: string[]) => addToList(it.world, MARTA, COURSE_LIST, people.join("\n"));
const spread = (it: Attending) =>
  it.world.db.transaction((tx) => spreadCourse(tx, it.world, { institutionId: INSTITUTION, courseId: COURSE }, it.world.clock.now()));

eachDatabase((_, open) => {
  test("a course's people come to the dates within sixty days when it is made, and to the others when they come near, each once", async () => {
    const it = await weekly(await open());
    await add(it, ANA, "eva@elsewhere.example");
    expect(await it.rows()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    await spread(it);
    expect(await it.rows()).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 0]);
    const organizer = await serving(it);
    const shown = async (n: number) => (await organizer.inject({ url: `/api/sessions/${dateOf(n)}/attendees` })).json();
    const comes = new Date(after(it.world.clock.now(), days(1 + 9 * 7 - 60))).toISOString();
    expect([(await shown(0)).later, await shown(9)]).toEqual([null, { attendees: [], later: { people: 2, at: comes, listId: COURSE_LIST } }]);
    const rows = () => it.world.db.list((r) => [r["id"], r["session_id"], r["listed_id"]], sql`select * from attendees order by id`);
    const known = await rows();
    await spread(it);
    expect([await spreadDates(it.world), await rows()]).toEqual([0, known]);

    const due = before(after(it.world.clock.now(), days(1 + 9 * 7)), HORIZON);
    expect([await nextSpreading(it.world.db), await nextDue(it.world.db)]).toEqual([due, expect.any(Number)]);
    await it.pass(due - it.world.clock.now() - 1);
    expect([await spreadDates(it.world), (await waitingNow(it.world.db, it.world.clock.now())).includes("spreading")]).toEqual([0, false]);
    await it.pass(1);
    expect((await waitingNow(it.world.db, it.world.clock.now())).includes("spreading")).toBe(true);
    expect([await spreadDates(it.world), await spreadDates(it.world)]).toEqual([1, 0]);
    expect([(await it.rows())[9], await nextSpreading(it.world.db)]).toEqual([2, null]);
  });

  test("people who come and go change the dates that are near at once, and those far ahead when these come near", async () => {
    const it = await weekly(await open());
    await add(it, ANA);
    await spread(it);
    await add(it, "eva@elsewhere.example");
    expect(await it.rows()).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 0]);
    const ana = await it.world.db.one((r) => String(r["id"]), sql`select id from listed_people where email like 'ana@%'`);
    await removeFromList(it.world, MARTA, COURSE_LIST, ana!);
    await it.pass(days(10));
    await spreadDates(it.world);
    const there = async (n: number) => (await attendeesOf(it.world.db, INSTITUTION, dateOf(n))).map((one) => one.email);
    expect([await there(8), await there(9)]).toEqual([["eva@elsewhere.example"], ["eva@elsewhere.example"]]);
  });

  test("who was put into one far date alone is there once when the list comes, and who was taken out of a near one stays out", async () => {
    const it = await weekly(await open());
    await addAttendees(it.world, MARTA, dateOf(9), ANA);
    await add(it, ANA, "eva@elsewhere.example");
    await spread(it);
    const organizer = await serving(it);
    const [ana] = await attendeesOf(it.world.db, INSTITUTION, dateOf(0));
    await organizer.inject({ method: "DELETE", url: `/api/sessions/${dateOf(0)}/attendees/${ana!.id}` });
    await it.pass(days(10));
    await spreadDates(it.world);
    expect([await rowsIn(it.world.db, dateOf(0)), await rowsIn(it.world.db, dateOf(9))]).toEqual([1, 2]);
  });

  test("whoever is killed on the way has done nothing: rows and mark are saved together", async () => {
    const it = await weekly(await open());
    await add(it, ANA);
    const { db } = it.world;
    const killed = db.transaction(async (tx) => {
      await spreadCourse(tx, it.world, { institutionId: INSTITUTION, courseId: COURSE }, it.world.clock.now());
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    expect([await it.rows(), (await waitingNow(db, it.world.clock.now())).includes("spreading")]).toEqual([Array(10).fill(0), true]);
    const both = await Promise.all([spreadDates(it.world), spreadDates(it.world)]);
    expect([both.toSorted(), await it.rows()]).toEqual([
      [0, 9],
      [1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
    ]);
  });

  test("a date that was called off gets nobody, and gets them if it is taken back", async () => {
    const it = await weekly(await open());
    await add(it, ANA);
    const call = (status: string) => it.world.db.run(sql`update sessions set status = ${status} where id = ${dateOf(3)}`);
    await call("cancelled");
    await spreadDates(it.world);
    expect(await it.rows()).toEqual([1, 1, 1, 0, 1, 1, 1, 1, 1, 0]);
    await call("waiting");
    await spreadDates(it.world);
    expect(await it.rows()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
  });

  test("who comes to a course whose link is out gets it at once, and its session is looked at again; one whose link is not due is not", async () => {
    const it = await weekly(await open());
    await add(it, ANA);
    await spread(it);
    const sent = { is: "done", at: it.world.clock.now() };
    await it.world.db.run(sql`update sessions set status = 'placed', wake_at = null, steps = jsonb_set(steps, '{sendLinks}', ${JSON.stringify(sent)}::jsonb)
      where id = ${dateOf(0)}`);
    await it.world.db.run(sql`update sessions set wake_at = null where id = ${dateOf(1)}`);
    await it.pass(hours(1));
    await add(it, "eva@elsewhere.example");
    expect(await it.world.db.list((r) => [r["session_id"], r["to_email"]], sql`select * from deliveries where kind = 'link'`)).toEqual([
      [dateOf(0), "eva@elsewhere.example"],
    ]);
    const woken = await it.world.db.list(
      (r) => [r["step"], r["wake_at"]],
      sql`select steps #>> '{sendLinks,is}' as step, wake_at from sessions where id in (${dateOf(0)}, ${dateOf(1)}) order by id`,
    );
    const now = it.world.clock.now();
    expect(woken).toEqual([
      ["started", now],
      ["pending", null],
    ]);
  });

  test("a course's list is found by its course, can't be deleted, and its dates are no sessions that are chosen for it", async () => {
    const it = await weekly(await open());
    const organizer = await serving(it);
    expect((await organizer.inject({ url: "/api/lists" })).json()).toEqual({ lists: [] });
    const url = `/api/lists/${COURSE_LIST}`;
    expect((await organizer.inject({ url })).json()).toMatchObject({ sessions: [], courses: [{ id: COURSE, title: "Álgebra 0" }] });
    expect((await organizer.inject({ method: "DELETE", url })).json()).toMatchObject({ because: "list_of_course" });
    expect((await organizer.inject({ method: "PUT", url: `${url}/sessions`, payload: { sessions: [] } })).statusCode).toBe(200);
    const other = await organizer.inject({ method: "PUT", url: `${url}/sessions`, payload: { sessions: [SESSION] } });
    expect([other.statusCode, other.json()]).toMatchObject([422, { errors: [{ field: "sessions", because: "list_serves_course" }] }]);
    expect(await it.count(sql`select count(*) as count from sessions where list_id = ${COURSE_LIST}`)).toBe(10);
  });
});
