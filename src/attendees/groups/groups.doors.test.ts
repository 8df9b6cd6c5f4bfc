import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { after, days } from "../../lib/time.ts";
import { sql, type Database } from "../../platform/database.ts";
import { attendeesOf } from "../actions.ts";
import { ADMIN, attending, INSTITUTION, MARTA, STRANGER, type Attending } from "../attending.fixtures.ts";
import { forgetLasting } from "../erasing/lasting-store.ts";
import { aCourse, courseId, dateOf, listId, rowsIn } from "../lists/course.fixtures.ts";
import { spreadCourse, spreadDates } from "../lists/spreading-actions.ts";
import { serving } from "../serving.fixtures.ts";
import { registerGroups } from "./registering-actions.ts";

const CLASS = "00000000-0000-4000-8000-0000000000c1";
const YEAR = "00000000-0000-4000-8000-0000000000c2";

/** Marta has two courses of ten weekly dates, of which nine are near, and two groups. */
async function school(db: Database) {
  const it = await attending(db);
  for (const number of [0, 1]) {
    await aCourse(db, { dates: 10, first: after(it.world.clock.now(), days(1)), everyDays: 7, number });
    await db.transaction((tx) => spreadCourse(tx, it.world, { institutionId: INSTITUTION, courseId: courseId(number) }, it.world.clock.now()));
    await spreadDates(it.world);
  }
  const organizer = await serving(it);
  for (const [id, name] of [[CLASS, "1º A"], [YEAR, "1º"]]) await organizer.inject({ method: "POST", url: "/api/groups", payload: { id, name } }); // prettier-ignore
  return {
    it,
    organizer,
    add: (group: string, ...people: string[]) =>
      organizer.inject({ method: "POST", url: `/api/groups/${group}/people`, payload: { lines: people.join("\n") } }),
    remove: async (group: string, email: string) => {
      const { people } = (await organizer.inject({ url: `/api/groups/${group}` })).json();
      const { id } = people.find((one: { email: string }) => one.email === email);
      return organizer.inject({ method: "DELETE", url: `/api/groups/${group}/people/${id}` });
    },
    register: (group: string, number = 0) => organizer.inject({ method: "PUT", url: `/api/lists/${listId(number)}/groups/${group}` }),
    takeOut: (group: string, number = 0) => organizer.inject({ method: "DELETE", url: `/api/lists/${listId(number)}/groups/${group}` }),
    listed: async (number = 0) =>
      it.world.db.list((r) => String(r["email"]).split("@")[0], sql`select email from listed_people where list_id = ${listId(number)} order by email`),
    there: (n: number, number = 0) => there(it, dateOf(n, number)),
  };
}

const there = async (it: Attending, session: string) => (await attendeesOf(it.world.db, INSTITUTION, session)).map((one) => one.email.split("@")[0]).toSorted();
const [ANA, EVA, LIA] = ["ana@elsewhere.example", "eva@elsewhere.example", "lia@elsewhere.example"];

