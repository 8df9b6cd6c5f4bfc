import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { after, days, hours, instant } from "../lib/time.ts";
import { MAIL_KINDS, type MailKind } from "./facts.ts";
import { aReader, someFacts, someSecret } from "./letter.fixtures.ts";
import { writeLetter } from "./letter.ts";

const NEAREST = [instant("2027-03-01T11:00:00Z")];
const full = (more: Parameters<typeof someFacts>[0] = {}) =>
  someFacts({
    nearest: NEAREST,
    noneProven: true,
    reason: "All rooms are taken.",
    step: "close",
    because: "unreachable",
    retryAt: null,
    before: { title: "Logic", start: NEAREST[0]!, end: after(NEAREST[0]!, hours(1)), zone: "Europe/Madrid" },
    ...more,
  });
const letterOf = (kind: MailKind, more: Parameters<typeof someFacts>[0] = {}, to = aReader()) =>
  writeLetter(kind, full(more), kind === "credentials" ? someSecret : {}, to);
const eventIn = (content: string) => new ICAL.Event(new ICAL.Component(ICAL.parse(content)).getFirstSubcomponent("vevent")!);

describe.each(["en", "es"] as const)("in %s", (language) => {
  test.each(MAIL_KINDS)("%s has all its words, tells the session and when it is, with the zone, in text and HTML alike", (kind) => {
    const letter = letterOf(kind, {}, aReader({ language }));
    for (const part of [letter.text, letter.html]) {
      expect(part).toContain("Introduction to logic");
      expect(part).toContain(language === "en" ? "10:00 – 11:00 AM (Madrid time)" : "10:00–11:00 (hora de Madrid)");
      expect(part).not.toMatch(/undefined|\[object|mails\.|\{[a-z]+\}/i);
    }
    expect(letter.subject).toContain("Introduction to logic");
    expect(letter.html).not.toMatch(/<img|<script|url\(/);
  });
});

test("a reader elsewhere is told their own time too, and a reader who sees the same time is not told it twice", () => {
  expect(letterOf("placed", {}, aReader({ zone: "America/Argentina/Buenos_Aires" })).text).toContain("In Buenos Aires: Monday, March 1, 2027, 6:00 – 7:00 AM");
  expect(letterOf("placed", {}, aReader({ zone: "Europe/Paris" })).text).not.toContain("Paris");
});

test("only the mail of credentials carries a password, and it tells from when to when it is valid and where to sign in", () => {
  for (const kind of MAIL_KINDS) {
    const { subject, text, html, calendar } = writeLetter(kind, full(), someSecret, aReader());
    expect([subject, html, calendar?.content ?? ""].join("")).not.toContain(someSecret.credentials!.password);
    expect(text.includes(someSecret.credentials!.password)).toBe(kind === "credentials");
    expect(html.includes("Kq7&lt;&amp;&gt;&quot;&#39;pass")).toBe(kind === "credentials");
  }
  const { text } = letterOf("credentials");
  expect(text).toMatch(/Valid from: Monday, March 1, 2027 at 9:45 AM \(Madrid time\)\nValid until: Monday, March 1, 2027 at 11:10 AM \(Madrid time\)/);
  expect(text).toContain("https://zoom.example/signin");
  expect(text).toContain("room2@south.example");
});

test("a mail of credentials without them is a bug, not a mail", () => {
  expect(() => writeLetter("credentials", full(), {}, aReader())).toThrow(/needs them/);
});

test("who waits learns whether it is proven that no arrangement helps, the nearest times, and whom to ask", () => {
  const { text } = letterOf("waiting", { noneProven: false });
  expect(text).toContain("there may still be one");
  expect(text).toContain("- Monday, March 1, 2027 at 12:00 PM (Madrid time)");
  expect(text).toContain("Online teaching · online@south.example · +34 900 000 000");
  expect(letterOf("waiting").text).toContain("no arrangement of the other sessions would free one");
});

test("who waited in vain is not told of a reason that nobody gave", () => {
  expect(letterOf("declined", { reason: undefined as never }).text).toContain("none became free");
  expect(letterOf("declined", { reason: "Bank holiday" }).text).toMatch(/what they say:\s+.*Bank holiday/);
});

test("an administrator's mail of trouble says what, why and whether it is tried again", () => {
  expect(letterOf("admin_alarm").text).toMatch(/Close the room and change its password\nWhy not yet: Zoom does not answer\.\nNext try: not by itself/);
  expect(letterOf("admin_alarm", { because: "never heard of", step: "constructor" }).text).toMatch(
    /Something in Zoom or by mail\nWhy not yet: Something went wrong/,
  );
});

describe("a calendar entry", () => {
  const link = (more: Parameters<typeof someFacts>[0] = {}, to = aReader({ name: "Eva", email: "eva@north.example" })) =>
    writeLetter("link", full({ audience: "attendee", ...more }), { joinAddress: "https://bedel.example/j/abc" }, to).calendar!;

  test("comes with what places, moves, cancels or leads to a session, and with nothing else", () => {
    expect(MAIL_KINDS.filter((kind) => letterOf(kind).calendar !== null)).toEqual([
      "placed",
      "hosted",
      "hosting",
      "not_hosting",
      "served",
      "link",
      "changed",
      "cancelled",
      "off_list",
    ]);
  });

  test("keeps its name for the session's life, counts its changes and tells its times in UTC", () => {
    const event = eventIn(link({ session: { sequence: 3 } }).content);
    expect([event.uid, event.sequence]).toEqual(["s1@bedel", 3]);
    expect([event.startDate.toString(), event.endDate.toString()]).toEqual(["2027-03-01T09:00:00Z", "2027-03-01T10:00:00Z"]);
    expect(link().content).not.toContain("TZID");
  });

  test("takes an attendee to their own address, and names nobody but the organizer and the reader", () => {
    const event = eventIn(link().content);
    expect(event.location).toBe("https://bedel.example/j/abc");
    expect(event.organizer).toBe("mailto:online@south.example");
    expect(event.attendees.map((a) => String(a.getFirstValue()).toLowerCase())).toEqual(["mailto:eva@north.example"]);
    expect(link().content).not.toContain("https://bedel.example/sessions");
  });

  test("is a request to who is known, a publication to who is not, and takes back what was cancelled", () => {
    expect(link().method).toBe("REQUEST");
    expect(link({}, aReader()).method).toBe("PUBLISH");
    expect(link({ contact: { name: "", email: "", phone: "" } }).method).toBe("PUBLISH");
    const cancelled = letterOf("cancelled").calendar!;
    expect([cancelled.method, /STATUS:CANCELLED/.test(cancelled.content)]).toEqual(["CANCEL", true]);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    "a\r\nBcc: eve@x.example",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "<script>alert(1)</script>",
    '"><a href="https://evil.example">',
    "\u202etxt.exe\u2066",
    'CN";X=1:mailto:eve@x.example',
    "{title}",
    "\ud800",
    "a;b,c\\d",
    "</style><style>",
    "'".repeat(200),
    "ñ".repeat(200),
  ),
);

test("whatever people write as title, name, room or reason stays text: no header, no tag, no other calendar entry, no turned-around line", () => {
  const kinds = fc.constantFrom(...MAIL_KINDS);
  fc.assert(
    fc.property(kinds, hostile, hostile, hostile, hostile, (kind, title, name, room, reason) => {
      const plain = letterOf(
        kind,
        { reason: "reason", session: { title: "title", organizer: "name", room: "room" } },
        aReader({ name: "name", email: "ana@south.example" }),
      );
      const letter = letterOf(kind, { institution: name, reason, session: { title, organizer: name, room } }, aReader({ name, email: "ana@south.example" }));
      expect(letter.subject).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(letter.text).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
      for (const part of [letter.subject, letter.text, letter.html]) expect(part.isWellFormed()).toBe(true);
      expect(tagsOf(letter.html)).toEqual(tagsOf(plain.html));
      if (letter.calendar === null) return;
      const events = new ICAL.Component(ICAL.parse(letter.calendar.content)).getAllSubcomponents("vevent");
      expect(events).toHaveLength(1);
      expect(propertiesOf(events[0]!)).toEqual(propertiesOf(new ICAL.Component(ICAL.parse(plain.calendar!.content)).getFirstSubcomponent("vevent")!));
    }),
    { numRuns: 300 },
  );
});

/** Which tags there are, in order; rows and greetings that are empty are left out, so only kinds of tags and addresses are compared. */
const tagsOf = (html: string): string[] =>
  [
    ...new Set([...html.matchAll(/<(\/?[a-z0-9!-]+)/gi)].map((match) => match[1]!)),
    ...[...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]!),
  ].toSorted();

const propertiesOf = (event: ICAL.Component): string[] =>
  event
    .getAllProperties()
    .map(
      (property) => `${property.name} ${property.name === "organizer" || property.name === "attendee" ? String(property.getFirstValue()).toLowerCase() : ""}`,
    );

test("a session over midnight tells both days", () => {
  const start = instant("2027-03-01T22:30:00Z");
  const { text } = letterOf("placed", { session: { start, end: after(start, hours(1)) } });
  expect(text).toContain("Monday, March 1, 2027 at 11:30 PM – Tuesday, March 2, 2027 at 12:30 AM (Madrid time)");
});

test("the same facts give the same letter, a year apart or not", () => {
  expect(letterOf("link")).toEqual(letterOf("link"));
  const later = after(instant("2027-03-01T09:00:00Z"), days(365));
  expect(letterOf("changed", { writtenAt: later }).calendar!.content).toContain("DTSTAMP:20280229T090000Z");
});
