import ical, { escape, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { before, hours } from "../lib/time.ts";
import { oneLine } from "./clean.ts";
import type { Facts, Letter, MailKind, Reader, Secret } from "./facts.ts";
import { wordsIn } from "./words.ts";

const CARRY_ONE: readonly MailKind[] = ["placed", "hosted", "served", "changed", "cancelled", "link", "hosting", "not_hosting", "off_list"];

const TAKE_IT_BACK: readonly MailKind[] = ["cancelled", "not_hosting", "off_list"];

/**
 * The session in the reader's calendar: one entry for the session's whole life, replaced by whatever comes with a higher SEQUENCE.
 * Times are in UTC, which every calendar shows in its owner's zone; with a time zone set, ical-generator writes wrong hours.
 * It names the organizer and the reader, and nobody else.
 */
export function calendarOf(kind: MailKind, facts: Facts, secret: Secret, to: Reader): Letter["calendar"] {
  if (!CARRY_ONE.includes(kind) || (facts.ofBooking === true && facts.audience !== "host")) return null;
  if (secret.joinAddress === undefined || to.email === undefined) return entryOf(kind, facts, secret, to);
  return ofThisPerson(framed(kind, facts, to.language), facts, secret.joinAddress, { ...to, email: to.email });
}

type Frame = { method: "REQUEST" | "CANCEL" | "PUBLISH"; lines: string[] };
const frames = new Map<string, Frame>();
const MOST_FRAMES = 50;

/** The entry of nobody in particular, line by line: thousands get the same but for the lines that are their own. */
function framed(kind: MailKind, facts: Facts, language: Reader["language"]): Frame {
  const key = `${kind} ${language} ${JSON.stringify(facts)}`;
  const known = frames.get(key);
  if (known !== undefined) return known;
  const { method, content } = entryOf(kind, facts, { joinAddress: "https://bedel.example/" }, { name: "", email: "a@b.example", language, zone: "UTC" });
  const frame = { method, lines: content.split(/\r\n(?! )/) };
  if (frames.size >= MOST_FRAMES) frames.clear();
  frames.set(key, frame);
  return frame;
}

/** The lines that are a person's own, written as the library writes them; `calendar.test.ts` holds both against each other. */
function ofThisPerson({ method, lines }: Frame, facts: Facts, address: string, to: Reader & { email: string }): { method: Frame["method"]; content: string } {
  const { name, email } = personOf(to.email, to.name);
  const own: Record<string, () => string> = {
    LOCATION: () => `LOCATION:${escape(address, false)}`,
    URL: () => `URL;VALUE=URI:${escape(address, false)}`,
    DESCRIPTION: () => `DESCRIPTION:${escape(descriptionOf(facts, to, address), false)}`,
    ATTENDEE: () => `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="${escape(name, true)}":MAILTO:${escape(email, false)}`,
  };
  const written = lines.map((line) => {
    const mine = own[/^[A-Z]+/.exec(line)?.[0] ?? ""];
    return mine === undefined ? line : folded(mine());
  });
  return { method, content: written.join("\r\n") };
}

/** As the library folds lines (RFC 5545, 3.1: 75 octets), which makes an encoder for each letter and took longer over this than over all the rest. */
function folded(line: string): string {
  if (Buffer.byteLength(line) < FOLDED_FROM) return line;
  let [text, octets] = ["", 0];
  for (const letter of line) {
    const own = Buffer.byteLength(letter);
    octets += own;
    if (octets >= FOLDED_FROM) [text, octets] = [`${text}\r\n `, own];
    text += letter;
  }
  return text;
}

const FOLDED_FROM = 75;

/** Made whole, for one person. */
export function entryOf(kind: MailKind, facts: Facts, secret: Secret, to: Reader): { method: Frame["method"]; content: string } {
  const method = methodOf(kind, facts, to);
  const { session, contact, institution } = facts;
  const place = placeOf(facts, secret);
  const calendar = ical({ prodId: { company: "Bedel", product: "Bedel", language: to.language.toUpperCase() }, method: ICalCalendarMethod[method] });
  const event = calendar.createEvent({
    id: `${session.id}@bedel`,
    sequence: session.sequence,
    stamp: new Date(facts.writtenAt ?? before(session.start, hours(24))),
    start: new Date(session.start),
    end: new Date(session.end),
    summary: oneLine(session.title),
    status: method === "CANCEL" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(place === null ? {} : { location: place, url: place, description: descriptionOf(facts, to, place) }),
    ...(contact.email === "" ? {} : { organizer: personOf(contact.email, session.organizer, institution) }),
  });
  // Whoever is asked must be named, and answers are of no use: they would go to the administrators.
  if (to.email !== undefined && method !== "PUBLISH")
    event.createAttendee({ ...personOf(to.email, to.name), rsvp: false, status: ICalAttendeeStatus.ACCEPTED });
  return { method, content: `${calendar.toString()}\r\n` };
}

/** Within the quotes that a calendar puts around a name there can be none, and there must be a name. */
function personOf(email: string, ...names: string[]): { name: string; email: string } {
  const told = [...names, email].map((name) => oneLine(name).replaceAll('"', "'"));
  return { name: told.find((name) => name !== "") ?? "?", email: oneLine(email) };
}

/** A request (RFC 5546) names who asks and who is asked; where either is unknown the entry is only published. */
function methodOf(kind: MailKind, facts: Facts, to: Reader): "REQUEST" | "CANCEL" | "PUBLISH" {
  if (TAKE_IT_BACK.includes(kind)) return "CANCEL";
  return to.email === undefined || facts.contact.email === "" ? "PUBLISH" : "REQUEST";
}

/** An attendee's own address; for the organizer the session's page. */
const placeOf = (facts: Facts, secret: Secret): string | null =>
  secret.joinAddress ?? (facts.audience === "attendee" || facts.audience === "host" ? null : facts.page);

function descriptionOf(facts: Facts, to: Reader, address: string): string {
  const t = wordsIn(to.language);
  return facts.audience === "attendee" ? t("calendar.join", { address }) : t("calendar.page", { address });
}
