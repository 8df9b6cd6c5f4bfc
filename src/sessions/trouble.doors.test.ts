import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld, NINE, valueOf, type TestWorld } from "../../test/world.ts";
import { after, before, days, hours, minutes, seconds, wallOf } from "../lib/time.ts";
import { sql } from "../platform/database.ts";
import { saveChange } from "../rooms/actions.ts";
import { cancelSession, changeSession } from "./asking/actions.ts";
import { runDueSessions } from "./deciding/actions.ts";
import { credentialsOf, endSession, extendSession, freshStartLink } from "./running/actions.ts";
import type { Session } from "./session.ts";
import { STEP_ORDER } from "./steps.ts";

const START = after(NINE, hours(3));
const fault = (w: TestWorld, match: string, what: string, more: object = {}) => w.control("faults", { kind: "next", match, do: what, ...more });
const states = async (w: TestWorld, s: Session) => {
  const { steps } = await w.session(s);
  return Object.fromEntries(STEP_ORDER.map((step) => [step, steps[step].is]));
};
const ALL_DONE = { generate: "done", handOver: "done", sendLinks: "done", warn: "done", end: "done", close: "done", report: "done" };

/** The organizer signs in with the password that was mailed and starts the meeting. */
async function start(w: TestWorld, s: Session): Promise<{ email: string; password: string }> {
  const known = valueOf(await credentialsOf(w, w.organizer, w.institutionId, s.id));
  const by = { email: known.userName, password: known.password };
  expect(await w.control("start", { meetingId: Number((await w.session(s)).meeting!.id), by })).toMatchObject({ ok: true });
  await w.settle();
  return by;
}
const live = async (w: TestWorld): Promise<unknown[]> => (await w.control("state"))["live"] as unknown[];

