import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { NINE, valueOf } from "../../../test/world.ts";
import { makeGroup, showGroup } from "../../attendees/groups/actions.ts";
import { makeList, showList } from "../../attendees/lists/actions.ts";
import { chooseSessions } from "../../attendees/lists/serving-actions.ts";
import { days, after } from "../../lib/time.ts";
import { theDoors } from "../../people/doors.fixtures.ts";
import { sql, type Database } from "../../platform/database.ts";
import { aCourse } from "../course.fixtures.ts";
import { courseFor } from "../showing-actions.ts";

/** Eva teaches a course for a group of hers, has a list for a session to come, one that serves nothing, and a course that was given up. */
async function taught(db: Database) {
  const { world: w, aPerson } = await theDoors(db);
  const [owner, eva, luis] = [await aPerson("Olga", "owner"), await aPerson("Eva", "organizer"), await aPerson("Luis", "organizer")];
  const [group, serving, idle] = [w.random.uuid(), w.random.uuid(), w.random.uuid()];
  valueOf(await makeGroup(w, eva.member, { id: group, name: "First year" }));
  for (const id of [serving, idle]) valueOf(await makeList(w, eva.member, { id, name: id }));
  const session = await w.ask({ start: after(NINE, days(3)), by: eva.member });
  valueOf(await chooseSessions(w, eva.member, serving, [session.id]));
  const { course } = await aCourse(w, { by: eva.member, groupIds: [group] });
  const past = (await aCourse(w, { by: eva.member, title: "Given up" })).course;
  await db.run(sql`update courses set cancelled_at = made_at where id = ${past.id}`);
  await db.run(sql`update sessions set status = 'cancelled' where course_id = ${past.id}`);
  const seen = async () => ({
    course: (await courseFor(w, luis.member, course.id)).ok,
    itsList: (await showList(w, luis.member, course.listId)).ok,
    group: (await showGroup(w, luis.member, group)).ok,
    serving: (await showList(w, luis.member, serving)).ok,
    idle: (await showList(w, luis.member, idle)).ok,
    past: (await courseFor(w, luis.member, past.id)).ok || (await showList(w, luis.member, past.listId)).ok,
  });
  return { w, owner, eva, luis, course, seen };
}

eachDatabase((_, open) => {
  test("who takes over from a teacher gets what is to come with its people: courses, lists and groups, and nothing that is past", async () => {
    const { w, owner, eva, luis, course, seen } = await taught(await open());
    expect(Object.values(await seen())).not.toContain(true);
    expect((await owner.call("GET", `/api/members/${eva.member.id}/removal`)).body).toMatchObject({ courses: 1, count: 11 });
    const removed = await owner.call("POST", `/api/members/${eva.member.id}/remove`, { successor: luis.member.id });
    expect(removed.status).toBe(204);
    expect(await seen()).toEqual({ course: true, itsList: true, group: true, serving: true, idle: false, past: false });
    const teachers = await w.db.list((r) => r["organizer_id"], sql`select distinct organizer_id from sessions where course_id = ${course.id}`);
    expect(teachers).toEqual([luis.member.id]);
  });
});
