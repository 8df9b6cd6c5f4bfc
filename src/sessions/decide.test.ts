import fc from "fast-check";
import { expect, test } from "vitest";
import { aMeeting, aRoom, aSession, NOON } from "../../test/builders.ts";
import { after, before, days, hours, minutes, type Instant } from "../lib/time.ts";
import type { Room } from "../rooms/room.ts";
import { decide, nextWake, type Decision } from "./decide.ts";
import { endDue, type Session } from "./session.ts";
import { dueAt, STEP_ORDER, STEPS } from "./steps.ts";

const inUse = (room: Room = aRoom()) => ({ room, mode: "credentials" as const, ownZoom: null });
const wishes = (d: Decision): string[] => [...d.commands.map((c) => c.does), ...d.mails.map((m) => m.kind)];
const states = (s: Session): string => STEP_ORDER.map((step) => `${step} ${s.steps[step].is}`).join(", ");
const DONE = { is: "done", at: before(NOON, days(1)) } as const;

test("a session asked for ten minutes before it starts gets its meeting, its credentials and its links at once", () => {
  const d = decide(aSession({ start: NOON }), inUse(), before(NOON, minutes(10)));
  expect(wishes(d)).toEqual(["ensureMeeting", "credentials", "link"]);
  expect(d.session.steps.warn.is).toBe("pending");
  expect(d.room?.password).toMatchObject({ occupiedBy: "s1", exposedTo: "s1" });
});

test("nothing happens before its time", () => {
  for (const step of STEP_ORDER) {
    const s = aSession();
    const done = Object.fromEntries(STEP_ORDER.filter((other) => dueAt(s, other) < dueAt(s, step)).map((other) => [other, DONE]));
    const d = decide(aSession({ steps: done }), inUse(aRoom({ password: { occupiedBy: "s1", exposedTo: "s1" } })), before(dueAt(s, step), 1));
    expect(d.session.steps[step].is, step).toBe("pending");
  }
});

test("credentials never go out earlier than the preparation begins, whatever the lead", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }), (preparation, lead) => {
      const policy = { ...aSession().policy, preparation: minutes(preparation), credentialLead: minutes(Math.min(lead, preparation)) };
      expect(dueAt(aSession({ policy }), "handOver")).toBeGreaterThanOrEqual(before(NOON, policy.preparation));
    }),
  );
});

test("what is asked for after its usefulness is skipped, and the skip is recorded", () => {
  const d = decide(aSession(), inUse(), after(NOON, hours(2)));
  for (const step of ["generate", "handOver", "sendLinks", "warn"] as const)
    expect(d.session.steps[step]).toMatchObject({ is: "skipped", because: "too_late" });
  expect(d.commands.map((c) => c.does)).toContain("ensureEnded");
});

test("a room is never closed before its end is confirmed, however late", () => {
  const begun = decide(aSession(), inUse(), after(NOON, days(3)));
  expect(wishes(begun)).not.toContain("ensureClosed");
  const ended = { ...begun.session, steps: { ...begun.session.steps, end: DONE } };
  expect(wishes(decide(ended, inUse(), after(NOON, days(3))))).toContain("ensureClosed");
});

test.each([
  ["its last password is still known", { exposedTo: "s0" }, "room_is_secured"],
  ["the session before has not left it", { occupiedBy: "s0", exposedTo: "s0" }, "room_is_free"],
  ["it has no password yet", { isSet: false }, "room_has_password"],
] as const)("a room is not handed over while %s", (_, password, until) => {
  const now = before(NOON, minutes(15));
  const held = decide(aSession(), inUse(aRoom({ password })), now);
  expect(held.session.steps.handOver).toMatchObject({ is: "held", until });
  expect([held.room, wishes(held)]).toEqual([null, ["ensureMeeting", "link"]]);
  expect(decide(held.session, inUse(aRoom()), after(now, 1)).session.steps.handOver.is).toBe("started");
});

test("a cancelled session hands nothing over, and only what was opened is closed again", () => {
  const now = before(NOON, minutes(10));
  const unopened = decide(aSession({ status: "cancelled", cancelledAt: now }), inUse(), now);
  expect(wishes(unopened)).toEqual([]);
  expect(STEP_ORDER.map((step) => unopened.session.steps[step].is)).toEqual(STEP_ORDER.map(() => "skipped"));
  const opened = decide(aSession({ status: "cancelled", cancelledAt: now, steps: { handOver: DONE } }), inUse(), now);
  expect(wishes(opened)).toEqual(["ensureEnded"]);
});

