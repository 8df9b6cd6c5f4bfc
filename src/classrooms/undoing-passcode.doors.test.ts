import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, valueOf } from "../../test/world.ts";
import { minutes } from "../lib/time.ts";
import { expectOpens, made, published, stepsOf, theClassroom, theRun } from "./classrooms.fixtures.ts";
import { runFor } from "./runs/showing-actions.ts";
import { stopRun } from "./runs/actions.ts";
import { undoReplacing } from "./undoing-actions.ts";

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
      expect((await stepsOf(w, undoing)).slice(0, 3)).toEqual(["settle_user done", "set_passcode done", "write_rows done"]);
      await expectOpens(w, f, old.id);
    },
  );

  test("where the former's meeting is gone from Zoom the rows go on showing the new one, and the undoing can be stopped", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const f = await published(w);
    const old = await made(w, { standing: "meeting without fixed time" });
    await w.pass(minutes(5));
    const next = await made(w, { ...NEXT, replaces: old.id, farewell: "nothing" });
    await w.pass(minutes(10));
    const { hostId, meetingId } = await theClassroom(w, old.id);
    await w.zoomOf(w.institutionId).removeMeeting({ id: meetingId!, kind: "meeting", hostId: hostId! });
    const undoing = w.random.uuid();
    valueOf(await undoReplacing(w, w.admin, next.id, undoing));
    await w.pass(minutes(60));
    expect((await stepsOf(w, undoing))[1]).toBe("set_passcode failed (zoom_not_found)");
    valueOf(await stopRun(w, w.admin, undoing));
    await expectOpens(w, f, next.id);
    expect((await theClassroom(w, old.id)).passcodeDueAt).toBeNull();
    expect((await runFor(w, w.institutionId, next.id))!.whyNot.undo).toBeNull();
  });
});
