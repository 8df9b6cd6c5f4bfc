import { expect, onTestFinished, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { after, days, minutes } from "../lib/time.ts";
import { refusalText } from "../notices/refusal-text.ts";
import { sql } from "../platform/database.ts";
import { newApp } from "../platform/http.ts";
import { readRooms } from "../rooms/actions.ts";
import { retireClassroom } from "./actions.ts";
import { made, place, published, stepsOf, theClassroom, wanted } from "./classrooms.fixtures.ts";
import { classroomRoutes } from "./routes.ts";
import { callsTo } from "./zoom-users/zoom-users.fixtures.ts";

type Ask = (method: "GET" | "POST", url: string, payload?: object) => Promise<any>; // oxlint-disable-line typescript/no-explicit-any -- whatever the server says

async function asAdmin(w: TestWorld): Promise<Ask> {
  const app = await newApp({ log: w.log, words: refusalText, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = w.admin));
  classroomRoutes(app, w);
  onTestFinished(() => app.close().then(() => undefined));
  return async (method, url, payload) => (await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) })).json();
}

eachDatabase((_, open) => {
  test("how many licences are left is told where Zoom told how many there are, and else how many are in use", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w);
    const ask = await asAdmin(w);
    const seats = async () => (await ask("POST", "/api/classrooms/preview", wanted(w, { email: "aula.11@universidad.example", link: null, passcode: null }))).seats;
    const { used } = await seats();
    expect(await seats()).toEqual({ used, left: null });
    await w.control("account", { seats: { paid: used } });
    const { id } = await made(w);
    await w.pass(minutes(5));
    expect(await stepsOf(w, id)).toContain("settle_user waiting (no_licence_left)");
    expect(await seats()).toEqual({ used, left: 0 });
    await w.control("user", { id: w.rooms[0]!.hostId, set: { type: 1 } });
    await readRooms(w, w.institutionId);
    expect(await seats()).toEqual({ used: used - 1, left: 1 });
    const many = { batchId: w.random.uuid(), text: "aula.12@universidad.example,Aula,Doce,Aula 12", preview: true, linkTableId: null, passcodeTableId: null };
    const answer = await ask("POST", "/api/classrooms/many", { ...many, standing: "personal meeting", licence: true, farewell: "nothing" });
    expect(answer.seats).toEqual({ used: used - 1, left: 1, needed: 1 });
  }); // prettier-ignore

  test("an address that is somebody's already becomes a classroom only where that is meant, one by one as in a file", async () => {
    await using w = await aWorld(await open(), { rooms: 1, people: [{ id: "aula-7", email: "aula.7@universidad.example" }] });
    await published(w);
    await readRooms(w, w.institutionId);
    const ask = await asAdmin(w);
    for (const email of ["Aula.7@universidad.example", w.rooms[0]!.email]) {
      const wish = wanted(w, { email, link: null, passcode: null });
      for (const confirmed of [false, undefined])
        expect(await ask("POST", "/api/classrooms", { ...wish, confirmed })).toMatchObject({ because: "classroom_email_unconfirmed" });
      const file = { batchId: w.random.uuid(), text: `${email},Aula,Siete,Aula 7`, linkTableId: null, passcodeTableId: null, standing: "personal meeting" };
      const many = async (preview: boolean) => (await ask("POST", "/api/classrooms/many", { ...file, preview, licence: true, farewell: "nothing" })).lines;
      expect(await many(true)).toMatchObject([{ because: null, address: email === wish.email && email.startsWith("Aula") ? "user" : "room" }]);
      expect(await many(false)).toMatchObject([{ because: "classroom_email_unconfirmed" }]);
      expect((await ask("GET", "/api/classrooms")).classrooms.some((one: { id: string }) => one.id === wish.id)).toBe(false);
      expect(await ask("POST", "/api/classrooms", { ...wish, confirmed: true })).toMatchObject({ id: wish.id });
      expect(await ask("POST", "/api/classrooms", wish)).toMatchObject({ id: wish.id }); // sent again
    }
  });

  test("of whoever has an address it is told beforehand what becomes of the password; an administrator's is refused, one by one as in a file, until the role is gone", async () => {
    const ID = "uAula700000000000000000";
    await using w = await aWorld(await open(), { rooms: 0, people: [{ id: ID, email: "aula.7@universidad.example" }] });
    await published(w);
    const ask = await asAdmin(w);
    const wish = wanted(w, { email: "Aula.7@universidad.example", link: null, passcode: null });
    const becomes = async (set: object) => {
      await w.control("user", { id: ID, set });
      await readRooms(w, w.institutionId);
      return (await ask("POST", "/api/classrooms/preview", wish)).address;
    };
    const address = { password: await becomes({}), sso: await becomes({ login_types: [101] }), administrator: await becomes({ role_id: "1" }) };
    expect(address).toEqual({ password: "user", sso: "user by other ways", administrator: "administrator" });
    const refused = { because: "classroom_email_administrators" };
    expect(await ask("POST", "/api/classrooms", wish)).toMatchObject(refused);
    const file = { batchId: w.random.uuid(), text: "aula.7@universidad.example,Aula,Siete,Aula 7", linkTableId: null, passcodeTableId: null, standing: "personal meeting" };
    for (const preview of [true, false])
      expect((await ask("POST", "/api/classrooms/many", { ...file, preview, licence: true, farewell: "nothing", confirmed: [wish.email] })).lines).toMatchObject([refused]);
    await becomes({ role_id: "2" });
    expect(await ask("POST", "/api/classrooms", wish)).toMatchObject({ id: wish.id });
  }); // prettier-ignore

  test("before one is retired it is told which sessions go elsewhere, which stay until they are over, and which no other room can take", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w);
    const room = w.rooms[0]!;
    const soon = await w.ask({ start: after(w.clock.now(), minutes(30)) });
    const [first, second] = [await w.ask({ start: after(w.clock.now(), days(3)) }), await w.ask({ start: after(w.clock.now(), days(4)) })];
    await w.pass(minutes(16));
    const { id } = await made(w, { email: room.email, name: "Aula 2" });
    await w.pass(minutes(5));
    const ask = await asAdmin(w);
    const retiring = () => ask("GET", `/api/classrooms/${id}/retiring`);
    expect(await retiring()).toEqual({ moving: 0, untilOver: 1, homeless: 2 });
    await made(w, { email: "aula.20@universidad.example", name: "Aula 20", link: null, passcode: null });
    await w.pass(minutes(5));
    await w.db.run(sql`update rooms set assignment = 'automatic'`);
    expect(await retiring()).toEqual({ moving: 2, untilOver: 1, homeless: 0 });
    expect([(await w.session(soon)).roomId, (await w.session(first)).roomId, (await w.session(second)).roomId]).toEqual([room.id, room.id, room.id]);
    valueOf(await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(5));
    expect([(await w.session(soon)).roomId, (await w.session(first)).roomId === room.id]).toEqual([room.id, false]);
    expect((await theClassroom(w, id)).state).toBe("in use"); // until the one that runs is over
    expect((await ask("GET", `/api/classrooms/${w.random.uuid()}/retiring`)).because).toBe("not_found");
  });

  test("what can't be done with its Zoom user is said before one is retired or replaced", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    const ask = await asAdmin(w);
    const whyNot = async () => (await ask("GET", `/api/classrooms/${id}/farewells`)).whyNot as Record<string, string | null>;
    const all = (why: string | null) => ({ nothing: null, "take the licence": why, deactivate: why, unlink: why });
    expect(await whyNot()).toEqual(all(null));
    const { hostId } = await theClassroom(w, id);
    await w.control("user", { id: hostId, set: { type: 1 } });
    expect(await whyNot()).toEqual({ ...all(null), "take the licence": "zoom_user_no_licence" });
    await w.control("user", { id: hostId, set: { role_id: "1" } });
    expect(await whyNot()).toEqual(all("zoom_user_is_administrator"));
    await w.db.run(sql`update provisioning set switched_on = false`);
    const asked = async () => callsTo(w, "GET /users/:userId");
    const before = await asked();
    expect(await whyNot()).toEqual(all("provisioning_off"));
    expect(await asked()).toBe(before); // Zoom has nothing to say to that
    expect((await ask("GET", `/api/classrooms/${w.random.uuid()}/farewells`)).because).toBe("not_found");
  });

  test("before one is replaced it is told what becomes of its sessions, which then comes true: the new one takes them if it has a licence, and what is handed over stays", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w);
    const room = w.rooms[0]!;
    const soon = await w.ask({ start: after(w.clock.now(), minutes(30)) });
    const later = await w.ask({ start: after(w.clock.now(), days(3)) });
    await w.pass(minutes(16));
    const old = await made(w, { email: room.email, name: "Aula 2" });
    await w.pass(minutes(5));
    const ask = await asAdmin(w);
    const wish = (licence: boolean) => wanted(w, { email: "aula.30@universidad.example", replaces: old.id, link: null, passcode: null, licence });
    const rooms = () => w.db.list((r) => [r["id"], r["revision"]], sql`select id, revision from rooms order by id`);
    const taken = wanted(w, { email: "aula.31@universidad.example", ...place("103"), passcode: old.passcode });
    expect((await ask("POST", "/api/classrooms/preview", taken)).rows).toMatchObject([{ trouble: null }, { trouble: "classroom_row_taken" }]);
    const before = await rooms();
    const preview = async (licence: boolean) => ask("POST", "/api/classrooms/preview", wish(licence));
    expect(await preview(false)).toMatchObject({ sessions: { moving: 0, untilOver: 1, homeless: 1, untold: 0 }, becomesRoom: false });
    expect(await preview(true)).toMatchObject({ sessions: { moving: 1, untilOver: 1, homeless: 0, untold: 0 }, becomesRoom: true });
    expect(await rooms()).toEqual(before); // nothing is done by looking
    const asked = wish(true);
    await ask("POST", "/api/classrooms", asked);
    await w.pass(minutes(5));
    expect([(await w.session(soon)).roomId, (await w.session(later)).roomId]).toEqual([room.id, (await theClassroom(w, asked.id)).roomId]);
  });
});
