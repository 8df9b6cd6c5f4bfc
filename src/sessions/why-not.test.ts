import { expect, test } from "vitest";
import { aMeeting, aMember, aSession, doneAt, NOON } from "../../test/builders.ts";
import { after, before, hours, minutes } from "../lib/time.ts";
import { endDue, type Session } from "./session.ts";
import * as why from "./why-not.ts";

const EARLY = before(NOON, hours(5));
const organizer = aMember();
const admin = aMember({ id: "m9", role: "admin" });
const stranger = aMember({ id: "m2" });
const running = { start: NOON, end: null, instanceId: "u1", checkedAt: NOON };
const opened = { handOver: doneAt(NOON) };
const undo: Session["undo"] = { until: NOON, kind: "change", before: {} as never };

test("who neither asked for it nor is an administrator may do nothing with it", () => {
  const s = aSession();
  for (const rule of [why.whyNotChange, why.whyNotCancel, why.whyNotExtend, why.whyNotEnd, why.whyNotStart, why.whyNotAddAttendees]) {
    expect(rule(s, stranger, EARLY)).toBe("not_yours");
    expect(rule(s, admin, EARLY)).not.toBe("not_yours");
  }
  expect(why.whyNotCredentials(s, stranger, "s1")).toBe("not_yours");
  expect(why.whyNotMove(s, organizer, EARLY)).toBe("admins_only");
});

test("its organizer may change and cancel it before it starts", () => {
  expect(why.whyNotChange(aSession(), organizer, EARLY)).toBeNull();
  expect(why.whyNotCancel(aSession(), organizer, EARLY)).toBeNull();
});

test.each([
  ["cancelled", { status: "cancelled" }, "already_cancelled"],
  ["declined", { status: "declined" }, "already_declined"],
  ["over early", { overAt: NOON }, "already_over"],
  ["ended by somebody", { endAskedAt: NOON }, "already_over"],
  ["closed", { steps: { close: doneAt(NOON) } }, "already_over"],
] as const)("what is %s is neither changed nor cancelled, extended, ended, moved nor added to", (_, more, because) => {
  const s = aSession(more as Parameters<typeof aSession>[0]);
  for (const rule of [why.whyNotChange, why.whyNotCancel, why.whyNotExtend, why.whyNotEnd, why.whyNotAddAttendees])
    expect(rule(s, organizer, EARLY)).toBe(because);
  expect(why.whyNotMove(s, admin, EARLY)).toBe(because);
});

test("what runs is extended or ended instead", () => {
  const s = aSession({ live: running, steps: opened });
  const now = after(NOON, minutes(5));
  expect(why.whyNotChange(s, organizer, now)).toBe("live_extend_instead");
  expect(why.whyNotCancel(s, organizer, now)).toBe("live_end_instead");
  expect(why.whyNotExtend(s, organizer, now)).toBeNull();
  expect(why.whyNotEnd(s, organizer, now)).toBeNull();
  expect(why.whyNotExtend(s, organizer, after(NOON, minutes(75)))).toBeNull();
});

test("what has started, though nobody came yet, is not changed any more, but may be cancelled", () => {
  expect(why.whyNotChange(aSession(), organizer, NOON)).toBe("started_extend_instead");
  expect(why.whyNotCancel(aSession(), organizer, NOON)).toBeNull();
});

test("after its end it is over, unless it still runs", () => {
  expect(why.whyNotCancel(aSession(), organizer, after(NOON, hours(1)))).toBe("already_over");
  expect(why.whyNotEnd(aSession({ live: running }), organizer, after(NOON, hours(1)))).toBeNull();
});

test("only what was opened or runs can be ended, and what has no room yet can't", () => {
  expect(why.whyNotEnd(aSession(), organizer, EARLY)).toBe("not_running");
  expect(why.whyNotEnd(aSession({ status: "waiting" }), organizer, EARLY)).toBe("no_room_yet");
});

test("a start link is given from handing over on, once there is a meeting", () => {
  expect(why.whyNotStart(aSession({ meeting: aMeeting() }), organizer, EARLY)).toBe("not_opened_yet");
  expect(why.whyNotStart(aSession({ steps: opened }), organizer, NOON)).toBe("meeting_not_ready");
  expect(why.whyNotStart(aSession({ steps: opened, meeting: aMeeting() }), organizer, NOON)).toBeNull();
});

test("the password is shown from handing over to closing, and to nobody whose it is not", () => {
  expect(why.whyNotCredentials(aSession(), organizer, null)).toBe("not_opened_yet");
  expect(why.whyNotCredentials(aSession({ steps: opened }), organizer, "s1")).toBeNull();
  expect(why.whyNotCredentials(aSession({ steps: opened }), organizer, "s0")).toBe("opened_by_start_link");
  // Closing may be held up, and the room still be this session's: its code is told no more.
  const s = aSession({ steps: opened });
  expect([before(endDue(s), minutes(1)), endDue(s)].map((now) => why.whyNotSignInCode(s, organizer, "s1", now))).toEqual([null, "credentials_over"]);
  expect(why.whyNotCredentials(aSession({ steps: { ...opened, close: doneAt(NOON) } }), organizer, "s1")).toBe("already_closed");
  expect(why.whyNotCredentials(aSession({ status: "cancelled", steps: opened }), organizer, "s1")).toBe("already_cancelled");
});

test("nobody moves a session that runs, nor one whose change can be taken back; one whose organizer has the room can be moved", () => {
  expect(why.whyNotMove(aSession({ steps: opened, live: running }), admin, NOON)).toBe("live_stays");
  expect(why.whyNotMove(aSession({ steps: opened }), admin, EARLY)).toBeNull();
  expect(why.whyNotMove(aSession({ undo }), admin, EARLY)).toBe("undo_first");
  expect(why.whyNotExtend(aSession({ undo }), organizer, EARLY)).toBe("undo_first");
  expect(why.whyNotMove(aSession(), admin, EARLY)).toBeNull();
});
