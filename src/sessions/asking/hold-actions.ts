import { minus } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import type { Facts } from "../../notices/facts.ts";
import type { Tx } from "../../platform/database.ts";
import { withdrawNotices } from "../../platform/deliveries.ts";
import { lockRooms, wishSecured } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { undoUntil } from "../change.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import { holdAtHost } from "../hosting/actions.ts";
import { tellHost } from "../hosting/telling-actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { saveRevision } from "../placing/actions.ts";
import { isHandedOver, reservationOf, type Session, type Undo } from "../session.ts";
import { askForQueue, release, reserve } from "../store.ts";
import { isNews } from "./wanted.ts";

type Needs = Pick<World, "clock" | "random" | "origin" | "zooms">;

/** Keeps it for as long as the change can be taken back, so that taking it back cannot fail for want of a room. */
async function holdGivenUp(tx: Tx, world: Pick<World, "zooms">, s: Session, before: Undo["before"]): Promise<void> {
  const old = reservationOf({ ...s, ...before });
  const pieces = before.hostId === s.hostId ? minus(old, reservationOf(s)) : [old];
  for (const [i, interval] of pieces.entries())
    if (s.source === "pool") await reserve(tx, { ...s, hostId: before.hostId }, interval, { piece: i + 1 });
    else await holdAtHost(tx, world, s, interval, i + 1);
}

/** It is opened anew later. Who has the room now keeps it until nothing runs there any more and the password that went out is replaced: a room is released on evidence only. */
export async function takeBack(tx: Tx, s: Session, now: Instant): Promise<void> {
  const [room] = await lockRooms(tx, s.institutionId, [s.roomId!]);
  if (room !== undefined && (room.password.occupiedBy === s.id || room.password.exposedTo === s.id)) await wishSecured(tx, room, now);
}

/** Somebody has done it in Zoom already, `by` the address that Zoom named: it can't be taken back, and people hear of it at once. */
export type InZoom = { by: string | null };

/** Tells everybody concerned once, after the minute in which it can be taken back; keeps what was given up for as long. */
export async function hold(tx: Tx, world: Needs, neighbours: Neighbours, s: Session, next: Session, now: Instant, inZoom?: InZoom): Promise<Session> {
  if (s.undo !== null) await withdrawNotices(tx, s.institutionId, s.id, s.revision);
  const until = isHandedOver(s) || inZoom !== undefined ? null : undoUntil(s, next.time.start, now); // who has the room must hear of it at once
  const before = undoable(s);
  if (s.undo !== null && until === null) await release(tx, s, "held");
  const held: Session = until === null ? { ...next, undo: null } : { ...next, undo: { until, kind: "change", before } };
  if (until !== null) await holdGivenUp(tx, world, held, before);
  await saveRevision(tx, held, now);
  const more: Partial<Facts> = { before: { title: before.title, start: before.time.start, end: before.time.end, zone: before.zone } };
  if (isNews(before, held)) {
    const context = await mailContext(tx, world, s.institutionId);
    const dueAt = until ?? now;
    const told = { ...more, ...(inZoom === undefined ? {} : { inZoom }) };
    await sendMail(tx, world, neighbours, held, { kind: "changed", to: "organizer", step: null, dueAt, more: told }, context);
    await sendMail(tx, world, neighbours, held, { kind: "changed", to: "attendees", step: null, dueAt, more }, context);
    await tellHost(tx, world, held, "changed", { dueAt, more: told });
  }
  if (until === null) await askForQueue(tx, s.institutionId);
  return held;
}

/** What people know of it: with a change that they have not heard of, what was before that. */
export function undoable(s: Session): Undo["before"] {
  if (s.undo?.kind === "change") return s.undo.before;
  const { time, zone, title, roomId, hostId, pinned, status, steps, meeting, admission, expected, movedFrom, policy } = s;
  return { time, zone, title, roomId, hostId, pinned, status, steps, meeting, admission, expected, movedFrom, policy };
}
