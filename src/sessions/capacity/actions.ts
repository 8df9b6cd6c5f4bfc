import type { Instant } from "../../lib/time.ts";
import { hostsById, type KnownHost } from "../../connections/hosts/actions.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { enqueue } from "../../platform/deliveries.ts";
import { roomsOf } from "../../rooms/actions.ts";
import { firstFit } from "../../rooms/allocation/fit.ts";
import { usable, type Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import { atomically, no, type Needs, type Refused } from "../asking/actions.ts";
import type { SessionDetail } from "../contract.ts";
import { mailContext } from "../deciding/actions.ts";
import { deliveriesFor } from "../deciding/mails.ts";
import type { Neighbours } from "../neighbours.ts";
import { loadBoard, moveTo } from "../placing/actions.ts";
import { needOf } from "../placing/board.ts";
import type { Session } from "../session.ts";
import { askForQueue, lockInstitution, lockSession } from "../store.ts";
import { whyNotEnlarge } from "../why-not.ts";
import { capacityFor, crowdOf } from "./crowd.ts";

/** For how many its host is licensed; while it waits for a room, the largest that Bedel may give it. Null: Zoom has not told. */
async function capacityOf(tx: Tx, s: Session): Promise<number | null> {
  if (s.source === "pool") return capacityAmong(s, await roomsOf(tx, s.institutionId), []);
  return capacityAmong(s, [], s.hostId === null ? [] : await hostsById(tx, s.institutionId, [s.hostId]));
}

function capacityAmong(s: Session, rooms: readonly Room[], hosts: readonly KnownHost[]): number | null {
  if (s.source !== "pool") return capacityFor(s.kind, hosts.find((host) => host.hostId === s.hostId) ?? null);
  if (s.roomId !== null) return capacityFor(s.kind, rooms.find((room) => room.id === s.roomId) ?? null);
  return largestOf(rooms, s.kind);
}

/** The largest that Bedel may give by itself. */
function largestOf(rooms: readonly Room[], kind: Session["kind"]): number | null {
  const capacities = rooms.filter((room) => usable(room) && room.assignment === "automatic").map((room) => capacityFor(kind, room) ?? 0);
  return Math.max(0, ...capacities) || null;
}

/** How many people the largest room holds, so that whoever asks for more is warned before. */
export async function largestRooms(tx: Tx, institutionId: string): Promise<Record<Session["kind"], number | null>> {
  const rooms = await roomsOf(tx, institutionId);
  return { meeting: largestOf(rooms, "meeting"), webinar: largestOf(rooms, "webinar") };
}

const crowdIn = async (tx: Tx, s: Session, registered: number) => crowdOf({ capacity: await capacityOf(tx, s), expected: s.expected, registered });

/** The first room, in order, that Bedel may give by itself, holds so many, and is free over the whole reservation. */
async function largerRoom(tx: Tx, s: Session, people: number): Promise<Room | null> {
  const { board, rooms } = await loadBoard(tx, s);
  const found = firstFit(board.rooms, board.placed, { ...needOf(s), expected: people });
  return found === null ? null : rooms.find((room) => room.id === found.id)!;
}

/** What the session's page warns of, and which room could be had instead. */
export async function crowdFor(tx: Tx, s: Session, who: Member, registered: number, now: Instant): Promise<SessionDetail["crowd"]> {
  const isAhead = s.overAt === null && (s.status === "placed" || s.status === "waiting") && now < s.time.end;
  const crowd = isAhead ? await crowdIn(tx, s, registered) : null;
  if (crowd === null) return null;
  const whyNot = whyNotEnlarge(s, who, now);
  const larger = whyNot === null ? await largerRoom(tx, s, crowd.people) : null;
  return { ...crowd, larger: larger && { id: larger.id, name: larger.name }, whyNot: whyNot ?? (larger === null ? "no_larger_room" : null) };
}

/**
 * Moves a session to the first free room that holds all who are registered or expected, all or nothing; its links stay. From then on it is kept in rooms
 * that large. Refuses when no such room is free, and once the room has been opened.
 */
export async function moveToLarger(
  world: Needs,
  neighbours: Neighbours,
  who: Member,
  id: string,
  revision: number,
): Promise<{ ok: true; value: Session } | Refused> {
  const now = world.clock.now();
  return atomically(world, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const s = (await lockSession(tx, who.institutionId, id)) ?? no("not_found");
    const why = whyNotEnlarge(s, who, now);
    if (why !== null) return no(why);
    if (s.revision !== revision) return no("revision_conflict");
    const tally = (await neighbours.talliesOf(tx, s.institutionId, [s])).get(s.id);
    const crowd = await crowdIn(tx, s, tally?.attendees ?? 0);
    if (crowd === null) return s;
    const room = (await largerRoom(tx, s, crowd.people)) ?? no("no_larger_room");
    const next = await moveTo(tx, s, room, { expected: Math.max(crowd.people, s.expected ?? 0) }, now);
    await askForQueue(tx, s.institutionId);
    await note(tx, world.random, {
      institutionId: s.institutionId,
      at: now,
      who: who.name,
      memberId: who.id,
      sessionId: s.id,
      what: "moved_to_larger",
      details: { room: room.name, count: crowd.people },
    });
    return next;
  });
}

/** Somebody came onto the lists of these sessions of an institution: each one's organizer is told once for each host when more are registered than it holds. */
export async function tellCrowds(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "origin">,
  institutionId: string,
  of: readonly { session: Session; registered: number }[],
): Promise<void> {
  const rooms = of.some(({ session }) => session.source === "pool") ? await roomsOf(tx, institutionId) : [];
  const hosts = await hostsById(tx, institutionId, [...new Set(of.flatMap(({ session: s }) => (s.source === "pool" ? [] : (s.hostId ?? []))))]);
  for (const { session, registered } of of) {
    const crowd = crowdOf({ capacity: capacityAmong(session, rooms, hosts), expected: session.expected, registered });
    if (crowd?.because === "registered") await tellCrowd(tx, world, session, crowd);
  }
}

async function tellCrowd(tx: Tx, world: Pick<World, "clock" | "random" | "origin">, s: Session, { people, capacity }: { people: number; capacity: number }) {
  const order = { kind: "crowded", to: "organizer", step: null, more: { crowd: { people, capacity } } } as const;
  const mails = deliveriesFor(await mailContext(tx, world, s.institutionId), world.random, s, order, []);
  await enqueue(
    tx,
    mails.map((mail) => ({ ...mail, key: `${s.id}/crowded/${s.hostId ?? "waiting"}/${mail.key.split("/").at(-1)}`, usefulUntil: s.time.end })),
  );
}
