import { facelessKey, identitiesOf, inMeeting, plainEmail, type Stay } from "./stay.ts";

/** An attendee as the organizer registered the person. */
export type Registered = { attendeeId: string; name: string; email: string; registrantId: string | null };

/** The Zoom user that the room is: whoever signs in with it is the organizer. */
/** `standIn`: the address of the organizer's own Zoom user, where that opened the meeting. */
export type RoomUser = { hostId: string | null; hostEmail: string | null; standIn?: string | null };

export type Matched = { organizer: Stay[]; attendees: Map<string, Stay[]>; guests: { key: string; stays: Stay[] }[] };

const ORGANIZER = "the organizer";

/**
 * Whose stay is whose: the room's own user, then by registrant, then by e-mail, never by name. What is left joins the one attendee
 * with whom it shares an identity (the second device of a Zoom user who came registered on the first), or is shown by itself.
 */
export function matched(stays: readonly Stay[], registered: readonly Registered[], host: RoomUser): Matched {
  const ownerOf = owners(registered, host);
  const owned = new Map<string, Stay[]>();
  const left: Stay[] = [];
  for (const stay of inMeeting(stays)) {
    const owner = ownerOf(stay);
    if (owner === null) left.push(stay);
    else put(owned, owner, stay);
  }
  const guests = settled(owned, together(left));
  const organizer = owned.get(ORGANIZER) ?? [];
  owned.delete(ORGANIZER);
  return { organizer, attendees: owned, guests: named(guests) };
}

/** Two attendees with one address (children with their parent's) are never told apart by it: who is meant would be a guess. */
function owners(registered: readonly Registered[], host: RoomUser): (stay: Stay) => string | null {
  const byRegistrant = unique(registered, (r) => r.registrantId);
  const byEmail = unique(registered, (r) => plainEmail(r.email));
  const hosting = [host.hostEmail, host.standIn ?? null].map(plainEmail).filter((one) => one !== null);
  return (stay) => {
    const email = plainEmail(stay.email);
    if ((host.hostId !== null && stay.zoomUserId === host.hostId) || (email !== null && hosting.includes(email))) return ORGANIZER;
    return byRegistrant.get(stay.registrantId ?? "") ?? byEmail.get(email ?? "") ?? null;
  };
}

function unique(registered: readonly Registered[], markOf: (r: Registered) => string | null): Map<string, string> {
  const by = Map.groupBy(registered, (r) => markOf(r) ?? "");
  by.delete("");
  return new Map([...by].flatMap(([mark, those]) => (those.length === 1 ? [[mark, those[0]!.attendeeId] as const] : [])));
}

/** Gives each group that shares an identity with exactly one owner to that owner; returns the others. */
function settled(owned: Map<string, Stay[]>, groups: readonly Stay[][]): Stay[][] {
  const ownersOf = new Map<string, Set<string>>();
  for (const [owner, stays] of owned) {
    for (const identity of stays.flatMap(identitiesOf)) ownersOf.set(identity, (ownersOf.get(identity) ?? new Set()).add(owner));
  }
  return groups.filter((group) => {
    const theirs = new Set(group.flatMap(identitiesOf).flatMap((identity) => [...(ownersOf.get(identity) ?? [])]));
    if (theirs.size !== 1) return true;
    for (const stay of group) put(owned, [...theirs][0]!, stay);
    return false;
  });
}

/** Stays that share an identity, directly or through others, are one person's. A stay without any identity stays alone. */
export function together(stays: readonly Stay[]): Stay[][] {
  const leader = stays.map((_, i) => i);
  const leaderOf = (i: number): number => {
    while (leader[i] !== i) i = leader[i] = leader[leader[i]!]!;
    return i;
  };
  const firstWith = new Map<string, number>();
  stays.forEach((stay, i) => {
    for (const identity of identitiesOf(stay)) {
      const other = firstWith.get(identity);
      if (other === undefined) firstWith.set(identity, i);
      else leader[leaderOf(i)] = leaderOf(other);
    }
  });
  const entries = stays.map((stay, i) => ({ stay, of: leaderOf(i) }));
  return [...Map.groupBy(entries, (entry) => entry.of).values()].map((group) => group.map((entry) => entry.stay));
}

/**
 * A key that stays the same from one reading to the next, so that what the organizer says about a guest is not lost. Zoom's id of a join is the same
 * in webhooks and in its report; an address may be told by the report only, and would be another key for the same guest.
 */
function named(groups: readonly Stay[][]): { key: string; stays: Stay[] }[] {
  const used = new Map<string, number>();
  return groups.map((stays) => {
    const first = stays[0]!;
    const identities = stays.flatMap(identitiesOf).toSorted();
    const key = identities.find((one) => one.startsWith("join:")) ?? identities[0] ?? facelessKey(first);
    const times = (used.get(key) ?? 0) + 1;
    used.set(key, times);
    return { key: times === 1 ? key : `${key}#${times}`, stays };
  });
}

const put = (into: Map<string, Stay[]>, key: string, stay: Stay): void => {
  const those = into.get(key);
  if (those === undefined) into.set(key, [stay]);
  else those.push(stay);
};
