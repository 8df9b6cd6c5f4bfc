import { describe, expect, test } from "vitest";
import { after, hours, minutes } from "../../src/lib/time.ts";
import type { Database } from "../../src/platform/database.ts";
import { saveSession } from "../../src/sessions/store.ts";
import { eachDatabase } from "../support/databases.ts";
import { fault, statesOf } from "../support/sessions.ts";
import { aWorld, NINE, type TestWorld } from "../world.ts";

/** Zoom is asked for everything but where our own meetings are. */
function withoutSearch(w: TestWorld): void {
  const { zoomOf } = w;
  w.zoomOf = (institutionId, urgency) => ({ ...zoomOf(institutionId, urgency), findMeeting: async () => null });
}

/** A create that Zoom obeys without answering, and time enough for its lists to settle. */
async function unanswered(db: Database, protect: (w: TestWorld) => void = () => undefined): Promise<TestWorld> {
  const w = await aWorld(db);
  protect(w);
  await fault(w, "POST /users/:host/meetings", "obey, then hang up");
  const s = await w.ask({ start: after(NINE, hours(3)) });
  await w.pass(minutes(10));
  expect((await statesOf(w, s))["generate"]).toBe("done");
  return w;
}

/** The meeting is made, and the database then replaced by a copy of before. */
async function restored(db: Database, protect: (w: TestWorld) => void = () => undefined): Promise<TestWorld> {
  const w = await aWorld(db);
  protect(w);
  const s = await w.ask({ start: after(NINE, hours(3)) });
  await w.pass(minutes(10));
  const made = await w.session(s);
  await saveSession(w.db, { ...made, meeting: null, intent: null, steps: { ...made.steps, generate: { is: "pending" } } }, w.clock.now());
  await w.pass(minutes(10));
  expect((await statesOf(w, s))["generate"]).toBe("done");
  return w;
}

eachDatabase((_, open) => {
  describe.each([
    { story: "a create that is obeyed and not answered", live: unanswered },
    { story: "an older copy of the database", live: restored },
  ])("$story", ({ live }) => {
    test("leaves one meeting, found by its mark", async () => {
      await using w = await live(await open());
      expect(await w.meetings()).toHaveLength(1);
    });

    test("leaves two meetings when nobody looks for the mark", async () => {
      await using w = await live(await open(), withoutSearch);
      const meetings = await w.meetings();
      expect(meetings).toHaveLength(2);
      expect(new Set(meetings.map((meeting) => meeting["topic"])).size).toBe(1);
    });
  });
});
