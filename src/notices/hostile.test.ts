import fc from "fast-check";
import ICAL from "ical.js";
import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { hostileText, lettersOf } from "../lib/hostile.fixtures.ts";
import { hours, after, instant } from "../lib/time.ts";
import { optionsOf } from "../platform/mailer.ts";
import { someBefore, someBookingFacts, someTold } from "./bookings/booking.fixtures.ts";
import { BOOKING_KINDS, type BookingKind } from "./bookings/facts.ts";
import { writeBookingLetter } from "./bookings/letter.ts";
import { calledName } from "./clean.ts";
import { someCourseFacts, someDate, someNews } from "./courses/course.fixtures.ts";
import { COURSE_KINDS, type CourseKind } from "./courses/facts.ts";
import { writeCourseLetter } from "./courses/letter.ts";
import { MAIL_KINDS, type Letter, type MailKind } from "./facts.ts";
import { aReader, someFacts, someSecret } from "./letter.fixtures.ts";
import { writeLetter } from "./letter.ts";
import { LETTER_KINDS, writeLetterOf } from "./letters.ts";

/** Each of these has five texts of somebody's: ten thousand over all kinds of mail. */
const CASES = { numRuns: 2000, endOnFailure: true };
const PATIENCE = 180_000;
const NOON = instant("2027-03-01T11:00:00Z");
const UNREADABLE = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/u;

const transport = createTransport({ streamTransport: true, buffer: true });

/** The bytes that the mail server gets. */
async function sent(letter: Letter, name: string): Promise<Buffer> {
  const mail = { messageId: "m1@bedel", to: { name, email: "eva@south.example" }, date: NOON, letter };
  return (await transport.sendMail(optionsOf(mail, { name: "Bedel", email: "bedel@south.example" }))).message as Buffer;
}

const HEADERS = ["content-type", "date", "from", "message-id", "mime-version", "subject", "to"];

async function expectOneMail(letter: Letter, name: string): Promise<void> {
  const bytes = await sent(letter, name);
  const head = bytes.toString("latin1").split("\r\n\r\n")[0]!;
  const names = head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(":")).toLowerCase());
  expect(names.toSorted()).toEqual(HEADERS);
  expect(head).not.toMatch(/[^\r\n\t\x20-\x7e]/); // folded and encoded, as the oldest servers take it
  const read = await simpleParser(bytes, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  expect(lettersOf(read.subject!)).toBe(lettersOf(letter.subject));
  expect(read.subject).not.toMatch(UNREADABLE);
  expect([read.to, read.cc, read.bcc].flat().flatMap((one) => one?.value.map(({ address }) => address) ?? [])).toEqual(["eva@south.example"]);
}

const seen = (text: string): string => lettersOf(text).slice(0, 40);

function eventsIn(letter: Letter): ICAL.Component[] {
  expect(letter.calendar!.content.split("\r\n").filter((line) => /[\n\r\0]/.test(line))).toEqual([]);
  return new ICAL.Component(ICAL.parse(letter.calendar!.content)).getAllSubcomponents();
}

const propertiesOf = (event: ICAL.Component): string[] =>
  event.getAllProperties().map((one) => `${one.name} ${Object.keys(one.toJSON()[1] as object).toString()}`);

const written = (kind: MailKind, [title, name, organizer, room, reason]: readonly string[]): Letter =>
  writeLetter(
    kind,
    someFacts({ nearest: [NOON], noneProven: true, reason: reason!, step: "close", because: "unreachable", retryAt: null, institution: room!,
      before: { title: title!, start: NOON, end: after(NOON, hours(1)), zone: "UTC" }, session: { title: title!, organizer: organizer!, room: room! } }),
    kind === "credentials" ? someSecret : {},
    aReader({ name: name!, email: "eva@south.example" }),
  ); // prettier-ignore

const fiveTexts = fc.array(hostileText, { minLength: 5, maxLength: 5 });

test(
  "whatever people call themselves and their sessions, a mail is one mail, its calendar one entry, and the title can be read",
  { timeout: PATIENCE },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...MAIL_KINDS), fiveTexts, async (kind, texts) => {
        const letter = written(kind, texts);
        expect([letter.subject, letter.text].filter((part) => UNREADABLE.test(part))).toEqual([]);
        expect(letter.html).not.toMatch(/<(script|a href="https:\/\/evil)/i);
        expect(lettersOf(letter.text)).toContain(seen(texts[0]!));
        await expectOneMail(letter, texts[1]!);
        if (letter.calendar === null) return;
        const events = eventsIn(letter);
        expect(events).toHaveLength(1);
        expect(propertiesOf(events[0]!)).toEqual(propertiesOf(eventsIn(written(kind, ["t", "n", "o", "r", "x"]))[0]!));
        const summary = String(events[0]!.getFirstPropertyValue("summary"));
        expect(summary).not.toMatch(UNREADABLE);
        expect(lettersOf(summary)).toContain(seen(texts[0]!));
      }),
      CASES,
    );
  },
);

