import { expect, test } from "vitest";
import { aMember, aRoom, aSession, NOON } from "../../../test/builders.ts";
import { seededRandom } from "../../lib/random.ts";
import { before, after, hours, minutes } from "../../lib/time.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import { addressees, deliveriesFor, factsOf, type MailContext } from "./mails.ts";

const context: MailContext = {
  institution: { id: "i1", settings: { ...DEFAULT_SETTINGS, language: "es" }, revision: 1 },
  members: [aMember(), aMember({ id: "m2", role: "admin", email: "begona@universidad.example" }), aMember({ id: "m3", role: "owner" }), aMember({ id: "m4" })],
  ownZooms: new Map(),
  rooms: new Map([["r1", aRoom({ signsInWith: ["sso"] })]]),
  origin: "http://bedel.example",
  now: NOON,
};
const people = [
  { attendeeId: "a1", name: "Ana", email: "ana@elsewhere.example" },
  { attendeeId: "a2", name: "Bea", email: "bea@elsewhere.example" },
];
const LINK = { kind: "link", to: "attendees", step: "sendLinks" } as const;
const random = seededRandom(1);

test("the organizer alone, all administrators and owners, or everybody registered: each in a language and zone of the person's own", () => {
  expect(addressees(context, aSession(), "organizer", people).map((a) => a.key)).toEqual(["m1"]);
  expect(addressees(context, aSession(), "admins", people).map((a) => a.key)).toEqual(["m2", "m3"]);
  expect(addressees(context, aSession({ zone: "America/Bogota" }), "attendees", people)).toMatchObject([
    { key: "a1", language: "es", zone: "America/Bogota" },
    { key: "a2" },
  ]);
});

test("a mail is one wish for a person and a revision, and another for the next revision", () => {
  const keys = (revision: number): string[] => deliveriesFor(context, random, aSession({ revision }), LINK, people).map((d) => d.key);
  expect(keys(1)).toEqual(["s1@1/link/a1", "s1@1/link/a2"]);
  expect(keys(1)).toEqual(keys(1));
  expect(keys(2)).not.toEqual(keys(1));
});

test("attendees are not told which room it is, since that may change; the organizer is, and how it will be opened", () => {
  expect(factsOf(context, aSession(), "attendee").session.room).toBeNull();
  expect(factsOf(context, aSession(), "organizer")).toMatchObject({
    session: { room: "Sala Uno" },
    handover: "start link",
    opensAt: before(NOON, minutes(15)),
  });
});

test("a mail of a step helps until the session ends; a report and what people decided help for ever", () => {
  const [link] = deliveriesFor(context, random, aSession(), LINK, people);
  expect(link!.usefulUntil).toBe(after(NOON, hours(1)));
  const [placed] = deliveriesFor(context, random, aSession(), { kind: "placed", to: "organizer", step: null }, []);
  expect([placed!.usefulUntil, placed!.dueAt]).toEqual([null, NOON]);
});

test("administrators are led to the queue, everybody else to the session", () => {
  expect(factsOf(context, aSession(), "admin").page).toBe("http://bedel.example/waiting");
  expect(factsOf(context, aSession(), "organizer").page).toBe("http://bedel.example/sessions/s1");
});
