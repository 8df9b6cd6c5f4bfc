import { hostsById, type KnownHost } from "../../connections/hosts/actions.ts";
import { membersAmong } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { roomsByIds } from "../../rooms/actions.ts";
import type { Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import type { BoardSession } from "./contract.ts";
import type { Session } from "../session.ts";
import { boardViewOf, veiledOnBoard, type Beside } from "../view.ts";
import { mayManage } from "../why-not.ts";

/** Sessions as a picture of many shows them; what is another organizer's is veiled from organizers. */
export async function boardViewsFor({ db, clock }: Pick<World, "db" | "clock">, who: Member, sessions: readonly Session[]): Promise<BoardSession[]> {
  if (sessions.length === 0) return [];
  const beside = await besideOf(db, who.institutionId, sessions);
  const now = clock.now();
  return sessions.map((s) => {
    const { room, ...its } = beside(s);
    const view = boardViewOf(s, { ...its, room: room === null ? null : { id: room.id, name: room.name } }, now);
    return mayManage(s, who) ? view : veiledOnBoard(view);
  });
}

/** Whose each is, in which room, and who hosts it. */
export async function besideOf(tx: Tx, institutionId: string, sessions: readonly Session[]): Promise<(s: Session) => Pick<Beside, "organizer" | "host"> & { room: Room | null }> {
  const members = new Map((await membersAmong(tx, institutionId, organizersOf(sessions))).map((m) => [m.id, m]));
  const roomIds = [...new Set(sessions.flatMap((s) => s.roomId ?? []))];
  const rooms = new Map((await roomsByIds(tx, institutionId, roomIds)).map((r) => [r.id, r]));
  const hosts = new Map((await hostsById(tx, institutionId, hostsIn(sessions))).map((h) => [h.hostId, h]));
  return (s) => {
    const organizer = members.get(s.organizerId);
    const room = s.roomId === null ? null : (rooms.get(s.roomId) ?? null);
    return { organizer: { id: s.organizerId, name: organizer?.name ?? "", email: organizer?.email ?? "" }, room, host: hostIn(s, hosts) };
  };
} // prettier-ignore

export const organizersOf = (sessions: readonly Session[]): string[] => [...new Set(sessions.map((s) => s.organizerId))];

const hostsIn = (sessions: readonly Session[]): string[] => [...new Set(sessions.flatMap((s) => (s.source === "pool" || s.hostId === null ? [] : [s.hostId])))];

function hostIn(s: Session, hosts: ReadonlyMap<string, KnownHost>): { id: string; name: string; email: string } | null {
  if (s.source === "pool" || s.hostId === null) return null;
  const known = hosts.get(s.hostId);
  return { id: s.hostId, name: known?.name ?? "", email: known?.email ?? "" };
}
