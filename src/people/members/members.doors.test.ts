import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aCourse, datesNow } from "../../courses/course.fixtures.ts";
import { instant } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { theDoors, type Doors } from "../doors.fixtures.ts";
import { saveLeft } from "../store.ts";

const rolesIn = ({ world }: Doors) =>
  world.db.list(
    (r) => `${r["name"]}: ${r["role"]}`,
    sql`select name, role from members where institution_id = ${world.institutionId} and role = 'owner' order by name`,
  );

const NOBODY = "0b8f4d5e-3c1a-4f7e-9d2b-1a2b3c4d5e6f";

eachDatabase((_, open) => {
  test("of two owners who demote each other at the same moment one stays owner", async () => {
    const doors = await theDoors(await open());
    const [olga, pavel] = [await doors.aPerson("Olga", "owner"), await doors.aPerson("Pavel", "owner")];
    const demote = (by: typeof olga, of: typeof olga) => by.call("PATCH", `/api/members/${of.member.id}`, { role: "organizer" });
    const both = await Promise.all([demote(olga, pavel), demote(pavel, olga)]);
    expect(both.map((one) => one.status).toSorted()).toEqual([204, 403]);
    expect(await rolesIn(doors)).toHaveLength(1);
    const last = (await rolesIn(doors))[0] === "Olga: owner" ? olga : pavel;
    expect((await demote(last, last)).body).toMatchObject({ status: 422, because: "last_owner", errors: [{ field: "role" }] });
    expect((await last.call("POST", `/api/members/${last.member.id}/remove`, { successor: null })).body).toMatchObject({ because: "last_owner" });
  });

  test("an administrator makes no owner or administrator, changes no owner, and organizers none at all", async () => {
    const doors = await theDoors(await open());
    const [olga, berta, eva] = [await doors.aPerson("Olga", "owner"), await doors.aPerson("Berta", "admin"), await doors.aPerson("Eva", "organizer")];
    const role = async (by: typeof olga, of: typeof olga, to: string) => (await by.call("PATCH", `/api/members/${of.member.id}`, { role: to })).body["because"];
    expect([await role(berta, eva, "admin"), await role(berta, eva, "owner"), await role(berta, olga, "organizer")]).toEqual(Array(3).fill("owners_only"));
    expect((await berta.call("POST", `/api/members/${olga.member.id}/remove`, { successor: null })).body).toMatchObject({ because: "owners_only" });
    expect(await role(eva, eva, "owner")).toBe("admins_only");
    expect([await role(olga, eva, "admin"), await role(olga, eva, "owner"), await role(olga, eva, "organizer")]).toEqual([undefined, undefined, undefined]);
    const { members } = (await berta.call("GET", "/api/members")).body as { members: { name: string; self: boolean; whyNot: object }[] };
    expect(members.find((m) => m.name === "Olga")?.whyNot).toEqual({
      roles: { owner: null, admin: "owners_only", organizer: "owners_only" },
      remove: "owners_only",
    });
    expect(members.find((m) => m.self)).toMatchObject({ name: "Berta", whyNot: { remove: "not_yourself" } });
  });

  test("a removed member sees nothing more, is named by past sessions, and what was to come goes to the successor, who is told", async () => {
    const doors = await theDoors(await open());
    const { world } = doors;
    const [berta, eva, jan] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Eva", "organizer"), await doors.aPerson("Jan", "organizer")];
    const session = await world.ask({ by: eva.member });
    const url = `/api/members/${eva.member.id}`;
    expect((await berta.call("GET", `${url}/removal`)).body).toMatchObject({ whyNot: null, count: 1, sessions: [{ id: session.id, title: session.title }] });
    for (const successor of [NOBODY, eva.member.id])
      expect((await berta.call("POST", `${url}/remove`, { successor })).body).toMatchObject({ because: "no_such_successor" });
    expect((await berta.call("POST", `${url}/remove`, { successor: jan.member.id })).status).toBe(204);
    expect((await world.session(session)).organizerId).toBe(jan.member.id);
    expect((await eva.call("GET", "/api/me")).body).toMatchObject({ status: 403, because: "no_institution" });
    expect((await berta.call("POST", `${url}/remove`, { successor: null })).body).toMatchObject({ because: "member_has_left" });
    expect((await berta.call("POST", `/api/members/${jan.member.id}/remove`, { successor: eva.member.id })).body).toMatchObject({
      because: "no_such_successor",
    });
    await world.settle();
    expect(world.letters(jan.member.email).map((letter) => letter.subject)).toContain("A session is yours now");
    const { members } = (await berta.call("GET", "/api/members")).body as { members: { name: string; state: string }[] };
    expect(members.find((m) => m.name === "Eva")).toMatchObject({ state: "left" });
  });

  test("the courses of somebody who leaves go to the successor with their lists and all dates to come; one that is over keeps the name", async () => {
    const doors = await theDoors(await open());
    const { world } = doors;
    const [berta, eva, jan] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Eva", "organizer"), await doors.aPerson("Jan", "organizer")];
    const over = await aCourse(world, { by: eva.member, start: "2027-03-01T12:00", rule: null });
    const course = await aCourse(world, { by: eva.member, rule: "FREQ=WEEKLY;COUNT=3" });
    await world.advanceTo(instant("2027-03-01T13:00:00Z"));
    const url = `/api/members/${eva.member.id}`;
    expect((await berta.call("GET", `${url}/removal`)).body).toMatchObject({ count: 3, courses: 1 });
    expect((await berta.call("POST", `${url}/remove`, { successor: jan.member.id })).status).toBe(204);
    const whose = (made: typeof course) =>
      world.db.one(
        (r) => [r["teacher"], r["owner"]],
        sql`select c.organizer_id as teacher, l.owner_id as owner from courses c join attendee_lists l on l.id = c.list_id where c.id = ${made.course.id}`,
      );
    expect([await whose(course), await whose(over)]).toEqual([Array(2).fill(jan.member.id), Array(2).fill(eva.member.id)]);
    expect(new Set((await datesNow(world, course)).map(({ session }) => session.organizerId))).toEqual(new Set([jan.member.id]));
  });

  test("without a successor sessions stay in the person's name, and administrators get their mails", async () => {
    const doors = await theDoors(await open());
    const { world } = doors;
    const [berta, eva] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Eva", "organizer")];
    const session = await world.ask({ by: eva.member });
    await berta.call("POST", `/api/members/${eva.member.id}/remove`, { successor: null });
    await world.advanceTo(session.time.start);
    expect((await world.session(session)).organizerId).toBe(eva.member.id);
    const opening = (email: string) => world.letters(email).filter((letter) => /password|open/i.test(letter.subject)).length;
    expect([opening(eva.member.email), opening(berta.member.email), opening(world.admin.email)]).toEqual([0, 1, 1]);
  });

  test("whoever has left and is invited again takes up the former place", async () => {
    const doors = await theDoors(await open());
    const [berta, eva] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Eva", "organizer")];
    await berta.call("POST", `/api/members/${eva.member.id}/remove`, { successor: null });
    await berta.call("POST", "/api/invitations", { lines: eva.member.email, role: "organizer", teams: [] });
    const accept = { newcomer: null, language: "en", zone: "Europe/Madrid" };
    expect((await eva.call("POST", `/api/invited/${await doors.mailedToken(eva.member.email)}/accept`, accept)).status).toBe(204);
    expect((await eva.call("GET", "/api/me")).body).toMatchObject({ member: { id: eva.member.id, role: "organizer" } });
  });

  test("whoever has left is put into no team", async () => {
    const doors = await theDoors(await open());
    const [berta, eva] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Eva", "organizer")];
    const { id } = (await berta.call("POST", "/api/teams", { name: "Física" })).body;
    await saveLeft(doors.world.db, eva.member, doors.world.clock.now());
    expect((await berta.call("PATCH", `/api/teams/${String(id)}`, { members: [berta.member.id, eva.member.id] })).status).toBe(204);
    const inside = await doors.world.db.list((r) => r["member_id"] as string, sql`select member_id from team_members where team_id = ${id as string}`);
    expect(inside).toEqual([berta.member.id]);
  });

  test("who joins and who leaves a team changes nothing of who came into it meanwhile", async () => {
    const doors = await theDoors(await open());
    const [berta, eva, ines] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Eva", "organizer"), await doors.aPerson("Ines", "organizer")];
    const { id } = (await berta.call("POST", "/api/teams", { name: "Física" })).body as { id: string };
    await berta.call("PATCH", `/api/teams/${id}`, { members: [eva.member.id] });
    await berta.call("PATCH", `/api/members/${ines.member.id}`, { teams: [id] }); // while the team's dialog is open elsewhere
    expect((await berta.call("PATCH", `/api/teams/${id}`, { name: "Óptica", joining: [berta.member.id], leaving: [eva.member.id] })).status).toBe(204);
    const inside = await doors.world.db.list((r) => r["member_id"] as string, sql`select member_id from team_members where team_id = ${id}`);
    expect(inside.toSorted()).toEqual([berta.member.id, ines.member.id].toSorted());
  });

  test("the teams that a member joins and leaves change nothing of the others that the member was put into meanwhile", async () => {
    const doors = await theDoors(await open());
    const [berta, eva] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Eva", "organizer")];
    const made = async (name: string) => ((await berta.call("POST", "/api/teams", { name })).body as { id: string }).id;
    const [before, meanwhile, next] = [await made("Física"), await made("Química"), await made("Comité")];
    const change = async (teams: object) => (await berta.call("PATCH", `/api/members/${eva.member.id}`, teams)).status;
    expect(await change({ teams: [before] })).toBe(204);
    await berta.call("PATCH", `/api/teams/${meanwhile}`, { joining: [eva.member.id] }); // while the member's dialog is open elsewhere
    expect(await change({ joining: [next, NOBODY], leaving: [before, NOBODY] })).toBe(204);
    const teams = await doors.world.db.list((r) => r["team_id"] as string, sql`select team_id from team_members where member_id = ${eva.member.id}`);
    expect(teams.toSorted()).toEqual([meanwhile, next].toSorted());
  });

  test("teams have names of their own and the members that are put in; a team that goes leaves them", async () => {
    const doors = await theDoors(await open());
    const [berta, eva] = [await doors.aPerson("Berta", "admin"), await doors.aPerson("Eva", "organizer")];
    const make = (name: string) => berta.call("POST", "/api/teams", { name });
    const [one, two] = await Promise.all([make("Física"), make("física")]);
    expect([one!.status, two!.status].toSorted()).toEqual([200, 422]);
    expect([one!, two!].find((answer) => answer.status === 422)?.body).toMatchObject({ errors: [{ field: "name", because: "team_name_taken" }] });
    const { id } = [one!, two!].find((answer) => answer.status === 200)!.body as { id: string };
    const other = (await make("Química")).body as { id: string };
    expect((await berta.call("PATCH", `/api/teams/${other.id}`, { name: "FÍSICA" })).body).toMatchObject({ because: "team_name_taken" });
    expect((await berta.call("PATCH", `/api/teams/${id}`, { name: "Óptica", members: [eva.member.id, NOBODY] })).status).toBe(204);
    const list = async () => (await berta.call("GET", "/api/members")).body as { members: { name: string; teams: string[] }[]; teams: { name: string }[] };
    expect((await list()).members.find((m) => m.name === "Eva")?.teams).toEqual([id]);
    expect((await berta.call("PATCH", `/api/members/${eva.member.id}`, { teams: [other.id] })).status).toBe(204);
    expect((await list()).members.find((m) => m.name === "Eva")?.teams).toEqual([other.id]);
    expect((await berta.call("DELETE", `/api/teams/${other.id}`)).status).toBe(204);
    expect(await list()).toMatchObject({ teams: [{ name: "Óptica" }], members: expect.arrayContaining([expect.objectContaining({ name: "Eva", teams: [] })]) });
  });

  test("nothing of another institution is there, by whatever id", async () => {
    const doors = await theDoors(await open());
    const [olga, berta] = [await doors.aPerson("Olga", "owner"), await doors.aPerson("Berta", "admin")];
    const { call: foreign } = await doors.aPerson("Fabio", "owner", await doors.anInstitution("Escuela"));
    const { id } = (await olga.call("POST", "/api/teams", { name: "Física" })).body;
    const member = `/api/members/${berta.member.id}`;
    const tries = [
      foreign("PATCH", member, { role: "organizer" }),
      foreign("GET", `${member}/removal`),
      foreign("POST", `${member}/remove`, { successor: null }),
      foreign("PATCH", `/api/teams/${String(id)}`, { name: "Robo" }),
      foreign("DELETE", `/api/teams/${String(id)}`),
      foreign("POST", "/api/me/institution", { institutionId: doors.world.institutionId }),
      foreign("PATCH", "/api/members/nonsense", { role: "organizer" }),
    ];
    expect((await Promise.all(tries)).map((one) => one.status)).toEqual(Array(7).fill(404));
    const { members } = (await foreign("GET", "/api/members")).body as { members: { id: string }[] };
    await foreign("POST", "/api/teams", { name: "Física" });
    await foreign("PATCH", `/api/members/${members[0]!.id}`, { teams: [id] });
    expect((await foreign("GET", "/api/members")).body).toMatchObject({ members: [{ teams: [] }] });
  });

  test("who is member of several institutions works in one of them by each sign-in, and moves by choosing", async () => {
    const doors = await theDoors(await open());
    const school = await doors.anInstitution("Escuela");
    await doors.aPerson("Carlos", "admin");
    const { call } = await doors.aPerson("Carlos", "organizer", school);
    const { call: elsewhere } = await doors.aPerson("Carlos", null);
    const where = async (by: typeof call) => ((await by("GET", "/api/me")).body["institution"] as { name: string }).name;
    for (const [institutionId, name] of [
      [school, "Escuela"],
      [doors.world.institutionId, "Universidad"],
      [school, "Escuela"],
    ] as const) {
      expect((await call("POST", "/api/me/institution", { institutionId })).status).toBe(204);
      expect(await where(call)).toBe(name);
    }
    expect((await call("GET", "/api/members")).status, "an organizer there").toBe(403);
    await elsewhere("POST", "/api/me/institution", { institutionId: doors.world.institutionId });
    expect([await where(call), await where(elsewhere)]).toEqual(["Escuela", "Universidad"]);
    expect((await elsewhere("GET", "/api/members")).status, "an administrator here").toBe(200);
  });
});
