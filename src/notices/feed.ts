import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Instant } from "../lib/time.ts";
import { oneLine } from "./clean.ts";
import type { Language } from "./facts.ts";
import { wordsIn } from "./words.ts";

/** `way in`: the reader's own address; `page`: for whoever organizes or administers it; `none yet`: the date is far ahead. */
export type FeedPlace = { is: "way in" | "page"; address: string } | { is: "none yet" };

export type FeedEntry = {
  id: string;
  sequence: number;
  title: string;
  start: Instant;
  end: Instant;
  isCancelled: boolean;
  isTentative?: boolean;
  place: FeedPlace;
};

/** How often a calendar program is asked to look again, in seconds. */
const LOOK_AGAIN = 3600;

/**
 * Sessions as a calendar that is subscribed to. The entries are those that the mails carry, by id, so that a program that knows both shows one.
 * It names nobody. Times are in UTC, as in the mails' entries.
 */
export function feedOf(name: string, entries: readonly FeedEntry[], language: Language, now: Instant): string {
  const calendar = ical({
    name: oneLine(name),
    prodId: { company: "Bedel", product: "Bedel", language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: LOOK_AGAIN,
  });
  for (const { id, sequence, title, start, end, isCancelled, isTentative = false, place } of entries)
    calendar.createEvent({
      id: `${id}@bedel`,
      sequence,
      stamp: new Date(now),
      start: new Date(start),
      end: new Date(end),
      summary: oneLine(title),
      status: isCancelled ? ICalEventStatus.CANCELLED : isTentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      ...(isCancelled ? {} : whereOf(place, language)),
    });
  return `${calendar.toString()}\r\n`;
}

function whereOf(place: FeedPlace, language: Language): { location?: string; url?: string; description: string } {
  const t = wordsIn(language);
  if (place.is === "none yet") return { description: t("calendar.later") };
  const { address } = place;
  return { location: address, url: address, description: t(place.is === "way in" ? "calendar.join" : "calendar.page", { address }) };
}
