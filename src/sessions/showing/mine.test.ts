import { expect, test } from "vitest";
import { aSession, doneAt, NOON } from "../../../test/builders.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import type { Session } from "../session.ts";
import { mine } from "./mine.ts";

const opened = { handOver: doneAt(before(NOON, minutes(15))) };
const running = { start: NOON, end: null, instanceId: "u1", checkedAt: NOON };
const ids = (sessions: Session[], now = NOON): Record<string, string[]> => {
  const { open, next, coming, past } = mine(sessions, now);
  return { open: open.map((s) => s.id), next: next === null ? [] : [next.id], coming: coming.map((s) => s.id), past: past.map((s) => s.id) };
};

test("every session whose room is open stands on top, however many, and the rest is coming", () => {
  const sessions = [
    aSession({ id: "live", start: before(NOON, hours(1)), steps: opened, live: running }),
    aSession({ id: "ready", steps: opened }),
    aSession({ id: "later", start: after(NOON, hours(3)) }),
  ];
  expect(ids(sessions)).toEqual({ open: ["live", "ready"], next: [], coming: ["later"], past: [] });
});

test("while none is open, the next that has a room is told at large", () => {
  const sessions = [
    aSession({ id: "waiting", start: after(NOON, hours(1)), status: "waiting", roomId: null }),
    aSession({ id: "next", start: after(NOON, hours(2)) }),
    aSession({ id: "later", start: after(NOON, hours(3)) }),
  ];
  expect(ids(sessions)).toEqual({ open: [], next: ["next"], coming: ["waiting", "later"], past: [] });
});

test("a session that runs beyond its time stays open until Zoom says that it has ended", () => {
  const s = aSession({ id: "long", steps: opened, live: running });
  expect(ids([s], after(NOON, hours(2)))).toMatchObject({ open: ["long"] });
  expect(ids([{ ...s, live: { ...running, end: after(NOON, hours(2)) } }], after(NOON, hours(2)))).toMatchObject({ open: [], past: ["long"] });
});

test("what was ended before its time is past, and the next comes", () => {
  const ended = aSession({ id: "ended", steps: opened, live: { ...running, end: NOON }, endAskedAt: NOON });
  expect(ids([ended, aSession({ id: "later", start: after(NOON, hours(3)) })], after(NOON, minutes(1)))).toEqual({
    open: [],
    next: ["later"],
    coming: [],
    past: ["ended"],
  });
});

test("what was cancelled is past, except for the minute in which that can be taken back", () => {
  const cancelled = aSession({ id: "gone", start: after(NOON, hours(2)), status: "cancelled", steps: opened });
  const undo: Session["undo"] = { until: after(NOON, minutes(1)), kind: "cancel", before: {} as never };
  expect(ids([{ ...cancelled, undo }])).toMatchObject({ open: [], coming: ["gone"] });
  expect(ids([cancelled])).toMatchObject({ coming: [], past: ["gone"] });
});
