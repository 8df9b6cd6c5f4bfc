import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { expectOpens, listens, made, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { stopRun } from "./runs/actions.ts";
import { undoReplacing } from "./undoing-actions.ts";
import { undoingFor } from "./undoing-preview-actions.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null };

eachDatabase((_, open) => {
  test.each(["personal meeting", "meeting without fixed time"] as const)(
    "taking a replacing back sets the passcode that the rows show again in Zoom, whatever it is there by then: %s",
    async (standing) => {
      await using w = await aWorld(await open(), { rooms: 0 });
      const f = await published(w);
      const old = await made(w, { standing });
      await w.pass(minutes(5));
      const passcode = await f.passcode("A1");
      const next = await made(w, { ...NEXT, replaces: old.id, farewell: "nothing" });
      await w.pass(minutes(10));
      const { hostId, meetingId } = await theClassroom(w, old.id);
      const zoom = w.zoomOf(w.institutionId);
      if (standing === "personal meeting") await zoom.setPersonalPasscode(hostId!, "73919173");
      else await zoom.setStandingPasscode({ id: meetingId!, kind: "meeting", hostId: hostId! }, "73919173");
      const undoing = w.random.uuid();
      valueOf(await undoReplacing(w, w.admin, next.id, undoing));
      await w.pass(minutes(10));
      expect([(await theRun(w, undoing)).state, await f.passcode("A1")]).toEqual(["done", passcode]);
      expect((await stepsOf(w, undoing)).slice(1, 4)).toEqual(["standing_link done", "set_passcode done", "write_rows done"]);
      await expectOpens(w, f, old.id);
    },
  );

  test("where the former's meeting is gone from Zoom a new one is made, and the rows show its link, whether or not it was stopped before", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w, { standing: "meeting without fixed time" });
    await w.pass(minutes(5));
    const passcode = await f.passcode("A1");
    const next = await made(w, { ...NEXT, replaces: old.id, farewell: "nothing" });
    await w.pass(minutes(10));
    const { hostId, meetingId } = await theClassroom(w, old.id);
    await w.zoomOf(w.institutionId).removeMeeting({ id: meetingId!, kind: "meeting", hostId: hostId! });
    const preview = valueOf(await undoingFor(w, w.institutionId, next.id));
    expect(preview.opensAgain).toBe(true);
    const port = await listens(w, 1);
    const first = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, first));
    await w.pass(minutes(10));
    expect((await stepsOf(w, first)).slice(1, 4)).toEqual(["standing_link done", "set_passcode done", "write_rows waiting (database_away)"]);
    valueOf(await stopRun(w, w.admin, first));
    await listens(w, port);
    await expectOpens(w, f, next.id);
    expect((await theClassroom(w, old.id)).passcodeDueAt).toBeNull();
    const again = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, again));
    await w.pass(minutes(10));
    expect((await theRun(w, again)).state).toBe("done");
    expect((await theClassroom(w, old.id)).meetingId).not.toBe(meetingId);
    expect(await f.passcode("A1")).toBe(passcode);
    await expectOpens(w, f, old.id);
  });
});