eachDatabase((_, open) => {
  test("a group is registered as one with courses, and who comes into it or goes later follows in all of them", async () => {
    const { it, organizer, add, remove, register, listed, there: at } = await school(await open());
    expect((await add(CLASS, ANA, "nobody", ANA)).json()).toMatchObject({ added: 1, already: 1, bad: [{ line: 2 }] });
    for (const number of [0, 1]) expect((await register(CLASS, number)).json()).toMatchObject({ groups: [{ id: CLASS, people: 1 }] });
    expect([await at(0), await at(8, 1), await rowsIn(it.world.db, dateOf(9))]).toEqual([["ana"], ["ana"], 0]);
    await add(CLASS, EVA);
    expect([await at(0), await at(0, 1), await listed(1)]).toEqual([
      ["ana", "eva"],
      ["ana", "eva"],
      ["ana", "eva"],
    ]);
    await remove(CLASS, ANA);
    expect([await at(0), await at(0, 1), await listed(1)]).toEqual([["eva"], ["eva"], ["eva"]]);
    await it.pass(days(10));
    await spreadDates(it.world);
    expect(await at(9)).toEqual(["eva"]);
    const shown = (await organizer.inject({ url: `/api/groups/${CLASS}` })).json();
    expect(shown).toMatchObject({
      people: [{ email: EVA }],
      lists: [{ name: "Álgebra 0", courseId: courseId(0), mine: true }, { name: "Álgebra 1" }],
      choices: [],
    });
  });

  test("who is on the list by themselves, or by another group too, stays when the group goes", async () => {
    const { organizer, add, remove, register, takeOut, listed, there: at } = await school(await open());
    await add(CLASS, ANA, EVA, LIA);
    await add(YEAR, EVA);
    await register(CLASS);
    await register(YEAR);
    await organizer.inject({ method: "POST", url: `/api/lists/${listId(0)}/people`, payload: { lines: LIA } });
    const { people } = (await organizer.inject({ url: `/api/lists/${listId(0)}` })).json();
    expect(people.map((one: { group: string | null }) => one.group)).toEqual(["1º A", "1º A", null]);
    await takeOut(CLASS);
    expect([await listed(), await at(3)]).toEqual([
      ["eva", "lia"],
      ["eva", "lia"],
    ]);
    await remove(YEAR, EVA);
    expect([await listed(), await at(3)]).toEqual([["lia"], ["lia"]]);
    expect((await takeOut(CLASS)).statusCode).toBe(404);
  });

  test("a group that is deleted takes nobody from a course: each is there by themselves from then on", async () => {
    const { it, organizer, add, register, listed, there: at } = await school(await open());
    await add(CLASS, ANA);
    await register(CLASS);
    expect((await organizer.inject({ method: "DELETE", url: `/api/groups/${CLASS}` })).statusCode).toBe(204);
    expect([await listed(), await at(0)]).toEqual([["ana"], ["ana"]]);
    expect((await organizer.inject({ url: `/api/lists/${listId(0)}` })).json()).toMatchObject({ groups: [], people: [{ group: null }] });
    expect((await organizer.inject({ url: `/api/groups/${CLASS}` })).statusCode).toBe(404);
    expect(await it.count(sql`select count(*) as count from listed_people where group_id is not null`)).toBe(0);
  });

  test("whom Zoom knows is forgotten there too, and who had the link hears that the place is gone, when a group leaves", async () => {
    const { it, add, register, takeOut } = await school(await open());
    await add(CLASS, ANA, EVA);
    await register(CLASS);
    const { db } = it.world;
    const meeting = JSON.stringify({ id: "1", uuid: "u", registration: true, joinUrl: "", held: null });
    await db.run(sql`update sessions set status = 'placed', registrants_asked = true, meeting = ${meeting}::jsonb where id = ${dateOf(0)}`);
    const [ana] = await attendeesOf(db, INSTITUTION, dateOf(1));
    await db.run(sql`insert into deliveries (institution_id, key, id, session_id, kind, attendee_id, to_name, to_email, language, zone, facts, due_at, made_at, state)
      select ${INSTITUTION}, 'sent', gen_random_uuid(), ${dateOf(1)}, 'link', ${ana!.id}, '', ${ana!.email}, 'en', 'UTC', '{}', made_at, made_at, 'sent' from courses limit 1`);
    await takeOut(CLASS);
    expect(await it.count(sql`select count(*) as count from attendees`)).toBe(0);
    expect(await db.list((r) => r["email"], sql`select email from removed_attendees where session_id = ${dateOf(0)} order by email`)).toEqual([ANA, EVA]);
    expect(await db.list((r) => [r["to_email"], r["session_id"]], sql`select * from deliveries where kind = 'off_list'`)).toEqual([[ANA, dateOf(1)]]);
  });

  test("a group is its maker's; an administrator's is there for every organizer to register, and names nobody to them", async () => {
    const { it, add, register } = await school(await open());
    await add(CLASS, ANA);
    const [stranger, admin] = [await serving(it, STRANGER), await serving(it, ADMIN)];
    const list = "00000000-0000-4000-8000-0000000000a7";
    await stranger.inject({ method: "POST", url: "/api/lists", payload: { id: list, name: "Theirs" } });
    const put = (group: string) => stranger.inject({ method: "PUT", url: `/api/lists/${list}/groups/${group}` });
    expect([(await put(CLASS)).json().because, (await stranger.inject({ url: "/api/groups" })).json()]).toEqual(["group_not_yours", { groups: [] }]);
    expect((await stranger.inject({ method: "PUT", url: `/api/lists/${listId(0)}/groups/${CLASS}` })).json()).toMatchObject({ because: "list_not_yours" });
    const whole = "00000000-0000-4000-8000-0000000000c9";
    await admin.inject({ method: "POST", url: "/api/groups", payload: { id: whole, name: "All" } });
    expect((await stranger.inject({ url: "/api/groups" })).json().groups).toMatchObject([{ id: whole, manages: false, owner: "Begoña" }]);
    expect((await stranger.inject({ url: `/api/groups/${whole}` })).statusCode).toBe(403);
    expect((await put(whole)).json()).toMatchObject({ groups: [{ id: whole }] });
    expect((await register(whole)).statusCode).toBe(200);
  });

  test("a course that is made with groups has their people, and one that would be too large is refused", async () => {
    const { it, add, listed } = await school(await open());
    await add(CLASS, ANA);
    const { db, clock } = it.world;
    const register = () =>
      db.transaction((tx) => registerGroups(tx, it.world, MARTA, { institutionId: INSTITUTION, listId: listId(0), groupIds: [YEAR, CLASS] }, clock.now()));
    expect([await register(), await listed()]).toEqual([{ ok: true, value: true }, ["ana"]]);
    await db.run(sql`insert into group_people (institution_id, id, group_id, name, email, added_at)
      select ${INSTITUTION}, gen_random_uuid(), ${YEAR}, '', n || '@elsewhere.example', made_at from courses, generate_series(1, 4999) n where id = ${courseId(0)}`);
    expect(await register()).toMatchObject({ refusal: { because: "group_too_large" } });
  });

  test("who is only in a group is forgotten after the institution's time, who attends stays in it", async () => {
    const { it, add, register } = await school(await open());
    await add(CLASS, ANA);
    await add(YEAR, EVA);
    await register(CLASS);
    const left = async () => it.world.db.list((r) => r["email"], sql`select email from group_people order by email`);
    await forgetLasting(it.world.db, INSTITUTION, after(it.world.clock.now(), -1));
    expect(await left()).toEqual([ANA, EVA]);
    await forgetLasting(it.world.db, INSTITUTION, it.world.clock.now());
    expect(await left()).toEqual([ANA]);
  });
});
