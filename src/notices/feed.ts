import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Instant } from "../lib/time.ts";
import { oneLine } from "./clean.ts";
import type { Language } from "./facts.ts";
import { wordsIn } from "./words.ts";

export type FeedEntry = { id: string; sequence: number; title: string; start: Instant; end: Instant; isCancelled: boolean; address: string };

/** How often a calendar program is asked to look again, in seconds. */
const LOOK_AGAIN = 3600;

/**
 * A person's sessions as a calendar that is subscribed to. The entries are those that the mails carry, by id, so that a program that knows both shows one.
 * It names nobody.
 */
export function feedOf(institution: string, entries: readonly FeedEntry[], language: Language, now: Instant): string {
  const t = wordsIn(language);
  const calendar = ical({
    name: oneLine(institution),
    prodId: { company: "Bedel", product: "Bedel", language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: LOOK_AGAIN,
  });
  for (const { id, sequence, title, start, end, isCancelled, address } of entries)
    calendar.createEvent({
      id: `${id}@bedel`,
      sequence,
      stamp: new Date(now),
      start: new Date(start),
      end: new Date(end),
      summary: oneLine(title),
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(isCancelled ? {} : { location: address, url: address, description: t("calendar.join", { address }) }),
    });
  return `${calendar.toString()}\r\n`;
}
