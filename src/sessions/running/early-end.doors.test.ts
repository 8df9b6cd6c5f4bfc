import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { ALL_DONE, fault, live, start, statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import type { Session } from "../session.ts";

const START = after(NINE, hours(3));
const at = (length: number): string => new Date(after(START, length)).toISOString();

/** Two hours, ended by accident after twenty minutes; what Zoom tells of a return gets lost. */
async function endedByAccident(w: TestWorld): Promise<{ s: Session; comeBack: () => Promise<void> }> {
  const s = await w.ask({ start: START, minutes: 120 });
  await w.advanceTo(START);
  const by = await start(w, s);
  const meetingId = Number((await w.session(s)).meeting!.id);
  await w.advanceTo(after(START, minutes(20)));
  expect(await w.control("end", { meetingId })).toMatchObject({ ok: true });
  await w.settle();
  const comeBack = async (): Promise<void> => {
    await w.control("faults", { kind: "webhooks", drop: 1 });
    expect(await w.control("start", { meetingId, by })).toMatchObject({ ok: true });
  };
  return { s, comeBack };
}

eachDatabase((_, open) => {
  test("a class that came back is not ended while Zoom can't be asked whether it did", async () => {
    await using w = await aWorld(await open());
    const { s, comeBack } = await endedByAccident(w);
    await w.pass(minutes(2));
    await comeBack();
    await w.control("faults", { kind: "outage", from: at(minutes(22)), to: at(minutes(42)) });
    await w.advanceTo(after(START, minutes(100)));
    expect(await live(w)).toHaveLength(1);
    expect(await w.session(s)).toMatchObject({ overAt: null, steps: { end: { is: "pending" }, close: { is: "pending" } } });
    await w.control("faults", { kind: "clear" });
    await w.advanceTo(after(START, hours(15)));
    expect(await statesOf(w, s)).toEqual(ALL_DONE);
    expect((await w.session(s)).steps.end).toMatchObject({ note: "ended_by_bedel" });
  });

  test("a class that comes back while its early end is just being confirmed goes on", async () => {
    await using w = await aWorld(await open());
    const { s, comeBack } = await endedByAccident(w);
    await fault(w, "GET /users/:id/meetings", "503", { times: 2 });
    await w.advanceTo(after(START, minutes(30)));
    expect(await w.session(s)).toMatchObject({ overAt: after(START, minutes(20)), steps: { end: { is: "failed" } } });
    await comeBack();
    await w.advanceTo(after(START, minutes(60)));
    expect(await live(w)).toHaveLength(1);
    expect((await w.session(s)).overAt).toBeNull();
  });

  test("nobody came back, and Zoom was asked at the end of the settling time: the room is free", async () => {
    await using w = await aWorld(await open());
    const { s } = await endedByAccident(w);
    await w.advanceTo(after(START, minutes(31)));
    expect(await w.session(s)).toMatchObject({ overAt: after(START, minutes(20)), steps: { end: { is: "done" }, close: { is: "done" } } });
  });
});