eachDatabase((_, open) => {
  test("a meeting whose creation was not answered is found again, not made twice", async () => {
    await using w = await aWorld(await open());
    await fault(w, "POST /users/:host/meetings", "obey, then hang up");
    const s = await w.ask({ start: START });
    await w.pass(minutes(3));
    expect(await w.meetings()).toHaveLength(1);
    expect((await w.session(s)).meeting?.id).toBe(String((await w.meetings())[0]!["id"]));
  });

  test("a creation that was not answered and not obeyed either is made anew once lists have settled", async () => {
    await using w = await aWorld(await open());
    await fault(w, "POST /users/:host/meetings", "hang up");
    const s = await w.ask({ start: START });
    await w.pass(seconds(100));
    expect(await w.meetings()).toHaveLength(0);
    await w.pass(minutes(2));
    expect(await w.meetings()).toHaveLength(1);
    expect((await states(w, s))["generate"]).toBe("done");
  });

  test("a meeting that is made only when its wish is too late is not made at all", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    w.clock.set({ offset: 0, frozenAt: after(NINE, seconds(1)) });
    await runDueSessions(w, w.neighbours); // decided, and then the server is down until the next day
    w.clock.set({ offset: 0, frozenAt: after(START, days(1)) });
    await w.settle();
    expect(await w.meetings()).toHaveLength(0);
    expect((await states(w, s))["generate"]).toBe("skipped");
  });

  test("Zoom away over the end: everything is done late, and nothing is left", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    await w.control("faults", { kind: "outage", from: new Date(after(START, minutes(55))).toISOString(), to: new Date(after(START, minutes(85))).toISOString() });
    await w.advanceTo(after(START, hours(14)));
    expect(await states(w, s)).toEqual(ALL_DONE);
    expect((await w.room()).password).toMatchObject({ exposedTo: null, occupiedBy: null });
  });

  test("where Zoom says yes and does nothing, Bedel asks again until nothing runs, and only then closes", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const by = await start(w, s);
    await fault(w, "PUT /meetings/:id/status", "ignore", { times: 6 });
    await w.advanceTo(after(START, minutes(70)));
    expect(await states(w, s)).toMatchObject({ end: "started", close: "pending" });
    expect(await w.opens(by.email, by.password)).toBe(true);
    await w.pass(minutes(2));
    expect(await live(w)).toHaveLength(0);
    expect(await states(w, s)).toMatchObject({ end: "done", close: "done" });
    expect(await w.opens(by.email, by.password)).toBe(false);
  });

  test("evidence that the session before runs on moves the next one to a free room, and its links stay", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const first = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    expect(next.roomId).toBe(first.roomId);
    await w.advanceTo(START);
    await start(w, first);
    await fault(w, "PUT /meetings/:id/status", "ignore", { times: 1000 });
    await w.advanceTo(after(START, minutes(77)));
    const moved = await w.session(next);
    expect(moved.roomId).not.toBe(first.roomId);
    expect(moved.steps.handOver.is).toBe("done");
    await w.control("faults", { kind: "clear" });
    await w.advanceTo(after(START, hours(8)));
    expect(await states(w, first)).toEqual(ALL_DONE);
    expect(await states(w, next)).toEqual(ALL_DONE);
    expect(await w.meetings()).toHaveLength(2);
  });

  test("without evidence of an overrun nobody is moved: the next one waits until the room is free", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const first = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    await w.advanceTo(START);
    await start(w, first);
    await w.control("faults", { kind: "outage", from: new Date(after(START, minutes(65))).toISOString(), to: new Date(after(START, minutes(80))).toISOString() });
    await w.advanceTo(after(START, minutes(78)));
    expect(await w.session(next)).toMatchObject({ roomId: first.roomId, steps: { handOver: { is: "held", until: "room_is_free" } } });
    await w.advanceTo(after(START, minutes(82)));
    expect((await w.session(next)).steps.handOver.is).toBe("done");
    expect((await w.session(next)).roomId).toBe(first.roomId);
  });

  test("an overrun with no other room free: the next one waits and administrators are alarmed once", async () => {
    await using w = await aWorld(await open());
    const first = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    await w.advanceTo(START);
    await start(w, first);
    const before = w.letters("begona").length;
    await fault(w, "PUT /meetings/:id/status", "ignore", { times: 1000 });
    await w.advanceTo(after(START, minutes(85)));
    expect((await w.session(next)).steps.handOver).toMatchObject({ is: "held", until: "room_is_free" });
    expect(w.letters("begona").length - before).toBe(1);
    await w.control("faults", { kind: "clear" });
    await w.pass(minutes(2));
    expect((await w.session(next)).steps.handOver.is).toBe("done");
  });

  test("a room whose password Zoom won't change any more today is handed over by start link", async () => {
    await using w = await aWorld(await open());
    await w.control("account", { passwordChangesADay: 1 });
    const first = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    await w.advanceTo(START);
    const by = await start(w, first);
    await w.advanceTo(after(START, minutes(75)));
    expect(await states(w, first)).toMatchObject({ end: "done", close: "failed" });
    expect((await w.room()).password).toMatchObject({ exposedTo: first.id, occupiedBy: next.id, trouble: "too_often" });
    expect((await w.session(next)).steps.handOver.is).toBe("done");
    expect(w.letters("lukasz").at(-1)!.text).not.toMatch(/password:/i);
    expect(await credentialsOf(w, w.organizer, w.institutionId, next.id)).toMatchObject({ refusal: { because: "opened_by_start_link" } });
    expect(valueOf(await freshStartLink(w, w.organizer, next.id))).toMatch(/^http/);
    await w.control("account", { passwordChangesADay: 12 });
    await w.pass(hours(4));
    expect(await states(w, first)).toEqual(ALL_DONE);
    expect(await w.opens(by.email, by.password)).toBe(false);
  });

  test("a session extended while it runs goes on, and is closed after its new end", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const by = await start(w, s);
    await w.advanceTo(after(START, minutes(65)));
    valueOf(await extendSession(w, w.organizer, s.id, { minutes: 30 }));
    await w.advanceTo(after(START, minutes(99)));
    expect(await live(w)).toHaveLength(1);
    expect(await w.opens(by.email, by.password)).toBe(true);
    await w.advanceTo(after(START, minutes(100)));
    expect(await live(w)).toHaveLength(0);
    expect(await w.opens(by.email, by.password)).toBe(false);
    expect(w.letters("lukasz").filter((m) => /ends|minutes/i.test(m.subject))).toHaveLength(2);
  });

  test("extending moves who has the room next, and is refused where nobody can be moved", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: START });
    const next = await w.ask({ start: after(START, minutes(90)) });
    expect(next.roomId).toBe(s.roomId);
    await w.advanceTo(START);
    valueOf(await extendSession(w, w.organizer, s.id, { minutes: 30 }));
    expect((await w.session(next)).roomId).not.toBe(s.roomId);
    const late = await w.ask({ start: after(START, minutes(120)) });
    expect(late.roomId).toBe(s.roomId);
    expect(await extendSession(w, w.organizer, s.id, { minutes: 30 })).toMatchObject({ refusal: { because: "extend_needs_room" } });
    await w.advanceTo(after(START, hours(12)));
    for (const one of [s, next, late]) expect(await states(w, one)).toEqual(ALL_DONE);
  });

  test("ended at once by its organizer: the room is closed, the report is made and the room is free early", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    const waiting = await w.ask({ start: after(START, minutes(45)) });
    expect(waiting.status).toBe("waiting");
    await w.advanceTo(START);
    const by = await start(w, s);
    await w.pass(minutes(20));
    valueOf(await endSession(w, w.organizer, s.id));
    await w.settle();
    expect(await live(w)).toHaveLength(0);
    expect(await w.opens(by.email, by.password)).toBe(false);
    expect((await w.session(waiting)).status).toBe("placed");
    await w.pass(hours(5));
    expect(await states(w, s)).toEqual({ ...ALL_DONE, warn: "skipped" });
  });

  test("everybody left and nobody came back within the settling time: it is over, and not before", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    const by = await start(w, s);
    const meetingId = Number((await w.session(s)).meeting!.id);
    await w.pass(minutes(10));
    await w.control("leave", { meetingId, host: true });
    await w.pass(minutes(9));
    await w.control("start", { meetingId, by });
    await w.pass(minutes(9));
    expect((await w.session(s)).overAt).toBeNull();
    await w.control("leave", { meetingId, host: true });
    await w.pass(minutes(10));
    expect((await w.session(s)).overAt).toBe(after(START, minutes(28)));
    expect(await w.opens(by.email, by.password)).toBe(false);
  });

  test("cancelled after it was handed over: what was opened is closed", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.advanceTo(before(START, minutes(5)));
    const known = valueOf(await credentialsOf(w, w.organizer, w.institutionId, s.id));
    expect(await w.opens(known.userName, known.password)).toBe(true);
    valueOf(await cancelSession(w, w.neighbours, w.organizer, s.id, s.revision));
    await w.pass(minutes(1));
    expect(await w.opens(known.userName, known.password)).toBe(false);
    expect((await w.room()).password).toMatchObject({ exposedTo: null, occupiedBy: null });
    expect(await states(w, s)).toEqual({ generate: "done", handOver: "done", sendLinks: "done", warn: "skipped", end: "done", close: "done", report: "skipped" });
    expect(await w.meetings()).toHaveLength(0);
  });

  test("moved to another room after it was handed over: the old one is closed, the new one opened", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const s = await w.ask({ start: START });
    const after1 = await w.ask({ start: after(START, minutes(90)) });
    expect(after1.roomId).toBe(s.roomId);
    await w.advanceTo(before(START, minutes(10)));
    await w.db.run(sql`update sessions set pinned = true where id = ${after1.id}`);
    const old = valueOf(await credentialsOf(w, w.organizer, w.institutionId, s.id));
    const change = { start: wallOf(after(START, minutes(10)), s.zone), minutes: 60, revision: (await w.session(s)).revision };
    const moved = valueOf(await changeSession(w, w.neighbours, w.organizer, s.id, change));
    expect(moved.roomId).not.toBe(s.roomId);
    await w.pass(minutes(6));
    expect(await w.opens(old.userName, old.password)).toBe(false);
    const known = valueOf(await credentialsOf(w, w.organizer, w.institutionId, s.id));
    expect(known.userName).not.toBe(old.userName);
    expect(await w.opens(known.userName, known.password)).toBe(true);
    expect(w.letters("lukasz").filter((m) => m.text.includes(known.password))).toHaveLength(1);
    await w.advanceTo(after(START, hours(12)));
    expect(await states(w, s)).toEqual(ALL_DONE);
  });

  test("a room turned on gets a password that nobody knows before it is handed over", async () => {
    await using w = await aWorld(await open());
    expect(await w.opens(w.rooms[0]!.email, "Sandbox-Otono-58")).toBe(false);
    const room = await w.room();
    expect(room.password).toMatchObject({ isSet: true, exposedTo: null, epoch: 1 });
    expect(await w.db.transaction((tx) => saveChange(tx, room, { name: "Otra" }, room.revision - 1, NINE))).toMatchObject({ refusal: { because: "revision_conflict" } });
  });

  test("somebody removed the meeting in Zoom: it is made anew", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: START });
    await w.settle();
    const { id } = (await w.session(s)).meeting!;
    await w.zoomOf(w.institutionId).removeMeeting({ id, kind: "meeting" });
    await w.pass(minutes(1));
    expect((await w.session(s)).meeting?.id).not.toBe(id);
    expect(await w.meetings()).toHaveLength(1);
  });

  test("webhooks that come twice, late, in any order or never change nothing of how it ends", async () => {
    await using w = await aWorld(await open());
    await w.control("faults", { kind: "webhooks", drop: 0.4, dup: 0.5, reorder: 0.5, delaySeconds: 90 });
    const s = await w.ask({ start: START });
    await w.advanceTo(START);
    await start(w, s);
    await w.advanceTo(after(START, hours(14)));
    expect(await states(w, s)).toEqual(ALL_DONE);
    expect(await live(w)).toHaveLength(0);
  });
});
