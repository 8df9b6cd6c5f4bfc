import { expect, test } from "vitest";
import { aSession } from "../../../test/builders.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { mailboxOf, pageStateOf, standingOf, whyNoPlace, type Registration, type RegistrationPage } from "./page.ts";

const session = aSession({ status: "placed" });
const NOW = before(session.time.start, hours(2));
const page = (more: Partial<RegistrationPage> = {}): RegistrationPage => ({
  institutionId: session.institutionId,
  id: "page",
  slug: "abcdef",
  sessionId: session.id,
  listId: null,
  open: true,
  opensAt: null,
  closesAt: null,
  capacity: 10,
  consentText: "",
  consentNeeded: false,
  revision: 1,
  ...more,
});
const state = (more: Partial<RegistrationPage>, taken = 0, now = NOW) => pageStateOf(page(more), [session], taken, 4999, now);

test("a page is open from its opening to its closing, each to the moment, while somebody left it on", () => {
  expect(state({})).toBe("open");
  expect(state({ open: false })).toBe("closed");
  expect(state({ opensAt: after(NOW, 1) })).toBe("not open yet");
  expect(state({ opensAt: NOW })).toBe("open");
  expect(state({ closesAt: after(NOW, 1) })).toBe("open");
  expect(state({ closesAt: NOW })).toBe("closed");
});

test("the last place is the last one, and no list is longer than Zoom takes", () => {
  expect([state({}, 9), state({}, 10), state({}, 11)]).toEqual(["open", "full", "full"]);
  expect([state({ capacity: null }, 4998), state({ capacity: null }, 4999)]).toEqual(["open", "full"]);
});

test("a mailbox is the same whatever follows the plus, and however it is written", () => {
  expect(["ana@x.example", "Ana@X.example ", "ana+1@x.example", "ana+a+b@x.example", "ana+@x.example"].map(mailboxOf)).toEqual(Array(5).fill("ana@x.example"));
  expect(["+1@x.example", "ana.1@x.example", "no address"].map(mailboxOf)).toEqual(["+1@x.example", "ana.1@x.example", "no address"]);
});

test("what is over or cancelled says so, whatever else is true of it", () => {
  const end = after(session.time.end, minutes(1));
  expect(state({ open: false }, 10, end)).toBe("over");
  const cancelled = { ...session, status: "cancelled" as const };
  expect(pageStateOf(page(), [cancelled], 0, 4999, NOW)).toBe("cancelled");
  expect(pageStateOf(page(), [cancelled, session], 0, 4999, NOW)).toBe("open");
  expect(pageStateOf(page(), [cancelled, session], 0, 4999, end)).toBe("over");
  expect(whyNoPlace(page(), [], 0, 4999, NOW)).toBe("over");
});

test("a registration is nobody's place until it is confirmed, within a day, and none when the list has the person no more", () => {
  const r: Registration = {
    institutionId: session.institutionId,
    id: "r",
    pageId: "page",
    name: "Ana",
    email: "ana@elsewhere.example",
    language: "es",
    zone: "Europe/Madrid",
    consent: null,
    askedAt: NOW,
    expiresAt: after(NOW, hours(24)),
    confirmedAt: null,
    cancelledAt: null,
    attendeeId: null,
    listedId: null,
  };
  expect(standingOf(r, false, before(r.expiresAt, 1))).toBe("unconfirmed");
  expect(standingOf(r, true, r.expiresAt)).toBe("expired");
  expect(standingOf({ ...r, confirmedAt: NOW }, true, r.expiresAt)).toBe("registered");
  expect(standingOf({ ...r, confirmedAt: NOW }, false, NOW)).toBe("cancelled");
  expect(standingOf({ ...r, confirmedAt: NOW, cancelledAt: NOW }, true, NOW)).toBe("cancelled");
});
