import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { change, fault, statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf } from "../../../test/world.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import { retryAlarm } from "../assigning/actions.ts";
import { cancelSession } from "../cancelling/actions.ts";
import { alarmsOf } from "../showing/alarm-actions.ts";
import { saveSession } from "../store.ts";
import { freshStartLink } from "../running/actions.ts";

const outage = (from: number, to: number) => ({ kind: "outage", from: new Date(from).toISOString(), to: new Date(to).toISOString() });

eachDatabase((_, open) => {
  test("a meeting that could be made only after its start is the session's all the same: Zoom calls a past start now", async () => {
    await using w = await aWorld(await open());
    const start = after(NINE, minutes(30));
    await w.control("faults", outage(NINE, after(start, minutes(7))));
    const s = await w.ask({ start });
    await w.advanceTo(after(start, minutes(10)));
    expect((await statesOf(w, s))["generate"]).toBe("done");
    expect(await w.meetings()).toHaveLength(1);
    expect(await freshStartLink(w, w.organizer, s.id)).toMatchObject({ ok: true });
  });

  test("a session asked for at its very start has its meeting at once", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: NINE });
    await w.pass(minutes(1));
    expect((await statesOf(w, s))["generate"]).toBe("done");
  });

  test("a meeting that an older copy of the database knows nothing of is found by its mark, not made twice", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(3)) });
    await w.pass(minutes(1)); // by then lists have settled
    const made = await w.session(s);
    const restored = { ...made, meeting: null, intent: null, steps: { ...made.steps, generate: { is: "pending" as const } } };
    await saveSession(w.db, restored, w.clock.now());
    await w.settle();
    expect(await w.meetings()).toHaveLength(1);
    expect((await w.session(s)).meeting?.id).toBe(made.meeting!.id);
  });

  test("a setting that Zoom keeps dropping is told, with the meeting kept and the day's changes not used up", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(3)) });
    await w.settle();
    await fault(w, "PATCH /meetings/:id", "ignore", { times: 40 });
    valueOf(await change(w, await w.session(s), { title: "Óptica" }));
    await w.advanceTo(after(NINE, hours(2)));
    const { meeting, steps } = await w.session(s);
    expect(meeting?.id).toBe(String((await w.meetings())[0]!["id"]));
    expect(steps.generate).toMatchObject({ is: "failed", because: "not_kept", retryAt: null });
    expect(await alarmsOf(w, w.institutionId)).toMatchObject([{ sessionId: s.id, because: "not_kept", dead: true }]);
  });

  test("a meeting is not tried again once its session is over", async () => {
    await using w = await aWorld(await open());
    await fault(w, "POST /users/:host/meetings", "refuse", { times: 40 });
    const s = await w.ask({ start: after(NINE, hours(1)) });
    await w.advanceTo(after(NINE, hours(1)));
    const [alarm] = await alarmsOf(w, w.institutionId);
    await w.advanceTo(after(NINE, hours(4)));
    expect(await alarmsOf(w, w.institutionId)).toEqual([]);
    expect(await retryAlarm(w, w.admin, alarm!.key)).toBe(false);
    await w.settle();
    expect(await w.meetings()).toEqual([]);
    expect(s.status).toBe("placed");
  });

  test("what Zoom says it removed and still has is removed again", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    await fault(w, "DELETE /meetings/:id", "ignore");
    const session = await w.session(s);
    await cancelSession(w, w.neighbours, w.organizer, s.id, session.revision);
    await w.pass(minutes(10));
    expect(await w.meetings()).toEqual([]);
    expect((await w.session(s)).stray).toEqual([]);
  });
});
