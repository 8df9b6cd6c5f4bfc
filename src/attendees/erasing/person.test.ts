import { expect, test } from "vitest";
import { aSession, NOON } from "../../../test/builders.ts";
import { after, before, hours, iso, minutes } from "../../lib/time.ts";
import { exportOf, isPast, namesOf, sessionsOf, type HeldOf } from "./person.ts";

const registered = { sessionId: "s1", name: "Ana", email: "ana@elsewhere.example", addedAt: NOON, registrantId: "r1" };
const mail = { sessionId: "s2", kind: "link", to: "Ana Q.", state: "sent", madeAt: NOON, sentAt: NOON };
const held: HeldOf = {
  registered: [registered],
  mails: [mail, { ...mail, sessionId: null, to: "" }],
  seen: [],
  present: [],
  grouped: [],
  listed: [],
  asked: [],
  booked: [],
  panel: null,
};

test("a session is past from its end on, and one that was never held from its start on", () => {
  const s = aSession({ start: NOON });
  expect([isPast(s, after(NOON, minutes(59))), isPast(s, after(NOON, hours(1)))]).toEqual([false, true]);
  expect(isPast({ ...s, overAt: NOON }, NOON)).toBe(true);
  const cancelled = aSession({ start: NOON, status: "cancelled" });
  expect([isPast(cancelled, before(NOON, minutes(1))), isPast(cancelled, NOON)]).toEqual([false, true]);
});

test("whatever tells of the person names a session, once", () => {
  expect(sessionsOf({ ...held, seen: [{ sessionId: "s1", name: "Ana", joinedAt: NOON, leftAt: null }] })).toEqual(["s1", "s2"]);
  expect(namesOf(held)).toEqual(["Ana", "Ana Q."]);
});

test("the copy goes by time, and puts each thing to its session", () => {
  const sessions = [aSession({ id: "s2", start: after(NOON, hours(5)) }), aSession({ id: "s1" })];
  const copy = exportOf(held, sessions, { institution: "University", email: registered.email, now: NOON });
  expect(copy.sessions.map((s) => [s.start, s.registered?.name ?? null, s.mails.length])).toEqual([
    [iso(NOON), "Ana", 0],
    [iso(after(NOON, hours(5))), null, 1],
  ]);
  expect(copy.sessions[0]).toMatchObject({ present: [], seen: [], registered: { knownToZoom: true } });
});
