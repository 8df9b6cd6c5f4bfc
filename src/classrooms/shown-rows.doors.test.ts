import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { hours, minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { retireClassroom } from "./actions.ts";
import { made, place, published } from "./classrooms.fixtures.ts";
import { publish } from "./publishing-actions.ts";
import { classroomsFor } from "./showing-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };

/** Where the list says that students see it, and where they will. */
async function shown(w: TestWorld, id: string): Promise<string[]> {
  const { linkRow, passcodeRow } = (await classroomsFor(w, w.institutionId)).classrooms.find((one) => one.id === id)!;
  return [linkRow, passcodeRow].map((row) => (row === null ? "nowhere" : `${row.key}${row.isToCome ? " to come" : ""}`));
}

const cut = (w: TestWorld, isCut: boolean, port: number) => w.db.run(sql`update external_databases set port = ${isCut ? 1 : port}`);

eachDatabase((_, open) => {
  test("where a classroom is published is told as it is: not before its rows are written, and no more once another has its place or it is retired", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { port } = f.opened;
    const old = await made(w);
    expect(await shown(w, old.id)).toEqual(["101 to come", "A1 to come"]);
    await w.pass(minutes(5));
    expect(await shown(w, old.id)).toEqual(["101", "A1"]);

    const next = await made(w, { ...NEXT, replaces: old.id });
    await cut(w, true, port);
    await w.pass(minutes(5));
    expect([await shown(w, old.id), await shown(w, next.id)]).toEqual([["101", "A1"], ["101 to come", "A1 to come"]]); // prettier-ignore
    await cut(w, false, port);
    await w.pass(hours(2));
    expect([await shown(w, old.id), await shown(w, next.id)]).toEqual([["nowhere", "nowhere"], ["101", "A1"]]); // prettier-ignore

    valueOf(await undoReplacing(w, w.admin, next.id, w.random.uuid()));
    await w.pass(minutes(5));
    expect([await shown(w, old.id), await shown(w, next.id)]).toEqual([["101", "A1"], ["nowhere", "nowhere"]]); // prettier-ignore
    valueOf(await retireClassroom(w, w.admin, old.id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(5));
    expect(await shown(w, old.id)).toEqual(["nowhere", "nowhere"]);
  });

  test("of one that is published in a row afterwards that row is to come until it is written, and the one that it had is there", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w, { ...NEXT, passcode: place("102").passcode });
    await w.pass(minutes(5));
    expect(await shown(w, id)).toEqual(["nowhere", "A2"]);
    valueOf(await publish(w, w.admin, id, { runId: w.random.uuid(), seen: null, link: place("102").link, passcode: null }));
    await cut(w, true, f.opened.port);
    await w.pass(minutes(5));
    expect(await shown(w, id)).toEqual(["102 to come", "A2"]);
    await cut(w, false, f.opened.port);
    await w.pass(hours(2));
    expect(await shown(w, id)).toEqual(["102", "A2"]);
  });
});
