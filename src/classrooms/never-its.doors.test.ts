import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { retireClassroom } from "./actions.ts";
import { made, published, stepsOf, theClassroom } from "./classrooms.fixtures.ts";
import { whyNotFarewellOf } from "./farewell-actions.ts";
import { manyChangesFrom } from "./many/changing-actions.ts";
import { stopRun } from "./runs/actions.ts";
import type { Farewell } from "./runs/facts.ts";
import { callsTo, CHANGES, theUser } from "./zoom-users/zoom-users.fixtures.ts";

const PROF = "prof@universidad.example";
const AULA = "aula.10@universidad.example";
const somebody = (w: TestWorld, email = PROF) =>
  w.zoomOf(w.institutionId).makeUser({ email, firstName: "Ana", lastName: "Prof", displayName: "Ana Prof", licensed: true, as: "automatic", password: "Clave-larga-7" }); // prettier-ignore

async function retired(w: TestWorld, id: string, farewell: Farewell): Promise<string> {
  const runId = w.random.uuid();
  valueOf(await retireClassroom(w, w.admin, id, { runId, farewell }));
  await w.pass(minutes(5));
  return (await stepsOf(w, runId)).at(-1)!;
}

eachDatabase((_, open) => {
  test("a Zoom user who was only found at the address of a classroom that never came to be is nobody's to let go of, alone and in files", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    await somebody(w);
    const first = await made(w, { email: PROF, confirmed: false, link: null, passcode: null });
    await w.pass(minutes(5));
    expect((await stepsOf(w, first.id))[0]).toBe("look_up failed (user_unconfirmed)");
    valueOf(await stopRun(w, w.admin, first.id));
    const calls = await callsTo(w, ...CHANGES);
    const never = "zoom_user_never_its";
    expect(await whyNotFarewellOf(w, await theClassroom(w, first.id))).toEqual({ nothing: null, "take the licence": never, deactivate: never, unlink: never });
    expect(await retired(w, first.id, "deactivate")).toBe("retire_user skipped (user_never_its)");

    const second = await made(w, { email: PROF, link: null, passcode: null });
    valueOf(await stopRun(w, w.admin, second.id)); // confirmed, and nothing was taken
    const file = { batchId: w.random.uuid(), what: "retire classroom" as const, text: "A10", preview: false, farewell: "unlink" as const };
    expect(valueOf(await manyChangesFrom(w, w.admin, file)).asked).toBe(1);
    await w.pass(minutes(5));
    expect((await theClassroom(w, second.id)).state).toBe("retired");
    expect([await theUser(w, PROF), await callsTo(w, ...CHANGES)]).toMatchObject([{ status: "active", type: 2 }, calls]);
  });

  test("nor is a room in use, nor a member's own Zoom user, whoever made it", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w, "invited");
    const { email } = w.rooms[0]!;
    const room = await made(w, { email, link: null, passcode: null });
    valueOf(await stopRun(w, w.admin, room.id));
    expect(await retired(w, room.id, "deactivate")).toBe("retire_user skipped (user_never_its)");
    expect(await theUser(w, email)).toMatchObject({ status: "active", type: 2 });

    const { id } = await made(w, { link: null, passcode: null });
    await w.settle();
    expect((await stepsOf(w, id))[2]).toBe("activation waiting (invitation_waits)");
    valueOf(await stopRun(w, w.admin, id));
    await w.db.run(sql`update members set email = ${AULA} where id = ${w.admin.id}`);
    expect(await retired(w, id, "unlink")).toBe("retire_user skipped (user_never_its)");
    expect(await theUser(w, AULA)).toMatchObject({ status: "pending" });
  });

  test("whom its run invited or made it lets go of; a room that it only waited to change stays as it is", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w, "invited");
    const invited = await made(w, { link: null, passcode: null });
    await w.settle();
    valueOf(await stopRun(w, w.admin, invited.id));
    expect(await retired(w, invited.id, "unlink")).toBe("retire_user done");
    expect(await theUser(w, AULA)).toBeUndefined();

    const { email } = w.rooms[0]!;
    await w.control("account", { seats: { paid: 0 } });
    await w.control("user", { id: (await theUser(w, email))["id"], set: { type: 1 } });
    const taken = await made(w, { email, link: null, passcode: null });
    await w.pass(minutes(5));
    expect((await stepsOf(w, taken.id))[4]).toBe("settle_user waiting (no_licence_left)");
    valueOf(await stopRun(w, w.admin, taken.id));
    expect(await retired(w, taken.id, "deactivate")).toBe("retire_user skipped (user_never_its)");
    expect(await theUser(w, email)).toMatchObject({ status: "active" });
  });
});
