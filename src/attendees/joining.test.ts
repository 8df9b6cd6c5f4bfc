import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, policyOf } from "../people/institution.ts";
import { after, before, instant, minutes, type Instant } from "../lib/time.ts";
import { newSession } from "../sessions/asking.ts";
import type { Session } from "../sessions/session.ts";
import { happenedOf, joiningOf, linksHaveGone, opensAt, whyNotLeave } from "./joining.ts";

const TEN = instant("2037-03-10T09:00:00Z");
const asked = {
  id: "s1",
  title: "Óptica",
  start: "2037-03-10T10:00",
  zone: "Europe/Madrid",
  minutes: 60,
  admission: "automatic",
  kind: "meeting",
  expected: null,
  source: "pool",
} as const;
const time = { start: TEN, end: after(TEN, minutes(60)) };
const meeting = { id: "m1", kind: "meeting", hostId: "z1", joinUrl: "https://zoom.example/j/1", registration: true, revision: 1 } as const;
const aSession = (more: Partial<Session> = {}): Session => ({
  ...newSession(asked, { institutionId: "i1", organizerId: "o1", time, policy: policyOf(DEFAULT_SETTINGS), now: before(TEN, minutes(600)) }),
  status: "placed",
  meeting,
  ...more,
});
const running = (end: Instant | null = null) => ({ live: { start: TEN, end, instanceId: "x", checkedAt: TEN } });
const known = { meetingId: "m1", link: true, trouble: null, addedAt: before(TEN, minutes(600)) };
const nobody = { ...known, meetingId: null, link: false };
const stateAt = (minute: number, s: Session = aSession(), who: Parameters<typeof joiningOf>[1] = known) => joiningOf(s, who, after(TEN, minutes(minute)));

test("the way opens when links are mailed, and not before", () => {
  expect(opensAt(aSession())).toBe(before(TEN, minutes(15)));
  expect(stateAt(-16)).toEqual({ is: "before" });
  expect(stateAt(-15)).toEqual({ is: "open", by: "own" });
  expect(stateAt(59)).toEqual({ is: "open", by: "own" });
});

test("who is not known to Zoom yet waits a moment, since the report could not tell the person from others", () => {
  expect(stateAt(0, aSession(), nobody)).toEqual({ is: "preparing" });
  expect(stateAt(0, aSession({ meeting: null }))).toEqual({ is: "preparing" });
});

test("a link into a meeting that was replaced is no way in", () => {
  expect(stateAt(0, aSession(), { ...known, meetingId: "m0" })).toEqual({ is: "preparing" });
});

test("nobody waits for ever: without registration, or where Zoom would not register the person, the meeting's own address leads in", () => {
  expect(stateAt(0, aSession({ meeting: { ...meeting, registration: false } }), nobody)).toEqual({ is: "open", by: "meeting" });
  expect(stateAt(0, aSession(), { ...known, link: false, trouble: "refused" })).toEqual({ is: "open", by: "meeting" });
  expect(stateAt(5, aSession(), nobody)).toEqual({ is: "open", by: "meeting" });
  expect(stateAt(34, aSession(), { ...nobody, addedAt: after(TEN, minutes(30)) })).toEqual({ is: "preparing" });
});

test("a session is over at its end unless it still runs, and whatever happens when its room is closed", () => {
  expect(stateAt(60)).toEqual({ is: "over" });
  expect(stateAt(60, aSession(running()))).toEqual({ is: "open", by: "own" });
  expect(stateAt(70, aSession(running()))).toEqual({ is: "over" });
  expect(stateAt(65, aSession(running(after(TEN, minutes(62)))))).toEqual({ is: "over" });
  expect(stateAt(30, aSession({ overAt: after(TEN, minutes(20)) }))).toEqual({ is: "over" });
});

test("a request that waits for a room says when it would begin; one that was declined or cancelled does not take place", () => {
  expect(stateAt(-5, aSession({ status: "waiting" }))).toEqual({ is: "before" });
  expect(stateAt(-5, aSession({ status: "declined" }))).toEqual({ is: "cancelled" });
  expect(stateAt(-5, aSession({ status: "cancelled" }))).toEqual({ is: "cancelled" });
});

test("who is added after the links went out gets one at once, while it helps", () => {
  const sent = (s: Partial<Session> = {}) => aSession({ steps: { ...aSession().steps, sendLinks: { is: "done", at: TEN } }, ...s });
  expect(linksHaveGone(aSession(), TEN)).toBe(false);
  expect(linksHaveGone(sent(), TEN)).toBe(true);
  expect(linksHaveGone(sent(), time.end)).toBe(false);
  expect(linksHaveGone(sent({ status: "cancelled" }), TEN)).toBe(false);
  expect(linksHaveGone(aSession({ steps: { ...aSession().steps, sendLinks: { is: "skipped", at: TEN, because: "nobody_registered" } } }), TEN)).toBe(true);
});

test("what became of it is told as far as Zoom told it", () => {
  const steps = aSession().steps;
  expect(happenedOf(aSession())).toEqual({ is: "unknown" });
  expect(happenedOf(aSession(running(after(TEN, minutes(62)))))).toEqual({ is: "held", time: { start: TEN, end: after(TEN, minutes(62)) } });
  expect(happenedOf(aSession(running()))).toEqual({ is: "held", time: null });
  expect(happenedOf(aSession({ steps: { ...steps, report: { is: "done", at: TEN, note: "nobody_started" } } }))).toEqual({ is: "nobody started" });
});

test("a place is given up until the session's end, also while it runs", () => {
  expect(whyNotLeave(aSession({ status: "waiting" }), TEN)).toBeNull();
  expect(whyNotLeave(aSession(running()), after(TEN, minutes(59)))).toBeNull();
  expect(whyNotLeave(aSession(running()), time.end)).toBe("already_over");
  expect(whyNotLeave(aSession({ overAt: TEN }), TEN)).toBe("already_over");
  expect(whyNotLeave(aSession({ status: "cancelled" }), TEN)).toBe("already_cancelled");
});

test("once Zoom is disconnected nobody waits to be registered there: the way is the meeting itself as soon as it opens", () => {
  const open = before(TEN, minutes(15));
  expect(joiningOf(aSession(), nobody, open)).toEqual({ is: "preparing" });
  expect(joiningOf(aSession(), nobody, open, false)).toEqual({ is: "open", by: "meeting" });
  expect(joiningOf(aSession(), known, open, false)).toEqual({ is: "open", by: "own" });
  expect(joiningOf(aSession({ meeting: null }), nobody, open, false)).toEqual({ is: "preparing" });
});
