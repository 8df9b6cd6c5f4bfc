import type { Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { roomsOf } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { changed } from "../change.ts";
import { isHandedOver, isLive, type Session } from "../session.ts";
import { askForQueue, lockInstitution, lockSession, release, reservationsFrom, reserve } from "../store.ts";
import { place, saveRevision } from "./actions.ts";
import { needOf } from "./board.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "zooms">;
/** `staying`: handed over, running, or without another room. `lastEnd`: when the last of them lets the room go. */
export type Emptied = { moved: number; staying: number; lastEnd: Instant | null };

/**
 * A room is to be used no more: its sessions go to `to`, or to any that fits where that can't take them; links stay the same. What is handed over or running
 * stays, and what no other room can take. Asking again moves what has become movable since.
 */
export const emptyRoom = ({ db, clock, random, zooms }: Needs, institutionId: string, from: string, to: string | null): Promise<Emptied> =>
  db.transaction(async (tx) => {
    const now = clock.now();
    await lockInstitution(tx, institutionId);
    const names = new Map((await roomsOf(tx, institutionId)).map(({ id, name }) => [id, name]));
    const there = await reservationsFrom(tx, institutionId, [from], now);
    const emptied: Emptied = { moved: 0, staying: 0, lastEnd: null };
    for (const { session: found, reserved } of there) {
      const stay = (): void => {
        emptied.staying += 1;
        emptied.lastEnd = Math.max(emptied.lastEnd ?? reserved.end, reserved.end) as Instant;
      };
      const session = await lockSession(tx, institutionId, found.id);
      if (session === null || session.roomId !== from) continue;
      if (!mayLeave(session)) {
        stay();
        continue;
      }
      await release(tx, session, "all");
      const placement = await place(tx, { random, zooms }, session, now, { prefer: to, without: from });
      if (placement.is === "none") {
        if ((await reserve(tx, session, needOf(session).reserved)) === "taken") throw new Error(`a room that was its own is taken: ${session.id}`);
        stay();
        continue;
      }
      const { roomId, hostId } = placement.session;
      const next = changed(session, { roomId, hostId, pinned: session.pinned && roomId === to }, now);
      await saveRevision(tx, next, now);
      await note(tx, random, { institutionId, at: now, who: "bedel", memberId: null, sessionId: next.id, what: "moved", details: { room: names.get(roomId!) ?? "" } });
      emptied.moved += 1;
    }
    if (emptied.moved > 0) await askForQueue(tx, institutionId);
    return emptied;
  }); // prettier-ignore

const mayLeave = (s: Session): boolean =>
  s.source === "pool" && s.status === "placed" && !isHandedOver(s) && !isLive(s) && s.overAt === null && s.undo === null;

/** Of this room, those that are not over. */
export const sessionsToCome = async (tx: Tx, institutionId: string, roomId: string, now: Instant): Promise<number> =>
  (await reservationsFrom(tx, institutionId, [roomId], now)).length;
