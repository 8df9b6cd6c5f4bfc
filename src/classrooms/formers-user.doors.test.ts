import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { after, hours, minutes } from "../lib/time.ts";
import { at, sql } from "../platform/database.ts";
import { readRooms } from "../rooms/actions.ts";
import { made, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import type { NewClassroom } from "./contract.ts";
import { sayFarewell } from "./former-actions.ts";
import { runFor } from "./runs/showing-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";
import { undoingFor } from "./undoing-preview-actions.ts";
import { sayFarewellToOther } from "./zoom-users/leaving/others-actions.ts";
import { asAdmin, theUser } from "./zoom-users/zoom-users.fixtures.ts";

const [OLD, NEXT] = ["aula.10@otra.example", "aula.20@otra.example"];

async function accepted(w: TestWorld, email: string): Promise<void> {
  await w.settle();
  await w.control("accept-invitation", { email, password: "Typed-by-hand-7" });
  await w.pass(hours(1));
}

/** Aula 10, of a domain of nobody's, replaced by Aula 20. `meanwhile`: before it is. */
async function replaced(w: TestWorld, farewell: NewClassroom["farewell"] = "nothing", meanwhile: (hostId: string) => Promise<unknown> = async () => null) {
  const old = await made(w, { email: OLD });
  if ((await theUser(w, OLD))?.status !== "active") await accepted(w, OLD);
  await w.pass(minutes(10));
  const hostId = (await theClassroom(w, old.id)).hostId!;
  await meanwhile(hostId);
  const next = await made(w, { name: "Aula 20", code: "A20", email: NEXT, link: null, passcode: null, replaces: old.id, farewell });
  await accepted(w, NEXT);
  expect((await theClassroom(w, old.id)).state).toBe("replaced");
  return { old, next, hostId };
}

/** Zoom is read anew, which is long enough ago that its lists know. */
async function read(w: TestWorld): Promise<void> {
  await w.pass(hours(1));
  valueOf(await readRooms(w, w.institutionId));
  await w.pass(minutes(10));
}

/** As its page and the preview say before, and as it is refused. */
async function whyNot(w: TestWorld, id: string): Promise<(string | null)[]> {
  const said = (await runFor(w, w.institutionId, id))!.whyNot.undo;
  const outcomes = [await undoingFor(w, w.institutionId, id), await undoReplacing(w, w.admin, id, w.random.uuid())];
  return [said, ...outcomes.map((each) => (each.ok ? null : each.refusal.because))];
}
const refusedAs = (because: string) => [because, because, because];

const beAdministrator = (w: TestWorld) => (hostId: string) => w.control("user", { id: hostId, set: { role_id: "1" } });

/* Whether a replacing can be taken back hangs on the former's Zoom user as Zoom was last read, which is found by its number. */
eachDatabase((_, open) => {
  test("an unlinking that was skipped took nobody out of the account: the replacing is taken back", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { old, next, hostId } = await replaced(w);
    await beAdministrator(w)(hostId);
    const runId = w.random.uuid();
    valueOf(await sayFarewell(w, w.admin, old.id, { runId, farewell: "unlink" }));
    await w.pass(minutes(10));
    expect((await stepsOf(w, runId)).at(-1)).toBe("retire_user skipped (is_administrator)");
    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(minutes(10));
    expect([(await stepsOf(w, undoing))[0], (await theClassroom(w, old.id)).state]).toEqual(["settle_user done", "in use"]);
  });

  test("so it is where the replacing itself was to unlink", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { next } = await replaced(w, "unlink", beAdministrator(w));
    expect((await stepsOf(w, next.id)).at(-1)).toBe("retire_user skipped (is_administrator)");
    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
  });

  test("whom somebody took out of the account in Zoom is not taken back, which is said", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { next, hostId } = await replaced(w);
    await w.zoomOf(w.institutionId).unlinkUser(hostId);
    await read(w);
    expect(await whyNot(w, next.id)).toEqual(refusedAs("user_unlinked"));
  });

  test("of whom Bedel has erased what Zoom told nobody is said to have left, until all users were read without that one", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { next, hostId } = await replaced(w);
    await w.db.run(sql`update hosts set email = '', name = '', status = 'deleted' where id = ${hostId}`);
    await w.db.run(sql`update connections set synced_at = ${at(w.clock.now())}`);
    const erased = sql`select institution_id, ${w.random.uuid()}::uuid, id, account_id, synced_at, synced_at, synced_at from connections`;
    await w.db.run(sql`insert into zoom_erasures (institution_id, id, connection_id, account_id, begun_at, due_at, erased_at) ${erased}`);
    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
    await w.db.run(sql`update connections set synced_at = ${at(after(w.clock.now(), hours(1)))}`);
    expect(await whyNot(w, next.id)).toEqual(refusedAs("user_unlinked"));
  });

  test("nor is whom Bedel let go of from the page of Zoom users", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const ask = await asAdmin(w);
    await ask("POST", "/api/zoom-users", { batchId: w.random.uuid(), preview: false, memberIds: [], text: `${OLD},Aula Diez`, licence: true });
    await accepted(w, OLD);
    const { next } = await replaced(w);
    const runId = w.random.uuid();
    valueOf(await sayFarewellToOther(w, w.admin, OLD, { runId, farewell: "unlink" }));
    await w.pass(minutes(10));
    expect((await theRun(w, runId)).state).toBe("done");
    expect(await whyNot(w, next.id)).toEqual(refusedAs("user_unlinked"));
  });

  test("nor, while making users is off, whoever was deactivated and has another address in Zoom", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { next, hostId } = await replaced(w, "deactivate");
    await w.control("user", { id: hostId, set: { email: "aula10@otra.example" } });
    await read(w);
    await w.db.run(sql`update provisioning set switched_on = false`);
    expect(await whyNot(w, next.id)).toEqual(refusedAs("provisioning_off"));
  });

  test("whoever has another address in Zoom and a licence is taken back, which needs none", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const { next, hostId } = await replaced(w);
    await w.control("user", { id: hostId, set: { email: "aula10@otra.example" } });
    await read(w);
    await w.db.run(sql`update provisioning set switched_on = false`);
    expect(valueOf(await undoingFor(w, w.institutionId, next.id)).seats).toBeNull();
    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
  });
});