test("while it can be taken back nothing is done for a cancelled or changed session", () => {
  const s = aSession({ status: "cancelled", cancelledAt: NOON, stray: [{ id: "1", kind: "meeting", hostId: "h0" }] });
  const undo = { until: after(NOON, minutes(1)), kind: "cancel", before: {} as never } as const;
  expect(wishes(decide({ ...s, undo }, inUse(), NOON))).toEqual([]);
  const d = decide({ ...s, undo }, inUse(), undo.until);
  expect([d.releases, d.session.undo, wishes(d)]).toEqual(["all", null, ["removeStray"]]);
});

test("an end before its time is one only once Zoom was looked at after the settling time and nobody had come back", () => {
  const live = { start: NOON, end: after(NOON, minutes(20)), instanceId: "u1", checkedAt: NOON };
  const s = aSession({ live, meeting: aMeeting(), steps: { generate: DONE, handOver: DONE, sendLinks: DONE } });
  const waits = decide(s, inUse(), after(NOON, minutes(21)));
  expect(waits.session.overAt).toBeNull();
  expect(waits.session.watchAt).toBeLessThanOrEqual(after(NOON, minutes(30)));
  const asks = decide(waits.session, inUse(), after(NOON, minutes(30)));
  expect([asks.session.overAt, wishes(asks)]).toEqual([null, ["watch"]]);
  const looked = { ...asks.session, live: { ...live, checkedAt: after(NOON, minutes(31)) } };
  const over = decide(looked, inUse(), after(NOON, minutes(31)));
  expect(over.session.overAt).toBe(live.end);
  expect(over.session.steps.warn).toMatchObject({ is: "skipped", because: "over_early" });
  expect(wishes(over)).toEqual(["ensureEnded"]);
});

test("nobody is reminded of an end while the meeting has ended and may be over", () => {
  const handed = { generate: DONE, handOver: DONE, sendLinks: DONE };
  const live = { start: NOON, end: after(NOON, minutes(48)), instanceId: "u1", checkedAt: NOON };
  const ended = decide(aSession({ live, meeting: aMeeting(), steps: handed }), inUse(), after(NOON, minutes(50))).session;
  expect(ended.steps.warn.is).toBe("pending");
  expect(nextWake(ended, after(NOON, minutes(50)))).toBeLessThanOrEqual(after(NOON, minutes(58)));
  expect(wishes(decide({ ...ended, live: { ...live, end: null } }, inUse(), after(NOON, minutes(52))))).toContain("warn");
});

test("who waits for a room in vain is declined at the start", () => {
  const waiting = aSession({ status: "waiting", roomId: null, hostId: null });
  expect(decide(waiting, null, before(NOON, 1)).session.status).toBe("waiting");
  expect(decide(waiting, null, NOON)).toMatchObject({ session: { status: "declined" }, mails: [{ kind: "declined" }] });
});

test("the meeting of a session that lost its room is taken out of Zoom while the session waits for another", () => {
  const stray = [{ id: "1", kind: "meeting" as const, hostId: "h0" }];
  expect(wishes(decide(aSession({ status: "waiting", roomId: null, hostId: null, stray }), null, before(NOON, hours(1))))).toEqual(["removeStray"]);
});

const moment = (from: number, to: number): fc.Arbitrary<Instant> => fc.integer({ min: from, max: to }).map((m) => after(NOON, minutes(m)));
const anyState = fc.oneof(
  fc.constant({ is: "pending" } as const),
  fc.record({ is: fc.constant("started" as const), at: moment(-300, 300) }),
  fc.record({ is: fc.constant("done" as const), at: moment(-300, 300) }),
  fc.record({ is: fc.constant("held" as const), at: moment(-300, 300), until: fc.constantFrom("room_is_secured" as const, "room_is_free" as const) }),
  fc.record({
    is: fc.constant("failed" as const),
    at: moment(-300, 300),
    because: fc.constantFrom("unreachable" as const, "mail_refused" as const),
    retryAt: fc.constant(null),
  }),
  fc.record({ is: fc.constant("skipped" as const), at: moment(-300, 300), because: fc.constant("too_late" as const) }),
);
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null });
const anySession = fc
  .record({
    status: fc.constantFrom("waiting", "placed", "placed", "placed", "declined", "cancelled"),
    source: fc.constantFrom("pool", "pool", "personal", "default host"),
    steps: fc.record(Object.fromEntries(STEP_ORDER.map((step) => [step, anyState]))) as fc.Arbitrary<Session["steps"]>,
    length: fc.integer({ min: 5, max: 300 }),
    meeting: maybe(fc.constant(aMeeting())),
    live: maybe(fc.record({ start: moment(-60, 60), end: maybe(moment(0, 200)), instanceId: fc.constant("u1"), checkedAt: moment(0, 60) })),
    watchAt: maybe(moment(-60, 300)),
    overAt: maybe(moment(0, 100)),
    endAskedAt: maybe(moment(0, 100)),
    undoUntil: maybe(moment(-120, 60)),
    registrantsAsked: fc.boolean(),
    stray: fc.constantFrom([], [{ id: "9", kind: "meeting" as const, hostId: "h0" }]),
    cancelledAt: moment(-120, 60),
  })
  .map(({ length, undoUntil, ...s }) =>
    aSession({
      ...s,
      status: s.status as Session["status"],
      source: s.source as Session["source"],
      end: after(NOON, minutes(length)),
      undo:
        undoUntil === null || s.status === "waiting" || s.status === "declined"
          ? null
          : { until: undoUntil, kind: s.status === "cancelled" ? "cancel" : "change", before: {} as never },
    }),
  );
