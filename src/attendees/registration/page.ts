import { after, days, hours, minutes, type Duration, type Instant } from "../../lib/time.ts";
import type { Session } from "../../sessions/session.ts";
import { isBehind } from "../joining.ts";

/** The public page `/r/SLUG` by which people put themselves on the list of one session, or of a list that serves several. */
export type RegistrationPage = {
  institutionId: string;
  id: string;
  slug: string;
  sessionId: string | null;
  listId: string | null;
  open: boolean;
  opensAt: Instant | null;
  closesAt: Instant | null;
  /** Places in all, those given by the organizer counted; null: as many as a list holds. */
  capacity: number | null;
  consentText: string;
  consentNeeded: boolean;
  revision: number;
};

/** Somebody who asked by such a page. Only who has confirmed is on the list. */
export type Registration = {
  institutionId: string;
  id: string;
  pageId: string;
  name: string;
  email: string;
  language: "en" | "es";
  zone: string;
  /** The words that were agreed to, by a tick; null: none. */
  consent: string | null;
  askedAt: Instant;
  expiresAt: Instant;
  confirmedAt: Instant | null;
  cancelledAt: Instant | null;
  attendeeId: string | null;
  listedId: string | null;
};

/** Where the visitor's computer tells no zone of its own. */
export const NO_ZONE = "UTC";

/** How long the mailed address can still be confirmed. */
export const CONFIRM_WITHIN: Duration = hours(24);
/** How many who have not confirmed may have asked by one page within `HOLDS_UP_FOR`: more than that come from no audience. */
export const MOST_UNCONFIRMED = 500;
/** Who asks and does not confirm holds up nobody else for longer. One network may send fewer forms in that time than hold up a page. */
export const HOLDS_UP_FOR: Duration = minutes(30);

export const expiryFrom = (askedAt: Instant): Instant => after(askedAt, CONFIRM_WITHIN);

/** The name by which the secret part of the mailed address is made. */
export const tokenName = (registrationId: string): string => `registration ${registrationId}`;

/** Where mails to an address end: what follows a plus is its owner's own, as is how it is written. */
export const mailboxOf = (email: string): string =>
  email
    .trim()
    .toLowerCase()
    .replace(/^([^+@]+)\+[^@]*@/, "$1@");

export type PageState = "open" | "not open yet" | "closed" | "full" | "over" | "cancelled";

/** Those sessions that somebody who registers now gets. */
export const comingOf = (sessions: readonly Session[], now: Instant): Session[] => sessions.filter((s) => !isCalledOff(s) && !isBehind(s, now));

const isCalledOff = (s: Session): boolean => s.status === "cancelled" || s.status === "declined";

/** What a visitor of the page finds. `taken`: the places that are. */
export function pageStateOf(page: RegistrationPage, sessions: readonly Session[], taken: number, most: number, now: Instant): PageState {
  const why = whyNoPlace(page, sessions, taken, most, now);
  if (why === "over" || why === "cancelled") return why;
  if (!page.open || (page.closesAt !== null && now >= page.closesAt)) return "closed";
  if (page.opensAt !== null && now < page.opensAt) return "not open yet";
  return why ?? "open";
}

/** Why nobody more can be on the list, however they came; null: there is a place. */
export function whyNoPlace(
  page: RegistrationPage,
  sessions: readonly Session[],
  taken: number,
  most: number,
  now: Instant,
): "full" | "over" | "cancelled" | null {
  if (sessions.length > 0 && sessions.every(isCalledOff)) return "cancelled";
  if (comingOf(sessions, now).length === 0) return "over";
  return taken >= Math.min(page.capacity ?? most, most) ? "full" : null;
}

export type Standing = "unconfirmed" | "expired" | "registered" | "cancelled";

/** How somebody's registration stands. What the organizer took off the list is registered no more. `isListed`: the list still has the person. */
export function standingOf(r: Registration, isListed: boolean, now: Instant): Standing {
  if (r.cancelledAt !== null || (r.confirmedAt !== null && !isListed)) return "cancelled";
  if (r.confirmedAt !== null) return "registered";
  return now < r.expiresAt ? "unconfirmed" : "expired";
}

/** What is kept of somebody who never confirmed is of use to nobody after that. */
export const FORGET_AFTER: Duration = days(2);
