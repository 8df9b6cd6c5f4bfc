import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { makeClassroom, retireClassroom } from "./actions.ts";
import { made, published, theRun, wanted } from "./classrooms.fixtures.ts";
import { stepAt } from "./runs/run.ts";
import { undoingFor } from "./undoing-preview-actions.ts";
import { zoomUsersShown } from "./zoom-users/listing/actions.ts";

const NEXT = { code: "A20", link: null, passcode: null };
const NOWHERE = { link: null, passcode: null };

/** Why the run stands still; "done": it does not. */
const stands = async (w: TestWorld, id: string) => stepAt(await theRun(w, id))?.because ?? "done";

eachDatabase((_, open) => {
  test("who waits for a licence has it as soon as one is free, whoever freed it: one after the other, in the order in which they were asked for", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    await published(w);
    const old = await made(w, { ...NOWHERE, email: w.rooms[0]!.email });
    await w.pass(minutes(5));
    const { users } = await w.control("state");
    const used = users.filter((one: { type: number }) => one.type === 2).length;
    await w.control("account", { seats: { paid: used } });
    const waiting: string[] = [];
    for (const n of [1, 2, 3, 4]) {
      waiting.push((await made(w, { ...NOWHERE, name: `Aula 2${n}`, email: `aula.2${n}@universidad.example` })).id);
      await w.pass(minutes(1));
    }
    const all = () => Promise.all(waiting.map((id) => stands(w, id)));
    const takeInZoom = (n: number) => w.zoomOf(w.institutionId).changeUser(w.rooms[n]!.hostId, { licensed: false });
    const NONE = "no_licence_left";
    expect(await all()).toEqual([NONE, NONE, NONE, NONE]);

    valueOf(await retireClassroom(w, w.admin, old.id, { runId: w.random.uuid(), farewell: "take the licence" })); // by Bedel
    await w.pass(minutes(2));
    expect(await all()).toEqual(["done", NONE, NONE, NONE]);
    await takeInZoom(1); // in Zoom, which tells it
    await w.pass(minutes(2));
    expect(await all()).toEqual(["done", "done", NONE, NONE]);
    await w.control("account", { seats: { paid: used + 1 } }); // bought, which nobody tells
    await w.pass(minutes(2));
    expect(await all()).toEqual(["done", "done", NONE, NONE]);
    await takeInZoom(2);
    await w.pass(minutes(2));
    expect(await all()).toEqual(["done", "done", "done", "done"]);
  });

  test("before a replacing is taken back, it is told that its former Zoom user needs a licence again, and whether one is left", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const seats = async (id: string) => valueOf(await undoingFor(w, w.institutionId, id)).seats;
    const old = await made(w);
    await w.pass(minutes(5));
    const keeping = await made(w, { ...NEXT, name: "Aula 20", email: "aula.20@universidad.example", replaces: old.id });
    await w.pass(minutes(5));
    expect(await seats(keeping.id)).toBeNull();
    const taking = await made(w, { ...NEXT, name: "Aula 30", email: "aula.30@universidad.example", replaces: keeping.id, farewell: "take the licence" });
    await w.pass(minutes(5));
    expect(await seats(taking.id)).toMatchObject({ left: null });
    const { users } = await w.control("state");
    await w.control("account", { seats: { paid: users.filter((one: { type: number }) => one.type === 2).length } });
    const waiting = await made(w, { ...NOWHERE, name: "Aula 40", email: "aula.40@universidad.example" });
    await w.pass(minutes(1));
    expect(await stands(w, waiting.id)).toBe("no_licence_left");
    expect(await seats(taking.id)).toMatchObject({ left: 0 });
  });

  test("who uses a licence is told as a classroom while that is still being made, and once it is a room too", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    await published(w);
    const [{ email }, other] = [w.rooms[0]!, w.rooms[1]!];
    await w.db.run(sql`update rooms set active = false where host_id = ${w.rooms[0]!.hostId}`);
    const holder = async (of = email) => (await zoomUsersShown(w, w.institutionId)).seats.holders.find((one) => one.email === of)!.what;
    expect([await holder(), await holder(other.email)]).toEqual(["other", "room"]);
    valueOf(await makeClassroom(w, w.admin, wanted(w, { ...NOWHERE, email: email.toUpperCase() })));
    expect(await holder()).toBe("classroom being made");
    await w.pass(minutes(5));
    expect([await holder(), await holder(other.email)]).toEqual(["classroom", "room"]);
  });
});