const anyRoom = fc
  .record({
    isSet: fc.boolean(),
    exposedTo: maybe(fc.constantFrom("s0", "s1")),
    occupiedBy: maybe(fc.constantFrom("s0", "s1")),
    evidenceAt: maybe(moment(-60, 60)),
    trouble: maybe(fc.constant("too_often")),
  })
  .map((password) => aRoom({ password }));

test("asking twice decides nothing new", () => {
  fc.assert(
    fc.property(anySession, anyRoom, moment(-2000, 2000), (session, room, now) => {
      const once = decide(session, inUse(room), now);
      const twice = decide(once.session, inUse(once.room ?? room), now);
      expect(wishes(twice)).toEqual([]);
      expect(twice.session).toEqual(once.session);
    }),
    { numRuns: 3000 },
  );
});

test("the next look is later than now, or there is none", () => {
  fc.assert(
    fc.property(anySession, anyRoom, moment(-2000, 2000), (session, room, now) => {
      const wake = nextWake(decide(session, inUse(room), now).session, now);
      expect(wake === null || wake > now).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

/** Zoom and mail at their best: whatever was wished is done before the next look. */
function obeyed({ session, room }: Decision, before: Room, now: Instant): { session: Session; room: Room } {
  const steps = { ...session.steps };
  for (const step of STEP_ORDER) if (steps[step].is === "started") steps[step] = { is: "done", at: now };
  const closed = steps.close.is === "done" && session.steps.close.is === "started";
  const next = room ?? before;
  return { session: { ...session, steps, strayAsked: false, stray: [] }, room: closed ? aRoom() : next };
}

test("however long the worker slept, nothing due is left behind, and in the end every step knows how it ended", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 30 }), fc.boolean(), (naps, cancelled) => {
      let [session, room, now] = [aSession(), aRoom(), before(NOON, days(2))];
      const visit = (): void => {
        for (let round = 0; round < 4; round += 1) ({ session, room } = obeyed(decide(session, inUse(room), now), room, now));
        const left = STEP_ORDER.filter((step) => session.steps[step].is === "pending" && dueAt(session, step) <= now);
        expect(left, states(session)).toEqual([]);
      };
      for (const nap of naps) {
        visit();
        now = after(now, minutes(nap));
        if (cancelled && nap > 1400 && session.status === "placed" && now < session.time.end) session = { ...session, status: "cancelled", cancelledAt: now };
      }
      visit();
      for (let wake = nextWake(session, now); wake !== null; wake = nextWake(session, now)) {
        now = wake;
        visit();
      }
      expect(STEP_ORDER.filter((step) => !["done", "skipped"].includes(session.steps[step].is))).toEqual([]);
      expect(room.password).toMatchObject({ occupiedBy: null, exposedTo: null });
    }),
    { numRuns: 500 },
  );
});

test("the report follows the end as it really was", () => {
  const early = aSession({ overAt: after(NOON, minutes(20)) });
  expect(dueAt(early, "report")).toBe(after(endDue(early), early.policy.postprocessing));
  expect(STEPS.report.usefulUntil(early)).toBe(after(early.time.end, days(14)));
});

test("once its end was asked for, nothing that leads up to it or reminds of it happens any more", () => {
  const s = aSession({ start: NOON, endAskedAt: before(NOON, minutes(1)) });
  const { session, mails } = decide(s, null, after(NOON, minutes(1)));
  for (const step of ["handOver", "sendLinks", "warn"] as const) expect(session.steps[step]).toMatchObject({ is: "skipped", because: "over_early" });
  expect(mails).toEqual([]);
});
