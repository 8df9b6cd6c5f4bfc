import { expect, test } from "vitest";
import { after, before, hours, instant, iso, minutes, seconds } from "../../lib/time.ts";
import type { Booking } from "../booking.ts";
import { asTold, inLine, isReminded, isTooEarly, missing, newsOf, type SessionNow } from "./news.ts";

const NOW = instant("2027-03-01T08:00:00Z");
const TIME = { start: instant("2027-03-04T15:00:00Z"), end: instant("2027-03-04T15:30:00Z") };
const WHO = { comers: ["eva@x.example", "noa@x.example"], hosts: ["h1", "h2"] };
const LATER = { start: after(TIME.start, hours(1)), end: after(TIME.end, hours(1)) };

const NEW: Booking = {
  institutionId: "i", id: "b", typeId: "t", sessionId: "s", time: TIME, typeName: "Consultation", place: { kind: "zoom" }, attendeeId: "a", name: "Eva",
  email: "eva@x.example", zone: "UTC", language: "en", message: "", guests: [], bufferBefore: 0, bufferAfter: 0, changeUntilMinutes: 0, status: "booked",
  cancelledBy: null, cancelledBecause: "", noShow: false, sequence: 0, told: null, tellAt: after(NOW, seconds(20)), untold: true, reminders: [1440, 60],
  remindAt: before(TIME.start, hours(24)), madeAt: NOW,
}; // prettier-ignore
const heard = (b: Booking = NEW) => asTold(b, newsOf(b, WHO, [], NOW), WHO, true, NOW);
const session = (more: Partial<SessionNow> = {}): SessionNow => ({ time: TIME, isOff: false, isUnderUndo: false, hasMeeting: true, ...more });
const kinds = (b: Booking, who = WHO, now = NOW) => newsOf(b, who, [], now).map(({ kind, to }) => [kind, ...to.comers, ...to.hosts]);

test("all are told once that it is booked, and then nothing more", () => {
  expect(kinds(NEW)).toEqual([["booking_made", ...WHO.comers, ...WHO.hosts]]);
  expect(heard()).toMatchObject({ sequence: 1, untold: false, tellAt: null, remindAt: NEW.remindAt });
  expect(kinds(heard())).toEqual([]);
  expect(asTold(heard(), [], WHO, true, NOW).sequence).toBe(1);
});

test("another time is told as it was and is; who came meanwhile is told that it is booked", () => {
  const moved = { ...heard(), time: LATER };
  const who = { ...WHO, comers: [...WHO.comers, "zoe@x.example"] };
  expect(kinds(moved, who)).toEqual([
    ["booking_moved", ...WHO.comers, ...WHO.hosts],
    ["booking_made", "zoe@x.example"],
  ]);
  expect(newsOf(moved, who, [], NOW)[0]!.before).toEqual(TIME);
  expect(asTold(moved, newsOf(moved, who, [], NOW), who, true, NOW)).toMatchObject({
    sequence: 2,
    remindAt: before(LATER.start, hours(24)),
    told: { guests: who.comers },
  });
});

test("what lasts longer while it is on is told to nobody; beforehand it is", () => {
  const longer = { ...heard(), time: { ...TIME, end: LATER.end } };
  expect(kinds(longer, WHO, TIME.start)).toEqual([]);
  expect(kinds(longer)).toEqual([["booking_moved", ...WHO.comers, ...WHO.hosts]]);
});

test("a cancellation is told to whoever has heard of it, also to hosts who have none of their time in it any more", () => {
  const off = { ...heard(), status: "cancelled" as const };
  expect(kinds(off, { comers: [], hosts: [] })).toEqual([["booking_cancelled", ...WHO.comers, ...WHO.hosts]]);
  expect(asTold(off, newsOf(off, WHO, [], NOW), WHO, true, NOW)).toMatchObject({ sequence: 2, remindAt: null });
  expect(kinds(asTold(off, [], WHO, true, NOW))).toEqual([]);
  expect(kinds({ ...NEW, status: "cancelled" })).toEqual([]);
});

test("who comes no more is told that alone, while it is on; its guests are those who are left", () => {
  const b = { ...heard(), guests: [{ name: "Noa", email: "Noa@x.example" }] };
  const who = { ...WHO, comers: ["eva@x.example"] };
  const gone = missing(b, who);
  expect(gone).toEqual(["noa@x.example"]);
  const news = newsOf(b, who, gone, NOW);
  expect(news).toEqual([{ kind: "booking_off_list", to: { comers: gone, hosts: [] }, before: null }]);
  expect(asTold(b, news, who, true, NOW)).toMatchObject({ sequence: 2, guests: [], told: { guests: who.comers } });
  expect(missing({ told: { ...b.told!, status: "cancelled" } }, who)).toEqual([]);
});

test("a session that is moved or called off elsewhere moves or cancels it; what is cancelled stays so", () => {
  expect(inLine(NEW, session({ time: LATER })).time).toEqual(LATER);
  expect(inLine(NEW, session({ isOff: true }))).toMatchObject({ status: "cancelled", cancelledBy: "host", time: TIME });
  const byGuest = { ...NEW, status: "cancelled" as const, cancelledBy: "guest" as const };
  expect(inLine(byGuest, session({ isOff: true }))).toBe(byGuest);
  expect(inLine(NEW, null)).toBe(NEW);
});

test("the first telling waits for the meeting, for a moment; none is told of what may be taken back", () => {
  const early = (b: Booking, s: SessionNow | null, now = NOW) => isTooEarly(b, s, now);
  expect([early(NEW, session()), early(NEW, session({ hasMeeting: false })), early(NEW, session({ hasMeeting: false }), after(NOW, seconds(20)))]).toEqual([
    false,
    true,
    false,
  ]);
  expect([early(NEW, null), early(heard(), session({ isUnderUndo: true })), early(heard(), session({ hasMeeting: false }))]).toEqual([false, true, false]);
});

test("a reminder that is late by more than an hour, or after the start, is none", () => {
  const due = NEW.remindAt!;
  expect([due, after(due, hours(1)), after(due, minutes(61))].map((now) => isReminded(NEW, now))).toEqual([true, true, false]);
  expect(isReminded({ ...NEW, remindAt: before(TIME.start, minutes(10)) }, TIME.start)).toBe(false);
  expect(isReminded({ ...NEW, status: "cancelled" }, due)).toBe(false);
  expect(iso(due)).toBe("2027-03-03T15:00:00.000Z");
});
