import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { ALL_DONE, cancel, change, fault, live, start, statesOf } from "../../../test/support/sessions.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import { sql } from "../../platform/database.ts";
import { isLive, type Session } from "../session.ts";
import { credentialsOf } from "../running/actions.ts";
import { alarmsOf } from "../showing/alarm-actions.ts";

const START = after(NINE, hours(3));
const DAILY = {
  status: 429,
  body: {
    code: 429,
    message: "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.",
  },
};

/** Two sessions in one room, the second an hour and a half after the first, which somebody holds. */
async function two(w: TestWorld): Promise<{ first: Session; next: Session; by: { email: string; password: string } }> {
  const first = await w.ask({ start: START });
  const next = await w.ask({ start: after(START, minutes(90)) });
  await w.advanceTo(START);
  return { first, next, by: await start(w, first) };
}

eachDatabase((_, open) => {
  test("where Zoom allows no more calls today, the room goes on by start link and admins hear of it", async () => {
    await using w = await aWorld(await open());
    const { first, next } = await two(w);
    await fault(w, "PUT /users/:id/password", "429", { ...DAILY, times: 9 });
    await w.advanceTo(after(START, minutes(80)));
    expect(await statesOf(w, first)).toMatchObject({ end: "done", close: "failed" });
    expect((await w.session(next)).steps.handOver.is).toBe("done");
    expect((await w.room()).password).toMatchObject({ exposedTo: first.id, occupiedBy: next.id });
    expect(await alarmsOf(w, w.institutionId)).toMatchObject([{ sessionId: first.id, step: "close", because: "spent" }]);
    expect(w.letters("begona").filter((letter) => letter.subject.includes("Needs attention"))).toHaveLength(1);
  });

  test("a room whose password is changed is free, though its last meeting can't be changed any more today", async () => {
    await using w = await aWorld(await open());
    const { first, next, by } = await two(w);
    await fault(w, "PATCH /meetings/:id", "429", { ...DAILY, times: 9 });
    await w.advanceTo(after(START, minutes(80)));
    expect(await w.opens(by.email, by.password)).toBe(false);
    expect((await w.session(first)).steps.close).toMatchObject({ is: "failed", because: "spent" });
    expect((await w.session(next)).steps.handOver.is).toBe("done");
    expect((await w.room()).password).toMatchObject({ exposedTo: next.id, occupiedBy: next.id });
  });

  test("ending and closing stand in the lane of the room as well as of the session", async () => {
    await using w = await aWorld(await open());
    const { first } = await two(w);
    await w.advanceTo(after(START, minutes(72)));
    const lanes = await w.db.list(
      (r) => r["lane"] as string,
      sql`select lane from commands where does in ('ensureEnded', 'ensureClosed') and session_id = ${first.id}`,
    );
    expect(lanes).toEqual(Array.from({ length: 2 }, () => `session ${first.id}|room ${first.roomId}`));
  });

  test("an end whose answer was lost is told as Bedel's own", async () => {
    await using w = await aWorld(await open());
    const { first } = await two(w);
    await fault(w, "PUT /meetings/:id/status", "obey, then hang up");
    await w.advanceTo(after(START, minutes(75)));
    expect((await w.session(first)).steps.end).toMatchObject({ is: "done", note: "ended_by_bedel" });
  });

  test("a close that took two tries tells that the password was changed", async () => {
    await using w = await aWorld(await open());
    const { first } = await two(w);
    await fault(w, "PATCH /meetings/:id", "503");
    await w.advanceTo(after(START, hours(14)));
    expect((await w.session(first)).steps.close).toMatchObject({ is: "done", note: "password_changed" });
    expect(await statesOf(w, first)).toEqual(ALL_DONE);
  });

  test("a room whose session moved away is free only once nothing runs in it that its last holder began", async () => {
    await using w = await aWorld(await open());
    const first = await w.ask({ start: START });
    const later = await w.ask({ start: after(START, hours(5)), by: w.admin });
    await w.advanceTo(after(START, -minutes(14)));
    const known = valueOf(await credentialsOf(w, w.organizer, w.institutionId, first.id));
    const other = Number((await w.session(later)).meeting!.id);
    expect(await w.control("start", { meetingId: other, by: { email: known.userName, password: known.password } })).toMatchObject({ ok: true });
    await fault(w, "PUT /meetings/:id/status", "ignore", { times: 2 });
    valueOf(await change(w, await w.session(first), { start: after(START, hours(2)) }));
    await w.settle();
    expect((await w.room()).password).toMatchObject({ occupiedBy: first.id, exposedTo: first.id });
    await w.pass(minutes(2));
    expect(await live(w)).toEqual([]);
    expect((await w.room()).password).toMatchObject({ occupiedBy: null, exposedTo: null });
    expect(await w.opens(known.userName, known.password)).toBe(false);
    await w.advanceTo(after(START, hours(20)));
    expect(await statesOf(w, first)).toEqual(ALL_DONE);
  });

  test("a password that went out before its session moved away is changed, though somebody else holds the room by then", async () => {
    await using w = await aWorld(await open());
    const first = await w.ask({ start: START });
    await w.advanceTo(after(START, -minutes(14)));
    const known = valueOf(await credentialsOf(w, w.organizer, w.institutionId, first.id));
    await fault(w, "PUT /users/:id/password", "200 with an error", { times: 99 });
    valueOf(await change(w, await w.session(first), { start: after(START, hours(6)) }));
    const next = await w.ask({ start: after(START, minutes(5)), by: w.admin });
    await w.advanceTo(after(START, minutes(1)));
    expect((await w.room()).password).toMatchObject({ occupiedBy: next.id, exposedTo: first.id });
    expect(await w.opens(known.userName, known.password)).toBe(true);
    await w.control("faults", { kind: "clear" });
    await w.advanceTo(after(START, minutes(34)));
    expect((await w.room()).password).toMatchObject({ occupiedBy: next.id, exposedTo: null });
    expect(await w.opens(known.userName, known.password)).toBe(false);
  });

  test("a meeting that is begun again after its room was closed is ended, and the page says live only while it is", async () => {
    await using w = await aWorld(await open());
    const { first, next } = await two(w);
    const startUrl = await w.zoomOf(w.institutionId).startLink((await w.session(first)).meeting!);
    await w.advanceTo(after(START, minutes(72)));
    expect(await statesOf(w, first)).toMatchObject({ close: "done" });
    expect(await w.control("start", { meetingId: Number((await w.session(first)).meeting!.id), by: { startUrl } })).toMatchObject({ ok: true });
    await w.settle();
    expect(await live(w)).toEqual([]);
    await w.pass(minutes(6));
    expect(isLive(await w.session(first))).toBe(false);
    expect((await w.session(next)).steps.handOver.is).toBe("done");
  });

  test("what was cancelled after its room was opened is taken out of Zoom, though the room can't be closed wholly before tomorrow", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(after(START, -minutes(14)));
    await fault(w, "PATCH /meetings/:id", "429", { ...DAILY, times: 9 });
    const { meeting } = await w.session(s);
    valueOf(await cancel(w, await w.session(s)));
    await w.pass(minutes(2));
    expect(await w.zoomOf(w.institutionId).readMeeting(meeting!)).toBeNull();
    expect(await w.control("start", { meetingId: Number(meeting!.id), by: { room: true } })).toMatchObject({ ok: false });
    await w.advanceTo(after(START, hours(20)));
    expect(await statesOf(w, s)).toMatchObject({ end: "done", close: "done" });
  });

  test("a meeting that is begun again before its room could be closed wholly is ended: the next one has the room by then", async () => {
    await using w = await aWorld(await open());
    const { first, next } = await two(w);
    const startUrl = await w.zoomOf(w.institutionId).startLink((await w.session(first)).meeting!);
    await fault(w, "PATCH /meetings/:id", "429", { ...DAILY, times: 9 });
    await w.advanceTo(after(START, minutes(80)));
    expect(await statesOf(w, first)).toMatchObject({ end: "done", close: "failed" });
    expect((await w.room()).password.occupiedBy).toBe(next.id);
    expect(await w.control("start", { meetingId: Number((await w.session(first)).meeting!.id), by: { startUrl } })).toMatchObject({ ok: true });
    await w.settle();
    expect(await live(w)).toEqual([]);
  });

  test("an end that Zoom says yes to and does not bring about is an alarm, and so are mails that nobody takes", async () => {
    await using w = await aWorld(await open());
    const { first, next } = await two(w);
    await fault(w, "PUT /meetings/:id/status", "ignore", { times: 1000 });
    await w.advanceTo(after(START, minutes(76)));
    expect((await w.session(first)).steps.end).toMatchObject({ is: "started", alarmed: "not_kept" });
    expect(w.letters("begona").filter((letter) => letter.text.includes("End what still runs"))).toHaveLength(1);
    await w.control("faults", { kind: "clear" });
    w.mailbox.treat(() => "later");
    await w.advanceTo(after(START, minutes(83)));
    const alarms = await alarmsOf(w, w.institutionId);
    expect(alarms).toMatchObject([{ sessionId: next.id, step: "handOver", because: "mail_trouble", again: false }]);
  });

  test("a session that waits for its room beyond its time is an alarm, told once", async () => {
    await using w = await aWorld(await open());
    const { next } = await two(w);
    await fault(w, "PUT /users/:id/password", "503", { times: 200 });
    await w.advanceTo(after(START, minutes(85)));
    expect((await w.session(next)).steps.handOver).toMatchObject({ is: "held", alarmed: "room_is_free" });
    expect((await alarmsOf(w, w.institutionId)).filter((alarm) => alarm.sessionId === next.id)).toMatchObject([{ step: "handOver", again: false }]);
    const about = w.letters("begona").filter((letter) => letter.subject.includes("Needs attention") && letter.text.includes("Tell the organizer"));
    expect(about).toHaveLength(1);
  });
});
