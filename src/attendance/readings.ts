import { after, days, minutes, type Duration, type Instant } from "../lib/time.ts";
import { fingerprintOf, identitiesOf, inMeeting, type Marks, type Stay } from "./stay.ts";

/**
 * What Zoom's report said at one moment. An instance of which Zoom knows no participants ("not found") counts as read, without stays:
 * Zoom keeps no report of somebody who was alone. One whose reading failed in any other way is `known` and not `read`.
 */
export type Reading = { at: Instant; stays: readonly Stay[]; known: readonly string[]; read: readonly string[] };

/** Someone whom a webhook saw join; `key` is Zoom's id of that one join. */
export type SeenJoin = Marks & { key: string };

/** Why a report is not certain. */
export type Doubt = "instances unread" | "rows unprocessed" | "somebody missing" | "not read twice" | "readings differ";

export type Verdict = { is: "final" } | { is: "read again"; at: Instant; because: Doubt } | { is: "given up"; because: Doubt };

/** Zoom fills its reports bit by bit after a meeting; two equal readings closer together prove only that it is slow. */
export const READINGS_APART = minutes(15);

/** From then on the report is final as it stands, and says so: Zoom promises nothing, and organizers need something to hold on to. */
export const GIVEN_UP_AFTER = days(1);

/**
 * Whether the report is true, or when to read again; `since` is the meeting's end. Always at least a quarter of an hour later, with growing
 * pauses: about a dozen calls in a day even when Zoom never settles.
 * A server that slept the day away still reads twice: one more reading costs little and may turn a doubt into a fact.
 */
export function judgeReadings(previous: Reading | null, current: Reading, seen: readonly SeenJoin[], now: Instant, since: Instant): Verdict {
  const because = doubtOf(previous, current, seen);
  if (because === null) return { is: "final" };
  const deadline = after(since, GIVEN_UP_AFTER);
  if (now >= deadline && previous !== null) return { is: "given up", because };
  const next = Math.min(after(now, pauseAfter(now - since)), deadline);
  return { is: "read again", at: Math.max(next, after(now, READINGS_APART)) as Instant, because };
}

const pauseAfter = (waited: Duration): Duration => Math.max(READINGS_APART, waited / 2);

function doubtOf(previous: Reading | null, current: Reading, seen: readonly SeenJoin[]): Doubt | null {
  if (!new Set(current.known).isSubsetOf(new Set(current.read))) return "instances unread";
  // Who is let in at once leaves a row of no length at the door, which looks for ever like one that Zoom has not processed.
  if (inMeeting(current.stays).some((stay) => !stay.processed || stay.end === null)) return "rows unprocessed";
  if (isSomebodyMissing(current.stays, seen)) return "somebody missing";
  if (previous === null || current.at - previous.at < READINGS_APART) return "not read twice";
  return tellTheSame(previous, current) ? null : "readings differ";
}

const tellTheSame = (a: Reading, b: Reading): boolean =>
  fingerprintOf(a.stays) === fingerprintOf(b.stays) && new Set(a.known).symmetricDifference(new Set(b.known)).size === 0;

/** Instance by instance: who came back after an accidental end must be found twice. */
export function isSomebodyMissing(stays: readonly Stay[], seen: readonly SeenJoin[]): boolean {
  const found = Map.groupBy(inMeeting(stays), (stay) => stay.instance);
  return [...Map.groupBy(seen, (who) => who.instance)].some(([instance, those]) => isMissingIn(found.get(instance) ?? [], those));
}

/**
 * Zoom makes no report of an instance with one person, so that one is not missing. A guest of whom Zoom tells nothing at all is
 * found in any row as nameless; one row can't be two of them.
 */
function isMissingIn(stays: readonly Stay[], seen: readonly SeenJoin[]): boolean {
  if (stays.length === 0) return peopleAmong(seen) > 1;
  const absent = absentFrom(stays, seen);
  const faceless = new Set(absent.filter(isFaceless).map((who) => who.key));
  return absent.some((who) => !isFaceless(who)) || faceless.size > stays.filter((stay) => identitiesOf(stay).length === 0).length;
}

/** Who is in none of the rows by any mark. */
function absentFrom<T extends Marks>(stays: readonly Stay[], seen: readonly T[]): T[] {
  const identities = new Set(stays.flatMap(identitiesOf));
  return seen.filter((who) => identitiesOf(who).every((identity) => !identities.has(identity)));
}

/**
 * What the webhooks told and Zoom's rows leave out: all of an instance without rows, and of the others everybody who is in no row. A guest of whom nothing is
 * known but the join may be any nameless row, and would be counted twice.
 */
export function leftOut<T extends Marks>(reported: readonly Stay[], seen: readonly T[]): T[] {
  if (seen.length === 0) return [];
  const inside = reported.filter((stay) => !stay.waitingRoom);
  const rows = Map.groupBy(inside, (stay) => stay.instance);
  return [...Map.groupBy(seen, (who) => who.instance)].flatMap(([instance, those]) => {
    const here = rows.get(instance);
    return here === undefined ? those : absentFrom(here, those).filter((who) => !isFaceless(who));
  });
}

const isFaceless = (who: Marks): boolean => identitiesOf({ ...who, key: null }).length === 0;

/** By the strongest thing known of each: the same address, or else the same join. */
const peopleAmong = (seen: readonly SeenJoin[]): number => new Set(seen.map((who) => identitiesOf(who)[0])).size;
