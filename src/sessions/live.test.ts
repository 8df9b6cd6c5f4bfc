import fc from "fast-check";
import { expect, test } from "vitest";
import { NOON } from "../../test/builders.ts";
import { after, minutes } from "../lib/time.ts";
import type { ZoomFact } from "../zoom/port.ts";
import { looked, told } from "./live.ts";
import type { Live } from "./session.ts";

type Told = Parameters<typeof told>[1];
const who = { key: "k", name: "Ana", email: null, registrantId: null, zoomUserId: null };
const at = (m: number) => after(NOON, minutes(m));
const started = (instanceId: string, m: number): Told => ({ is: "started", meetingId: "1", instanceId, at: at(m) });
const ended = (instanceId: string, m: number): Told => ({ is: "ended", meetingId: "1", instanceId, at: at(m) });
const joined = (instanceId: string, m: number): Told => ({ is: "joined", meetingId: "1", instanceId, at: at(m), who });
const left = (instanceId: string, m: number): Told => ({ is: "left", meetingId: "1", instanceId, at: at(m), who });

/** Two runs of a meeting, with what Zoom tells of them. */
const RUNS: Told[] = [
  started("u1", 0),
  joined("u1", 1),
  joined("u1", 5),
  left("u1", 20),
  ended("u1", 30),
  started("u2", 35),
  joined("u2", 36),
  left("u2", 50),
  ended("u2", 60),
];
const hear = (facts: readonly ZoomFact[]): Live | null => facts.reduce<Live | null>((live, fact) => told(live, fact as Told), null);
const core = (live: Live | null) => live && { start: live.start, end: live.end, instanceId: live.instanceId };

test("tellings in any order, twice and late, tell the same in the end", () => {
  const inAnyOrder = fc
    .shuffledSubarray(RUNS, { minLength: RUNS.length })
    .chain((all) => fc.shuffledSubarray([...all, ...all], { minLength: RUNS.length }).map((more) => [...all, ...more]));
  fc.assert(
    fc.property(inAnyOrder, (facts) => {
      expect(core(hear(facts))).toEqual({ start: at(0), end: at(60), instanceId: "u2" });
    }),
    { numRuns: 2000 },
  );
});

test("tellings in any order tell the same while it runs", () => {
  const running = RUNS.slice(0, -1);
  const inAnyOrder = fc.shuffledSubarray(running, { minLength: running.length });
  fc.assert(
    fc.property(inAnyOrder, (facts) => {
      expect(core(hear(facts))).toEqual({ start: at(0), end: null, instanceId: "u2" });
    }),
    { numRuns: 2000 },
  );
});

test("the end of a run that was followed by another is not the end", () => {
  expect(hear([started("u1", 0), started("u2", 10), ended("u1", 9)])?.end).toBeNull();
});

test("who leaves tells nothing of whether it runs", () => {
  expect(hear([left("u1", 5)])).toBeNull();
  expect(hear([started("u1", 0), left("u1", 5)])?.end).toBeNull();
});

test("what a look at Zoom says no telling outdates", () => {
  const seen = looked(hear([started("u1", 0), ended("u1", 10)]), true, at(20));
  expect(seen?.end).toBeNull();
  expect(looked(seen, false, at(30))?.end).toBe(at(30));
  expect(looked(null, false, at(30))).toBeNull();
  expect(looked(null, true, at(30))).toMatchObject({ start: at(30), end: null });
});
