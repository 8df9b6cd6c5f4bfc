import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { after, hours, minutes } from "../lib/time.ts";
import { expectOpens, made, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { retryRun } from "./runs/actions.ts";
import { runFor } from "./runs/showing-actions.ts";
import { undoReplacing } from "./undoing-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };

eachDatabase((_, open) => {
  test("a replacing is taken back while its old user still waits for a session to end, and nothing is done to that user any more", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w);
    await w.pass(minutes(5));
    const soon = await w.ask({ start: after(w.clock.now(), minutes(30)) });
    await w.pass(minutes(16));
    const { roomId } = await theClassroom(w, old.id);
    expect((await w.session(soon)).roomId).toBe(roomId);
    const next = await made(w, { ...NEXT, replaces: old.id, farewell: "unlink" });
    await w.pass(minutes(5));
    expect((await stepsOf(w, next.id)).at(-1)).toBe("retire_user waiting (sessions_stay)");

    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(hours(4));
    expect([(await theRun(w, next.id)).state, (await theRun(w, undoing)).state]).toEqual(["stopped", "done"]);
    expect([(await theClassroom(w, old.id)).state, (await theClassroom(w, next.id)).state, (await w.room(roomId)).active]).toEqual(["in use", "retired", true]);
    expect((await w.control("state"))["users"].find((u: { email: string }) => u.email === old.email)).toMatchObject({ status: "active" });
    await expectOpens(w, f, old.id);
    expect(await retryRun(w, w.admin, next.id)).toMatchObject({ ok: false, refusal: { because: "run_outdated" } });
    expect(await undoReplacing(w, w.admin, next.id, w.random.uuid())).toMatchObject({ ok: false, refusal: { because: "nothing_to_undo" } });
  });
});
