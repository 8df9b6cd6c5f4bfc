import { describe, expect, test } from "vitest";
import { aSession, NOON } from "../../../test/builders.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import type { Held, Meeting, ZoomFact } from "../../zoom/port.ts";
import { mark, type Session } from "../session.ts";
import { askedInZoom, changedInZoom, isEcho, isInLine, isOutOfOrder, planned, whoChanged, whoRemoved } from "./found.ts";

const EARLY = after(NOON, -hours(3));
const held: Held = { title: "Óptica cuántica", start: NOON, minutes: 60, waitingRoom: false };
const inZoom = { id: "9", kind: "meeting", hostId: "h1", joinUrl: "https://zoom.example/j/9", registration: true, revision: 1, held } as const;
const made = (more: Partial<Session> = {}): Session => aSession({ meeting: inZoom, ...more, steps: { generate: { is: "done", at: EARLY }, ...more.steps } });
const found: Meeting = {
  ...{ id: "9", kind: "meeting", hostId: "h1", joinUrl: "", running: false, registration: true, joinBeforeHost: false, alternativeHosts: [], madeByApi: true },
  ...{ ...held, mark: mark("s1") },
};

describe("what differs", () => {
  test("nothing, as long as it is what was last seen; of each thing that does, how it is now", () => {
    expect(changedInZoom(made(), found, EARLY)).toBeNull();
    expect(changedInZoom(made(), { ...held, title: "Other", minutes: 30 }, EARLY)).toEqual({ title: "Other", minutes: 30 });
    expect(changedInZoom(made(), { ...held, start: null, waitingRoom: true }, EARLY)).toEqual({ start: null, waitingRoom: true });
  });

  test("waiting rooms only where both are known, and never of a webinar", () => {
    expect(changedInZoom(made(), { ...held, waitingRoom: null }, EARLY)).toBeNull();
    expect(changedInZoom(made({ kind: "webinar" }), { ...held, waitingRoom: true }, EARLY)).toBeNull();
  });

  test("where it was not written down what Zoom held, the plan counts until the start", () => {
    const { held: _, ...before } = inZoom;
    expect(changedInZoom(made({ meeting: before }), { ...held, start: after(NOON, hours(1)) }, EARLY)).toEqual({ start: after(NOON, hours(1)) });
    expect(changedInZoom(made({ meeting: before }), { ...held, start: after(NOON, minutes(1)) }, NOON)).toBeNull();
  });

  test("what Bedel needs there is out of order without its mark, with people in before the host, or with registration off", () => {
    expect(isOutOfOrder(made(), found)).toBe(false);
    for (const wrong of [{ mark: "My notes" }, { joinBeforeHost: true }, { registration: false }])
      expect(isOutOfOrder(made(), { ...found, ...wrong })).toBe(true);
    expect(isOutOfOrder(made({ meeting: { ...inZoom, registration: false } }), { ...found, registration: false })).toBe(false);
  });

  test("only what Zoom was brought to and neither runs nor is over can have been changed there", () => {
    expect(isInLine(made())).toBe(true);
    const running = { start: NOON, end: null, instanceId: null, checkedAt: NOON };
    for (const not of [{ status: "cancelled" as const }, { meeting: null }, { live: running }, { overAt: NOON }, { endAskedAt: NOON }])
      expect(isInLine(made(not))).toBe(false);
    expect(isInLine(aSession({ meeting: inZoom, steps: { generate: { is: "started", at: EARLY } } }))).toBe(false);
  });
});

test("what was made of it is asked for as an organizer would, or refused with its reason", () => {
  const asked = (changes: Partial<Held>) => askedInZoom(changes, { ...held, ...changes }, EARLY);
  expect(asked({ title: "Other", waitingRoom: true })).toEqual({ ok: true, value: { title: "Other", admission: "manual" } });
  expect(asked({ minutes: 90 })).toEqual({ ok: true, value: { time: { start: NOON, end: after(NOON, minutes(90)) } } });
  expect(asked({ start: null })).toMatchObject({ refusal: { because: "zoom_meeting_without_time" } });
  expect(asked({ minutes: 1 })).toMatchObject({ refusal: { because: "shorter_than_possible", values: { least: 5 } } });
  expect(asked({ minutes: 1441 })).toMatchObject({ refusal: { because: "longer_than_allowed" } });
  expect(asked({ start: after(EARLY, -hours(1)) })).toMatchObject({ refusal: { because: "in_the_past" } });
});

test("an echo tells of nothing but what is so, or is on its way; what says nothing of that is none", () => {
  expect(isEcho(made(), { holds: { start: NOON } })).toBe(true);
  expect(isEcho(made(), { holds: { start: NOON, minutes: 30 } })).toBe(false);
  expect(isEcho(made(), { holds: {} })).toBe(false);
  const moved = made({ time: { start: after(NOON, hours(1)), end: after(NOON, hours(2)) } });
  expect(isEcho(moved, { holds: planned(moved) })).toBe(true);
});

describe("who did it", () => {
  const told = (by: string | null, holds: Partial<Held>, at = EARLY): ZoomFact => ({ is: "meeting changed", meetingId: "9", hostId: "h1", at, by, holds });

  test("the last who told of what was found, in whatever order it came", () => {
    const facts = [
      told("eva@x.example", { minutes: 30 }, after(EARLY, 2)),
      told("ana@x.example", { minutes: 30 }, after(EARLY, 1)),
      told("us@x.example", { minutes: 60 }, NOON),
    ];
    expect(whoChanged(facts, { minutes: 30 })).toBe("eva@x.example");
    expect(whoChanged(facts.toReversed(), { minutes: 30 })).toBe("eva@x.example");
  });

  test("nobody, where none told of it or no name was told", () => {
    expect(whoChanged([told("us@x.example", { minutes: 60 }), told(null, { minutes: 30 })], { minutes: 30 })).toBeNull();
    expect(whoRemoved([told("ana@x.example", {})])).toBeNull();
    expect(whoRemoved([{ is: "meeting removed", meetingId: "9", hostId: null, at: NOON, by: "ana@x.example" }])).toBe("ana@x.example");
  });
});
