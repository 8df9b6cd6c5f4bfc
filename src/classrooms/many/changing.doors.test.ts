import { expect, test } from "vitest";
import type { z } from "zod";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, days, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { expectOpens, made, place, published, theClassroom, theRun } from "../classrooms.fixtures.ts";
import type { manyChanges, manyChangesAnswer } from "../contract.ts";
import { changePasscode } from "../passcode-actions.ts";
import { runsFor } from "../runs/showing-actions.ts";
import { openingOf } from "../store.ts";
import { manyFrom } from "./actions.ts";
import { manyChangesFrom } from "./changing-actions.ts";
import { idOfLine } from "./lines.ts";

const BATCH = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e13";
const mail = (n: number): string => `aula.${n}@universidad.example`;
type Form = z.infer<typeof manyChanges>;
type Answer = z.infer<typeof manyChangesAnswer>;

const ask = async (w: TestWorld, what: Form["what"], text: string, more: Partial<Form> = {}): Promise<Answer> =>
  valueOf(await manyChangesFrom(w, w.admin, { batchId: BATCH, what, text, preview: false, farewell: "nothing", ...more }));
const whys = ({ lines }: Answer) => lines.map(({ because }) => because);
const batchOf = async (w: TestWorld) => (await runsFor(w, w.institutionId, { batchId: BATCH, classroomId: null, memberId: null })).batch!;

async function three(w: TestWorld) {
  const f = await published(w);
  const [one, other] = [await made(w, { email: mail(1), name: "Aula 1", code: "A1", ...place("101") }), await made(w, { email: mail(2), name: "Aula 2", code: "A2", ...place("102") })];
  const third = await made(w, { email: mail(3), name: "Aula 2", code: "A3", link: null, passcode: null });
  await w.pass(minutes(10));
  return { f, one, other, third };
} // prettier-ignore

