import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { after, hours, minutes } from "../lib/time.ts";
import { makeClassroom } from "./actions.ts";
import { expectOpens, made, place, published, stepsOf, theClassroom, theRun, wanted } from "./classrooms.fixtures.ts";
import type { NewClassroom } from "./contract.ts";
import { manyFrom } from "./many/actions.ts";
import { runFor } from "./runs/showing-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";
import { ESPACIOS } from "../../test/external/foreign.ts";

/** One that was replaced while a session is still in its room: its Zoom user waits to be deactivated. */
async function replaced(w: TestWorld): Promise<{ old: NewClassroom; next: NewClassroom }> {
  const old = await waiting(w);
  const next = await made(w, { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null, replaces: old.id, farewell: "deactivate" });
  await w.pass(minutes(5));
  expect((await stepsOf(w, next.id)).at(-1)).toBe("retire_user waiting (sessions_stay)");
  return { old, next };
} // prettier-ignore

async function waiting(w: TestWorld): Promise<NewClassroom> {
  await w.ask({ start: after(w.clock.now(), hours(2)) });
  const old = await made(w, { email: w.rooms[0]!.email, ...place("102"), name: "Aula 2" });
  await w.pass(minutes(106));
  return old;
}

const userAt = async (w: TestWorld, id: string) => (await w.control("state"))["users"].find((user: { id: string }) => user.id === id);

eachDatabase((_, open) => {
  test("the address of a classroom that a run still retires is refused to a new one, by itself and in a file", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w);
    const { old } = await replaced(w);
    const again = wanted(w, { name: "Aula 10", email: old.email.toUpperCase() });
    expect(await makeClassroom(w, w.admin, again)).toMatchObject({ ok: false, refusal: { because: "run_under_way", field: "email" } });
    const form = {
      batchId: w.random.uuid(),
      what: "new",
      text: `Name;Mail;Row\nAula 10;${old.email};101`,
      linkTableId: ESPACIOS.id,
      passcodeTableId: null,
    } as const;
    const asked = { ...form, standing: "personal meeting", licence: true, farewell: "nothing", seen: {}, confirmed: [old.email] } as const;
    for (const preview of [true, false])
      expect(valueOf(await manyFrom(w, w.admin, { ...asked, preview } as never)).lines).toMatchObject([{ because: "run_under_way" }]);
    await w.pass(hours(4));
    expect(await userAt(w, w.rooms[0]!.hostId)).toMatchObject({ status: "inactive" });
  });

  test("a Zoom user who is another classroom's by then keeps room and licence: here by another address, of which Bedel had not heard", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w);
    const { old, next } = await replaced(w);
    const { id: roomId, hostId } = w.rooms[0]!;
    await w.control("user", { id: hostId, set: { email: "aula.10@universidad.example" } });
    const other = await made(w, { standing: "meeting without fixed time" });
    await w.pass(hours(5));
    expect([(await theRun(w, other.id)).state, (await theRun(w, next.id)).state]).toEqual(["done", "done"]);
    expect((await stepsOf(w, next.id)).at(-1)).toBe("retire_user skipped (user_is_classroom)");
    expect([(await theClassroom(w, old.id)).state, await theClassroom(w, other.id)]).toMatchObject(["replaced", { state: "in use", hostId, roomId }]);
    expect([(await w.room(roomId)).active, await userAt(w, hostId)]).toMatchObject([true, { status: "active", type: 2 }]);
  });

  test("a replacing can't be taken back once the former Zoom user is another classroom's", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const next = await made(w, { name: "Aula 20", email: "aula.20@universidad.example", link: null, passcode: null, replaces: old.id });
    await w.pass(minutes(10));
    const whyNot = async () => (await runFor(w, w.institutionId, next.id))!.whyNot.undo;
    expect(await whyNot()).toBeNull();
    const other = await made(w, { name: "Aula 30", link: null, passcode: null });
    await w.pass(minutes(5));
    expect(await whyNot()).toBe("undo_user_taken");
    expect(await undoReplacing(w, w.admin, next.id, w.random.uuid())).toMatchObject({ ok: false, refusal: { because: "undo_user_taken" } });
    expect([(await theClassroom(w, old.id)).state, (await theClassroom(w, other.id)).state]).toEqual(["replaced", "in use"]);
    await expectOpens(w, f, next.id);
  });
});
