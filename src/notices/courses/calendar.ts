import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { oneLine } from "../clean.ts";
import type { Letter } from "../facts.ts";
import { translators, type OfCourse } from "./content.ts";

/**
 * The dates of a course in the reader's calendar. Each entry has the session's own id and SEQUENCE, as in the mails about one session, so that it replaces what
 * the calendar has of it. Published, not asked for (RFC 5546): a request tells of one event only. It names nobody.
 */
export function courseCalendar({ kind, facts, news, address, to }: OfCourse): Letter["calendar"] {
  if (kind === "admin_course_waiting" || kind === "course_rooms_lost" || facts.audience === "admin" || news.dates.length === 0) return null;
  const t = translators[to.language];
  const calendar = ical({ prodId: { company: "Bedel", product: "Bedel", language: to.language.toUpperCase() }, method: ICalCalendarMethod.PUBLISH });
  for (const one of news.dates)
    calendar.createEvent({
      id: `${one.sessionId}@bedel`,
      sequence: one.sequence,
      stamp: new Date(facts.writtenAt),
      start: new Date(one.start),
      end: new Date(one.end),
      summary: oneLine(one.title),
      status: one.does === "is cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(address === null || one.does === "is cancelled"
        ? {}
        : { location: address, url: address, description: facts.audience === "attendee" ? t("calendar.panel", { address }) : t("calendar.page", { address }) }),
    });
  return { method: "PUBLISH", content: `${calendar.toString()}\r\n` };
}
