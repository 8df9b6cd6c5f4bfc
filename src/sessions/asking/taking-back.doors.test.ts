import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { cancel, change, expectNoOverlap, reservations } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf } from "../../../test/world.ts";
import { after, days, hours, minutes, seconds } from "../../lib/time.ts";
import { undoChange } from "../cancelling/actions.ts";
import { mark } from "../session.ts";
import { STEP_ORDER } from "../steps.ts";

const TOMORROW = after(NINE, days(1));

eachDatabase((_, open) => {
  test("a waiting request is served once a cancellation can't be taken back any more, and not before", async () => {
    await using w = await aWorld(await open());
    const first = await w.ask({ start: TOMORROW });
    const waiting = await w.ask({ start: TOMORROW });
    valueOf(await cancel(w, first));
    await w.pass(seconds(59));
    expect((await w.session(waiting)).status).toBe("waiting");
    await w.pass(seconds(1));
    expect((await w.session(waiting)).status).toBe("placed");
    expect((await reservations(w)).map((r) => r.session)).toEqual([waiting.id]);
  });

  test("a change is taken back as a whole: time, room, meeting and steps, and nobody hears of it", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    const before = await w.session(s);
    expect(before.meeting).not.toBeNull();
    // The room is taken at the new time, so the change leads to another room.
    await w.ask({ start: after(NINE, hours(8)) });
    await w.settle();
    const told = w.letters().length;
    const changed = valueOf(await change(w, before, { start: after(NINE, hours(8)), title: "Otra" }));
    expect(changed.roomId).not.toBe(before.roomId);
    await w.pass(seconds(30));
    valueOf(await undoChange(w, w.organizer, s.id));
    await w.pass(minutes(5));
    const back = await w.session(s);
    for (const what of ["time", "title", "roomId", "hostId", "steps", "meeting", "undo"] as const) expect([what, back[what]]).toEqual([what, before[what]]);
    expect((await w.meetings()).filter((m) => String(m["agenda"]).startsWith(mark(s.id)))).toHaveLength(1);
    expect(w.letters()).toHaveLength(told);
    expect((await reservations(w)).filter((r) => r.session === s.id)).toHaveLength(1);
  });

  test("undoing a change that came while the meeting was being made leaves one meeting and no step under way for ever", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.control("faults", { kind: "next", match: "POST /users/:host/meetings", do: "503", times: 1 });
    await w.settle();
    const before = await w.session(s);
    expect(before.steps.generate.is).toBe("failed");
    valueOf(await change(w, before, { title: "Otra" }));
    valueOf(await undoChange(w, w.organizer, s.id));
    await w.pass(minutes(5));
    expect((await w.session(s)).steps.generate.is).toBe("done");
    expect(await w.meetings()).toMatchObject([{ topic: "Óptica cuántica" }]);
  });

  test("what a change gives up stays kept for the minute in which it can be had back", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: TOMORROW });
    await w.settle();
    valueOf(await change(w, s, { start: after(TOMORROW, hours(4)) }));
    const other = await w.ask({ start: TOMORROW });
    expect(other.status).toBe("waiting");
    await w.pass(minutes(1));
    expect((await w.session(other)).status).toBe("placed");
    await expectNoOverlap(w);
  });

  test("cancelling takes the meeting out of Zoom after the minute, and skips what would have come", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    expect(await w.meetings()).toHaveLength(1);
    valueOf(await cancel(w, s));
    await w.pass(seconds(59));
    expect(await w.meetings()).toHaveLength(1);
    await w.pass(days(1));
    expect(await w.meetings()).toHaveLength(0);
    const { steps } = await w.session(s);
    expect(STEP_ORDER.map((step) => steps[step].is)).toEqual(["done", "skipped", "skipped", "skipped", "skipped", "skipped", "skipped"]);
    expect(w.letters("lukasz").filter((m) => /open|password/i.test(m.subject))).toEqual([]);
  });

  test("cancelling while Zoom is away leaves no step under way and no meeting behind", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.control("faults", { kind: "next", match: "POST /users/:host/meetings", do: "obey, then hang up", times: 1 });
    await w.settle();
    valueOf(await cancel(w, s));
    await w.pass(hours(1));
    expect(await w.meetings()).toHaveLength(0);
    expect((await w.session(s)).steps.generate.is).toBe("skipped");
  });

  test("undoing a cancellation gives everything back", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(5)) });
    await w.settle();
    const before = await w.session(s);
    valueOf(await cancel(w, before));
    await w.pass(seconds(20));
    valueOf(await undoChange(w, w.organizer, s.id));
    await w.pass(minutes(5));
    expect(await w.session(s)).toEqual({ ...before, revision: before.revision + 2, watchAt: expect.anything() });
    expect(await undoChange(w, w.organizer, s.id)).toMatchObject({ refusal: { because: "nothing_to_undo" } });
  });
});
