import type { Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { roomsOf } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { changed } from "../change.ts";
import { isHandedOver, isLive, type Session } from "../session.ts";
import { reservationsFrom } from "./reserved-store.ts";
import { askForQueue, lockInstitution, lockSession, release, reserve } from "../store.ts";
import { place, saveRevision } from "./actions.ts";
import { needOf } from "./board.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "zooms">;
/**
 * `there`: of the `moved` ones those that went to the room that takes this one's place. `staying`: handed over, running, or without another room; the last are the
 * `homeless` among them. `lastEnd`: when the last of them lets the room go.
 */
export type Emptied = { moved: number; there: number; staying: number; homeless: number; lastEnd: Instant | null };
export const NOTHING_TO_EMPTY: Emptied = { moved: 0, there: 0, staying: 0, homeless: 0, lastEnd: null };

/**
 * A room is to be used no more: its sessions go to `to`, or to any that fits where that can't take them; links stay the same. What is handed over or running
 * stays, and what no other room can take. Asking again moves what has become movable since.
 */
export const emptyRoom = (world: Needs, institutionId: string, from: string, to: string | null): Promise<Emptied> =>
  world.db.transaction((tx) => emptied(tx, world, institutionId, from, to));

/** What emptying it would do now: the deed itself, taken back. */
export const foreseeEmptying = async (world: Needs, institutionId: string, from: string): Promise<Emptied> =>
  (await foreseeEmptyings(world, institutionId, [from], { open: () => Promise.resolve(null), close: () => Promise.resolve() })).get(from)!;

/**
 * `open`: makes the room that takes this one's place, to which its sessions go first; null: none does. `close`: what is done to a room that is empty, so that those after
 * it don't go there.
 */
export type RoomChange = { open: (tx: Tx, room: string) => Promise<string | null>; close: (tx: Tx, room: string) => Promise<void> };

/**
 * What emptying these rooms one after another would do now: two can't go to the same free place. The deed itself, taken back; nobody else is given a room meanwhile.
 */
export async function foreseeEmptyings(world: Needs, institutionId: string, from: readonly string[], { open, close }: RoomChange): Promise<ReadonlyMap<string, Emptied>> {
  try {
    return await world.db.transaction(async (tx) => {
      const all = new Map<string, Emptied>();
      await lockInstitution(tx, institutionId);
      for (const room of from) {
        const so = await emptied(tx, world, institutionId, room, await open(tx, room));
        all.set(room, so);
        if (so.staying === 0) await close(tx, room);
      }
      throw new TakenBack(all);
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.would;
    throw error;
  }
} // prettier-ignore

class TakenBack extends Error {
  readonly would: ReadonlyMap<string, Emptied>;
  constructor(would: ReadonlyMap<string, Emptied>) {
    super("taken back");
    this.would = would;
  }
}

async function emptied(tx: Tx, world: Needs, institutionId: string, from: string, to: string | null): Promise<Emptied> {
  const now = world.clock.now();
  await lockInstitution(tx, institutionId);
  const names = new Map((await roomsOf(tx, institutionId)).map(({ id, name }) => [id, name]));
  const so = { ...NOTHING_TO_EMPTY };
  for (const { session: found, reserved } of await reservationsFrom(tx, institutionId, [from], now)) {
    const session = await lockSession(tx, institutionId, found.id);
    if (session === null || session.roomId !== from) continue;
    const became = mayLeave(session) ? await movedFrom(tx, world, session, { from, to, names, now }) : "staying";
    so[became] += 1;
    if (became === "there") so.moved += 1;
    if (became === "homeless") so.staying += 1;
    if (became === "staying" || became === "homeless") so.lastEnd = Math.max(so.lastEnd ?? reserved.end, reserved.end) as Instant;
  }
  if (so.moved > 0) await askForQueue(tx, institutionId);
  return so;
}

type Moving = { from: string; to: string | null; names: ReadonlyMap<string, string>; now: Instant };

/** Where no other room can take it, it has the one that it had. */
async function movedFrom(tx: Tx, { random, zooms }: Needs, session: Session, { from, to, names, now }: Moving): Promise<"moved" | "there" | "homeless"> {
  await release(tx, session, "all");
  const placement = await place(tx, { random, zooms }, session, now, { prefer: to, without: from });
  if (placement.is === "none") {
    if ((await reserve(tx, session, needOf(session).reserved)) === "taken") throw new Error(`a room that was its own is taken: ${session.id}`);
    return "homeless";
  }
  const { roomId, hostId } = placement.session;
  const next = changed(session, { roomId, hostId, pinned: session.pinned && roomId === to }, now);
  await saveRevision(tx, next, now);
  const details = { room: names.get(roomId!) ?? "" };
  await note(tx, random, { institutionId: next.institutionId, at: now, who: "bedel", memberId: null, sessionId: next.id, what: "moved", details });
  return roomId === to ? "there" : "moved";
}

const mayLeave = (s: Session): boolean =>
  s.source === "pool" && s.status === "placed" && !isHandedOver(s) && !isLive(s) && s.overAt === null && s.undo === null;

/** Of each of these rooms, how many are not over; one without any is left out. */
export async function sessionsToComeByRoom(tx: Tx, institutionId: string, roomIds: readonly string[], now: Instant): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { session } of await reservationsFrom(tx, institutionId, roomIds, now)) counts.set(session.roomId!, (counts.get(session.roomId!) ?? 0) + 1);
  return counts;
}
