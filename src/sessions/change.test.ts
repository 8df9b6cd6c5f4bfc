import { expect, test } from "vitest";
import { aMeeting, aSession, doneAt, NOON } from "../../test/builders.ts";
import { interval } from "../lib/interval.ts";
import { after, before, days, hours, minutes } from "../lib/time.ts";
import { changed, meetingPlan, takenBack, undoUntil } from "./change.ts";
import type { Session, Undo } from "./session.ts";
import { STEP_ORDER } from "./steps.ts";

const EARLIER = before(NOON, days(1));
const renewedIn = (s: Session, next: Session): string[] => STEP_ORDER.filter((step) => s.steps[step].is !== "pending" && next.steps[step].is === "pending");
const allDone = Object.fromEntries(STEP_ORDER.map((step) => [step, doneAt(EARLIER)]));
const generated = { generate: doneAt(EARLIER) };
const running = { start: NOON, end: null, instanceId: "u1", checkedAt: NOON };

test("extending a live session renews only warn, end, close and report", () => {
  const s = aSession({ live: running, steps: allDone });
  const next = changed(s, { time: interval(NOON, after(NOON, hours(3))) }, after(NOON, minutes(55)));
  expect(renewedIn(s, next)).toEqual(["warn", "end", "close", "report"]);
  expect(next.revision).toBe(2);
});

test("a change of start renews what lies ahead of it, and leaves the rest behind", () => {
  const s = aSession({ steps: allDone });
  expect(renewedIn(s, changed(s, { time: interval(after(NOON, hours(2)), after(NOON, hours(3))) }, before(NOON, hours(1))))).toEqual([...STEP_ORDER]);
  const near = changed(s, { time: interval(after(NOON, minutes(5)), after(NOON, hours(2))) }, before(NOON, minutes(5)));
  expect(renewedIn(s, near)).toEqual(["generate", "warn", "end", "close", "report"]);
});

test("a new title only brings Zoom in line", () => {
  const s = aSession({ steps: generated });
  expect(renewedIn(s, changed(s, { title: "Otra" }, EARLIER))).toEqual(["generate"]);
});

test("another room is opened and closed anew, also when it is late for that, and the old meeting must go", () => {
  const s = aSession({ meeting: aMeeting(), registrantsAsked: true, steps: { ...generated, handOver: doneAt(EARLIER) } });
  const next = changed(s, { roomId: "r2", hostId: "h2" }, before(NOON, minutes(5)));
  expect(renewedIn(s, next)).toEqual(["generate", "handOver"]);
  expect(next).toMatchObject({ meeting: null, stray: [{ id: "811", hostId: "h1" }], strayAsked: false, registrantsAsked: false });
});

test("what was under way for an older revision begins anew, since its command was taken back", () => {
  const at = after(NOON, minutes(75));
  const s = aSession({ live: running, steps: { ...allDone, end: { is: "started", at }, close: { is: "pending" }, report: { is: "pending" } } });
  const next = changed(s, { time: interval(NOON, after(NOON, minutes(62))) }, at);
  expect(next.steps.end.is).toBe("pending");
});

test("the start that people were last told is remembered until they are told another, or it is the same again", () => {
  const s = aSession({ steps: { sendLinks: doneAt(before(NOON, minutes(15))) } });
  const later = changed(s, { time: interval(after(NOON, hours(1)), after(NOON, hours(2))) }, before(NOON, minutes(10)));
  expect(later.movedFrom).toBe(NOON);
  expect(changed(later, { time: s.time }, before(NOON, minutes(9))).movedFrom).toBeNull();
  expect(changed(aSession(), { time: interval(after(NOON, hours(1)), after(NOON, hours(2))) }, EARLIER).movedFrom).toBeNull();
});

test("a change can be taken back for a minute, but not when people must hear of it at once", () => {
  expect(undoUntil(aSession(), NOON, before(NOON, hours(2)))).toBe(after(before(NOON, hours(2)), minutes(1)));
  expect(undoUntil(aSession(), after(NOON, hours(5)), before(NOON, minutes(30)))).toBeNull();
  expect(undoUntil(aSession(), before(NOON, hours(3)), before(NOON, hours(3)))).toBeNull();
});

test("taken back, everything is as it was: the meeting that was to go stays, other strays still go", () => {
  const s = aSession({ meeting: aMeeting(), steps: generated });
  const { time, zone, title, roomId, hostId, pinned, status, steps, meeting, admission, expected, movedFrom, policy } = s;
  const before_: Undo["before"] = { time, zone, title, roomId, hostId, pinned, status, steps, meeting, admission, expected, movedFrom, policy };
  const next = changed({ ...s, stray: [{ id: "9", kind: "meeting", hostId: "h9" }] }, { roomId: "r2", hostId: "h2", title: "Otra" }, EARLIER);
  const back = takenBack({ ...next, undo: { until: NOON, kind: "change", before: before_ } }, before_);
  expect(back).toEqual({ ...s, revision: 3, stray: [{ id: "9", kind: "meeting", hostId: "h9" }] });
});

test("what Zoom should hold carries our mark, its length in minutes, and a waiting room where people are let in by hand", () => {
  expect(meetingPlan(aSession({ admission: "manual" }), "secret")).toMatchObject({
    mark: "bedel:s1",
    minutes: 60,
    waitingRoom: true,
    registration: true,
    passcode: "secret",
  });
  expect(meetingPlan(aSession({ admission: "manual", kind: "webinar", registrantTrouble: "registration_dropped" }), "x")).toMatchObject({
    waitingRoom: false,
    registration: false,
  });
});
