import { earliest, iso, type Instant } from "../../lib/time.ts";
import type { Live } from "../../sessions/session.ts";
import type { LiveView, Present } from "../contract.ts";
import { matched, type Registered, type RoomUser } from "../matching.ts";
import { staysSeen, type Sighting } from "../seen.ts";
import { identitiesOf, plainEmail, type Stay } from "../stay.ts";

export type Inside = Pick<LiveView, "people" | "organizers" | "waiting">;

/**
 * Who is in the present run, as far as Zoom told. An end of an earlier run tells no leaving of those whose webhooks were lost, so only the present one counts.
 * Each person once: told apart as in the report, never by a name.
 */
export function insideOf(sightings: readonly Sighting[], registered: readonly Registered[], host: RoomUser, live: Pick<Live, "instanceId">): Inside {
  const now = sightings.filter((one) => live.instanceId === null || one.instanceId === live.instanceId);
  const [inside, door] = [staysSeen(now.filter((one) => !one.waiting)), staysSeen(now.filter((one) => one.waiting))];
  const names = new Map(registered.map((one) => [one.attendeeId, one]));
  const present = (stays: readonly Stay[]): { people: Present[]; organizers: Present[] } => {
    const who = matched(stays, registered, host);
    const attendees = [...who.attendees].map(([id, theirs]) => linesOf(`attendee:${id}`, theirs, names.get(id) ?? null));
    const guests = who.guests.map((guest) => linesOf(guest.key, guest.stays, null));
    return { people: [...attendees, ...guests].flat().toSorted(bySince), organizers: linesOf("organizer", who.organizer, null) };
  };
  return { ...present(inside), waiting: present(door.filter((stay) => !isInBy(inside, stay))).people };
}

/** Who came in after knocking knocks no more, whether or not Zoom told the letting in. */
function isInBy(inside: readonly Stay[], waiting: Stay): boolean {
  const marks = new Set(identitiesOf(waiting));
  return inside.some((stay) => stay.start >= waiting.start && identitiesOf(stay).some((mark) => marks.has(mark)));
}

/** One line for whoever has not left on every device; none for who has. A leave whose join was lost is no being there. */
function linesOf(key: string, stays: readonly Stay[], attendee: Registered | null): Present[] {
  const open = stays.filter((stay) => stay.end === null);
  const since = earliest(open.map((stay) => stay.start));
  if (since === null) return [];
  const name = attendee?.name ?? open.find((stay) => stay.name.trim() !== "")?.name ?? "";
  const email = attendee?.email ?? open.map((stay) => stay.email).find((one) => one !== null) ?? null;
  return [{ key, name, email: plainEmail(email), registered: attendee !== null, since: iso(since) }];
}

const bySince = (a: Present, b: Present): number => inOrder(a.since, b.since) || inOrder(a.name, b.name) || inOrder(a.key, b.key);
const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

export type Ears = { heardAt: Instant | null; refused: boolean };

/** Why nobody can say who is in, although it runs: then a list without names is no list of nobody. */
export function silenceOf(live: Pick<Live, "instanceId">, { heardAt, refused }: Ears): LiveView["silence"] {
  if (refused) return "refused";
  if (live.instanceId !== null) return null;
  return heardAt === null ? "never heard" : "start not told";
}