test("so it is of the mails that are about no session", { timeout: PATIENCE }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LETTER_KINDS), fiveTexts, async (kind, [institution, name, inviter, account, contact]) => {
      const letter = writeLetterOf(
        kind,
        {
          institution: institution!,
          contact: { name: contact!, email: "tic@south.example", phone: "" },
          values: {
            inviter: inviter!,
            email: "zoom@south.example",
            account: account!,
            institution: institution!,
            name: name!,
            title: inviter!,
            sessions: 2,
            many: 1,
            apart: 1,
            all: 3,
            classrooms: 1,
            first: account!,
          },
          stopped: [{ kind: "new classroom", about: account! }],
          halfway: [{ kind: "change passcode", about: inviter!, met: "row_behind", isHeld: false }],
          words: { because: "common.zoom.because.revoked", role: "common.zoom.because.revoked" },
          moments: { until: NOON, start: NOON },
          page: "https://bedel.example/page",
        },
        {},
        aReader({ name: name! }),
      );
      expect([letter.subject, letter.text].filter((part) => UNREADABLE.test(part))).toEqual([]);
      expect(lettersOf(letter.text)).toContain(seen(institution!));
      await expectOneMail(letter, name!);
    }),
    CASES,
  );
});

const ofCourse = (kind: CourseKind, audience: "teacher" | "attendee", [title, name, teacher, room, note]: readonly string[]): Letter => {
  const before = { title: name!, start: NOON, end: after(NOON, hours(1)) };
  const dates = [someDate(0, { title: title!, room: room!, before }), someDate(1, { title: teacher!, waits: true })];
  return writeCourseLetter(
    kind,
    someCourseFacts({ institution: room!, audience }),
    someNews({ course: { id: "c1", title: title!, zone: "Europe/Madrid", teacher: teacher! }, before: { title: name!, teacher: room! }, dates, note: { by: name!, text: note! } }),
    { panelAddress: "https://bedel.example/p/abc" },
    aReader({ name: name!, email: "eva@south.example" }),
  );
}; // prettier-ignore

test("so it is of the mails about a course, whatever was written with a change", { timeout: PATIENCE }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...COURSE_KINDS), fc.constantFrom("teacher", "attendee"), fiveTexts, async (kind, audience, texts) => {
      const letter = ofCourse(kind, audience, texts);
      expect([letter.subject, letter.text].filter((part) => UNREADABLE.test(part))).toEqual([]);
      expect(letter.html).not.toMatch(/<(script|a href="https:\/\/evil)/i);
      expect(lettersOf(letter.text)).toContain(seen(texts[0]!));
      await expectOneMail(letter, texts[1]!);
      if (letter.calendar === null) return;
      const plain = eventsIn(ofCourse(kind, audience, ["t", "n", "o", "r", "x"]));
      const events = eventsIn(letter);
      expect(events.map(propertiesOf)).toEqual(plain.map(propertiesOf));
      expect(lettersOf(String(events[0]!.getFirstPropertyValue("summary")))).toContain(seen(texts[0]!));
    }),
    CASES,
  );
});

const ofBooking = (kind: BookingKind, audience: "host" | "attendee", [type, name, reason, host, place]: readonly string[]): Letter => {
  const facts = { audience, hosts: [{ name: host!, email: "ana@south.example" }], before: kind === "booking_moved" ? someBefore : null, institution: host!, onZoom: null };
  const guests = [{ name: reason!, email: "noa@people.example" }];
  const told = { type: type!, name: name!, message: reason!, cancelledBecause: reason!, cancelledBy: "host", place: { kind: "text", text: place! }, guests } as const;
  const ownAddress = "https://bedel.example/book/mine/abc";
  return writeBookingLetter(kind, someBookingFacts(facts), someTold(told), { ownAddress }, aReader({ name: name!, email: "eva@south.example" }));
}; // prettier-ignore

test("so it is of the mails about a booking, whatever strangers call themselves and write", { timeout: PATIENCE }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...BOOKING_KINDS), fc.constantFrom("host", "attendee"), fiveTexts, async (kind, audience, texts) => {
      const letter = ofBooking(kind, audience, texts);
      expect([letter.subject, letter.text].filter((part) => UNREADABLE.test(part))).toEqual([]);
      expect(letter.html).not.toMatch(/<(script|a href="https:\/\/evil)/i);
      expect(lettersOf(letter.text)).toContain(seen(texts[0]!));
      await expectOneMail(letter, calledName(texts[1]!));
      if (letter.calendar === null) return;
      const [event, ...others] = eventsIn(letter);
      expect([event!, ...others].map(propertiesOf)).toEqual(eventsIn(ofBooking(kind, audience, texts.map((text) => (lettersOf(text) === "" ? text : "t")))).map(propertiesOf)); // prettier-ignore
      expect(String(event!.getFirstPropertyValue("summary"))).not.toMatch(UNREADABLE);
    }),
    CASES,
  );
});
