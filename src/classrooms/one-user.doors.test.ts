import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../test/world.ts";
import { after, hours, minutes } from "../lib/time.ts";
import { json, sql } from "../platform/database.ts";
import { retireClassroom } from "./actions.ts";
import { expectOpens, made, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import type { NewClassroom } from "./contract.ts";
import { sayFarewell } from "./former-actions.ts";
import { stopRun } from "./runs/actions.ts";
import { runFor } from "./runs/showing-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };

/** On this server, with our Zoom account, or another. */
async function anotherInstitution(w: TestWorld, itsAccount: string | null = null): Promise<string> {
  const [id, connectionId] = [w.random.uuid(), w.random.uuid()];
  await w.db.run(sql`insert into institutions (institution_id, settings) select ${id}::uuid, settings from institutions limit 1`);
  await w.db.run(
    sql`insert into connections (institution_id, id, kind, account_id, app, state, since) select ${id}::uuid, ${connectionId}::uuid, kind, coalesce(${itsAccount}::text, account_id), app, state, since from connections limit 1`,
  );
  return id;
}

eachDatabase((_, open) => {
  test("a Zoom user that got another address is no second classroom's: what opens the first goes on opening", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const { id } = await made(w);
    await w.pass(minutes(5));
    await w.control("user", { id: (await theClassroom(w, id)).hostId, set: { email: NEXT.email } });
    const second = await made(w, NEXT);
    await w.pass(minutes(10));
    expect((await theRun(w, second.id)).steps[0]).toMatchObject({ state: "failed", because: "user_is_classrooms", values: { name: "Aula 10" } });
    valueOf(await stopRun(w, w.admin, second.id));
    valueOf(await retireClassroom(w, w.admin, second.id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(10));
    const next = await made(w, { ...NEXT, replaces: id, farewell: "nothing" });
    await w.pass(minutes(10));
    expect((await theRun(w, next.id)).steps[0]).toMatchObject({ state: "failed", because: "user_is_formers" });
    await expectOpens(w, f, id);
  });

  test("a replacing whose former user Bedel has unlinked since can't be taken back, and that is said", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w, "invited");
    const madeAt = async (more: Partial<NewClassroom>) => {
      const one = await made(w, more);
      await w.settle();
      await w.control("accept-invitation", { email: one.email, password: "Typed-by-hand-7" });
      await w.pass(hours(1));
      return one;
    };
    const old = await madeAt({ email: "aula.10@otra.example" });
    const next = await madeAt({ ...NEXT, email: "aula.20@otra.example", replaces: old.id, farewell: "nothing" });
    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
    const runId = w.random.uuid();
    valueOf(await sayFarewell(w, w.admin, old.id, { runId, farewell: "unlink" }));
    await w.pass(minutes(10));
    expect((await theRun(w, runId)).state).toBe("done");
    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBe("user_unlinked");
    expect(await undoReplacing(w, w.admin, next.id, w.random.uuid())).toMatchObject({ refusal: { because: "user_unlinked" } });
  });

  test("a retirement that waits for a session is published nowhere from when its rows are emptied, also where it is stopped", async () => {
    await using w = await aWorld(await open(), { rooms: 1 });
    const f = await published(w);
    await w.ask({ start: after(w.clock.now(), hours(2)) });
    const { id } = await made(w, { email: w.rooms[0]!.email });
    await w.pass(minutes(106));
    const runId = w.random.uuid();
    valueOf(await retireClassroom(w, w.admin, id, { runId, farewell: "nothing" }));
    await w.pass(minutes(5));
    expect((await stepsOf(w, runId)).at(-1)).toBe("retire_user waiting (sessions_stay)");
    expect((await f.row("101"))!["link_clase_virtual"]).toBeNull();
    expect(await theClassroom(w, id)).toMatchObject({ link: null, passcode: null });
    valueOf(await stopRun(w, w.admin, runId));
    expect(await theClassroom(w, id)).toMatchObject({ state: "in use", link: null, passcode: null });
  });

  test("a Zoom user that another institution of this server uses is let go of by nobody", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    await published(w);
    const { id } = await made(w, { link: null, passcode: null });
    await w.pass(minutes(5));
    const { hostId } = await theClassroom(w, id);
    const elsewhere = await anotherInstitution(w);
    await w.db.run(
      sql`insert into classrooms select (jsonb_populate_record(c, jsonb_build_object('institution_id', ${elsewhere}::text, 'id', ${w.random.uuid()}::text, 'room_id', null))).* from classrooms c`,
    );
    expect(await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "deactivate" })).toMatchObject({
      refusal: { because: "zoom_user_is_elsewhere" },
    });
    valueOf(await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "nothing" }));
    await w.pass(minutes(5));
    expect(await w.zoomOf(w.institutionId).findUser(hostId!)).toMatchObject({ status: "active" });
    expect(await sayFarewell(w, w.admin, id, { runId: w.random.uuid(), farewell: "deactivate" })).toMatchObject({
      refusal: { because: "zoom_user_is_elsewhere" },
    });
  });

  test.each([
    ["counts where it is a member's own Zoom", true],
    ["counts no more where it was left behind", false],
  ])("a Zoom user that hosts sessions of another institution, which has another account, %s", async (_by, isOwn) => {
    await using w = await aWorld(await open(), { rooms: 1 });
    await published(w);
    await w.ask({ start: after(w.clock.now(), hours(2)) });
    const { id } = await made(w, { link: null, passcode: null });
    await w.pass(minutes(5));
    const { hostId } = await theClassroom(w, id);
    const elsewhere = await anotherInstitution(w, "account of its own");
    await w.db.run(sql`insert into members select (jsonb_populate_record(m, jsonb_build_object('institution_id', ${elsewhere}::text))).* from members m`);
    const own = w.random.uuid();
    await w.db.run(
      sql`insert into connections (institution_id, id, kind, account_id, app, state, since, member_id, zoom_user_id) select ${elsewhere}::uuid, ${own}::uuid, 'personal', account_id, app, state, since, ${w.organizer.id}::uuid, ${hostId} from connections where institution_id = ${w.institutionId} and kind = 'institution'`,
    );
    const session = {
      institution_id: elsewhere,
      id: w.random.uuid(),
      room_id: null,
      host_id: hostId,
      source: "personal",
      via: isOwn ? own : null,
      status: "placed",
    };
    await w.db.run(sql`insert into sessions select (jsonb_populate_record(s, ${json(session)}::jsonb)).* from sessions s limit 1`);
    const outcome = await retireClassroom(w, w.admin, id, { runId: w.random.uuid(), farewell: "deactivate" });
    await w.pass(minutes(10));
    const expected = isOwn ? [{ refusal: { because: "zoom_user_is_elsewhere" } }, { status: "active" }] : [{ ok: true }, { status: "inactive" }];
    expect([outcome, await w.zoomOf(w.institutionId).findUser(hostId!)]).toMatchObject(expected);
  });
});
