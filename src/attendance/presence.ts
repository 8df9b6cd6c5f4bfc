import { clipped, merged, total, type Interval } from "../lib/interval.ts";
import { earliest, latest, type Duration, type Instant } from "../lib/time.ts";
import { matched, type Registered, type RoomUser } from "./matching.ts";
import { distinct, inMeeting, plainEmail, type Stay } from "./stay.ts";

/** A line of the report. `present` counts being there on two devices once; `stays` is what the picture draws. */
export type Person = {
  key: string;
  attendeeId: string | null;
  name: string;
  email: string | null;
  registered: boolean;
  attended: boolean;
  firstJoin: Instant | null;
  lastLeave: Instant | null;
  present: Duration;
  /** Of the session, 0 to 100. */
  share: number;
  stays: Interval[];
};

/** Somebody who was erased on request: the line has neither name nor times, and still counts. */
export const isErased = ({ key }: Pick<Person, "key">): boolean => key.startsWith("erased ");

/** From `at` on, so many people were there, until the next count. */
export type Count = { at: Instant; count: number };

/** The organizer is kept apart and counts neither in `counts` nor in `peak`. */
export type Presence = { people: Person[]; organizers: Person[]; counts: Count[]; peak: number; real: Interval[] };

export type Attendance = {
  stays: readonly Stay[];
  registered: readonly Registered[];
  host: RoomUser;
  planned: Interval;
  /** When the meeting really ran, one interval an instance; up to now where it still runs. Empty: nobody knows, the stays themselves tell. */
  real: readonly Interval[];
};

export function presenceOf({ stays, registered, host, planned, real }: Attendance): Presence {
  const ran = real.length > 0 ? merged(real) : hullOf(inMeeting(stays));
  const who = matched(stays, registered, host);
  const line = (about: About, theirs: readonly Stay[]): Person => ({ ...about, ...timesOf(theirs, planned, ran) });

  const attendees = registered.map((r) => line(aboutAttendee(r), who.attendees.get(r.attendeeId) ?? []));
  const guests = who.guests.map((guest) => line(aboutStays(guest.key, guest.stays), guest.stays));
  const organizers = who.organizer.length === 0 ? [] : [line(aboutStays("organizer", distinct(who.organizer)), who.organizer)];
  const people = [...attendees, ...guests].toSorted(byArrival);
  const counts = countsOf(people.flatMap((person) => person.stays));
  return { people, organizers, counts, peak: peakOf(counts), real: ran };
}

/**
 * What a share is a share of: the planned time in which the meeting ran. Who stays from an early start through an early end was there
 * the whole session, and the minutes spent in small talk before it don't make anybody's share larger, only the minutes. A meeting
 * that ran wholly outside its plan is measured by itself.
 */
function sessionIn(planned: Interval, ran: readonly Interval[]): readonly Interval[] {
  const within = cut(ran, [planned]);
  if (within.length > 0) return within;
  return ran.length > 0 ? ran : [planned];
}

/** Of the session, 0 to 100. */
export function shareOf(stays: readonly Interval[], planned: Interval, ran: readonly Interval[]): number {
  const session = sessionIn(planned, ran);
  return Math.round((100 * total(cut(stays, session))) / total(session));
}

type Times = Pick<Person, "attended" | "firstJoin" | "lastLeave" | "present" | "share" | "stays">;

/** Time is counted within the real meeting: Zoom's rows and its meetings are stamped by different clocks, a second or two apart. */
function timesOf(theirs: readonly Stay[], planned: Interval, ran: readonly Interval[]): Times {
  const closed = theirs.map((stay) => ({ start: stay.start, end: endOf(stay, ran) }));
  const stays = merged(cut(closed, ran));
  return {
    attended: theirs.length > 0,
    firstJoin: within(earliest(closed.map((stay) => stay.start)), ran),
    lastLeave: within(latest(closed.map((stay) => stay.end)), ran),
    present: total(stays),
    share: shareOf(stays, planned, ran),
    stays,
  };
}

/** Someone whose leaving was not told left when the meeting ended, at the latest. */
function endOf(stay: Stay, ran: readonly Interval[]): Instant {
  const meeting = ran.find((part) => stay.start < part.end);
  return Math.max(stay.start, stay.end ?? meeting?.end ?? stay.start) as Instant;
}

const cut = (parts: readonly Interval[], to: readonly Interval[]): Interval[] =>
  parts.flatMap((part) => to.map((limits) => clipped(part, limits)).filter((piece) => piece !== null));

function within(moment: Instant | null, ran: readonly Interval[]): Instant | null {
  const [first, last] = [ran[0], ran.at(-1)];
  if (moment === null || first === undefined || last === undefined) return moment;
  return Math.min(Math.max(moment, first.start), last.end) as Instant;
}

function hullOf(stays: readonly Stay[]): Interval[] {
  const start = earliest(stays.map((stay) => stay.start));
  const end = latest(stays.flatMap((stay) => stay.end ?? []));
  return start !== null && end !== null && start < end ? [{ start, end }] : [];
}

type About = Pick<Person, "key" | "attendeeId" | "name" | "email" | "registered">;

const aboutAttendee = (r: Registered): About => ({
  key: `attendee:${r.attendeeId}`,
  attendeeId: r.attendeeId,
  name: r.name,
  email: plainEmail(r.email),
  registered: true,
});

const aboutStays = (key: string, stays: readonly Stay[]): About => ({
  key,
  attendeeId: null,
  name: stays.find((stay) => stay.name.trim() !== "")?.name ?? "",
  email: stays.map((stay) => plainEmail(stay.email)).find((email) => email !== null) ?? null,
  registered: false,
});

/** Who came, in order of arrival; then who did not, by name. Never by language: the screen sorts for its reader. */
export const byArrival = (a: Person, b: Person): number =>
  (a.firstJoin ?? Infinity) - (b.firstJoin ?? Infinity) || inOrder(a.name, b.name) || inOrder(a.key, b.key);
const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

export const peakOf = (counts: readonly Count[]): number => counts.reduce((most, step) => Math.max(most, step.count), 0);

/** How many were there, each time that the number changes; the last count is 0. */
export function countsOf(stays: readonly Interval[]): Count[] {
  const changes = new Map<Instant, number>();
  for (const { start, end } of stays) {
    changes.set(start, (changes.get(start) ?? 0) + 1);
    changes.set(end, (changes.get(end) ?? 0) - 1);
  }
  let count = 0;
  return [...changes]
    .filter(([, change]) => change !== 0)
    .toSorted(([a], [b]) => a - b)
    .map(([at, change]) => ({ at, count: (count += change) }));
}