eachDatabase((_, open) => {
  test("passcodes of a file: each line is looked at first, those that can be are changed as one batch in Zoom and in the rows, and sent again nothing is changed twice", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, one, other, third } = await three(w);
    const text = `classroom,passcode\naula 1,Otono-27\n${mail(2)},\nA3,demasiado-largo\nA3,Verano-27\nA1,Verano-27\nAula 2,\nAula 9,`;
    const looked = await ask(w, "change passcode", text, { preview: true });
    const because = [null, null, "passcode_too_long", null, "line_classroom_twice", "line_names_several", "line_names_nobody"];
    expect([whys(looked), looked.asked]).toEqual([because, 0]);
    expect(looked.lines.slice(0, 3)).toMatchObject([
      { line: 2, name: "Aula 1", email: mail(1), ownPasscode: true, linkRow: { key: "101" }, passcodeRow: { key: "A1" } },
      { line: 3, name: "Aula 2", email: mail(2), ownPasscode: false },
      { line: 4, name: "A3", email: "" },
    ]);
    expect(JSON.stringify(looked)).not.toContain("Otono-27");
    expect(looked.expectedAt).not.toBeNull();
    const before = openingOf(w.secrets, await theClassroom(w, other.id))!.passcode;
    for (let twice = 0; twice < 2; twice += 1) {
      const sent = await ask(w, "change passcode", text);
      expect([whys(sent), sent.asked]).toEqual([because, 3]);
      await w.pass(minutes(10));
    }
    expect(await batchOf(w)).toMatchObject({ all: 3, done: 3, failed: 0 });
    expect(await theRun(w, idOfLine(BATCH, one.id))).toMatchObject({ kind: "change passcode", batchId: BATCH, line: 2 });
    await expectOpens(w, f, one.id, "101");
    await expectOpens(w, f, other.id, "102");
    const passcodes = await Promise.all([one, other, third].map(async ({ id }) => openingOf(w.secrets, await theClassroom(w, id))!.passcode));
    expect(passcodes).toEqual(["Otono-27", expect.not.stringContaining(before), "Verano-27"]);
  });

  test("classrooms of a file are retired as one batch, with what was said of their Zoom users; one that is at work keeps no other from it, and sent again nothing is asked for twice", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { f, one, other } = await three(w);
    valueOf(await changePasscode(w, w.admin, one.id, { runId: w.random.uuid(), passcode: null }));
    const text = "A1\nA2\nA3";
    expect(whys(await ask(w, "retire classroom", text, { preview: true }))).toEqual(["run_under_way", null, null]);
    const sent = await ask(w, "retire classroom", text, { farewell: "deactivate" });
    expect([whys(sent), sent.asked]).toEqual([["run_under_way", null, null], 2]);
    await w.pass(minutes(10));
    expect([(await theClassroom(w, one.id)).state, (await theClassroom(w, other.id)).state]).toEqual(["in use", "retired"]);
    expect([(await f.row("101"))!["link_clase_virtual"] === null, (await f.row("102"))!["link_clase_virtual"], await f.passcode("A2")]).toEqual([false, null, ""]);
    expect((await w.zoomOf(w.institutionId).readUser((await theClassroom(w, other.id)).hostId!)).status).toBe("inactive");

    const more = await ask(w, "retire classroom", text, { preview: true });
    expect([whys(more), more.lines.map(({ isAsked }) => isAsked)]).toEqual([[null, null, null], [false, true, true]]);
    const again = await ask(w, "retire classroom", text, { farewell: "deactivate" });
    expect([whys(again), again.asked]).toEqual([[null, null, null], 3]); // what kept the first from it is over
    await w.pass(minutes(10));
    expect(await batchOf(w)).toMatchObject({ all: 3, done: 3 });
    expect((await theClassroom(w, one.id)).state).toBe("retired");
  }); // prettier-ignore

  test("a batch that asked for something else is refused as a whole: nothing of it counts as asked for", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const { one } = await three(w);
    expect((await ask(w, "change passcode", "A1\nA2")).asked).toBe(2);
    await w.pass(minutes(10));
    for (const preview of [true, false]) {
      const retiring = { batchId: BATCH, what: "retire classroom", text: "A1\nA2", preview, farewell: "nothing" } as const;
      expect(await manyChangesFrom(w, w.admin, retiring)).toMatchObject({ ok: false, refusal: { because: "batch_of_another" } });
      const making = { ...retiring, what: "new classroom", text: "a@universidad.example,,,Aula", linkTableId: null, passcodeTableId: null } as const;
      const made = await manyFrom(w, w.admin, { ...making, standing: "personal meeting", licence: false, seen: {}, confirmed: [] });
      expect(made).toMatchObject({ ok: false, refusal: { because: "batch_of_another" } });
    }
    expect([(await theClassroom(w, one.id)).state, (await batchOf(w)).all]).toEqual(["in use", 2]);
  });

  test("what becomes of sessions is told as if all of the file were retired: two can't go to the one free room, and none to a room that is retired too", async () => {
    await using w = await aWorld(await open(), { rooms: 3 });
    const start = after(w.clock.now(), days(3));
    for (let i = 0; i < 3; i += 1) await w.ask({ start });
    await published(w);
    const held = w.rooms.map(({ email }, i) => made(w, { email, name: `Aula ${i + 1}`, code: `A${i + 1}`, link: null, passcode: null }));
    const [one] = await Promise.all(held);
    await w.pass(minutes(10));
    const free = await made(w, { email: mail(20), name: "Aula 20", code: "A20", link: null, passcode: null });
    await w.pass(minutes(10));
    await w.db.run(sql`update rooms set assignment = 'automatic'`);
    const sessions = ({ lines }: Answer) => lines.map(({ sessions: { moving, untilOver, homeless, untold } }) => [moving, untilOver, homeless, untold]);
    const alone = await ask(w, "retire classroom", "A1", { preview: true });
    expect([sessions(alone), alone.expectedAt === null]).toEqual([[[1, 0, 0, 0]], false]);
    const all = await ask(w, "retire classroom", "A20\nA1\nA2", { preview: true });
    expect([sessions(all), all.expectedAt]).toEqual([[[0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0]], null]);
    const two = await ask(w, "retire classroom", "A1\nA2\nA3", { preview: true });
    expect(sessions(two)).toEqual([[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0]]);
    expect([(await theClassroom(w, one!.id)).state, (await theClassroom(w, free.id)).state]).toEqual(["in use", "in use"]);
  }); // prettier-ignore
});
