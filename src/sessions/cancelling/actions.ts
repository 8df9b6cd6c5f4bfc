import type { Instant } from "../../lib/time.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { withdrawNotices } from "../../platform/deliveries.ts";
import { atomically, no, type Needs, type Refused } from "../asking/actions.ts";
import { undoable, type InZoom } from "../asking/hold-actions.ts";
import { changed, takenBack, undoUntil } from "../change.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import { tellHost } from "../hosting/telling-actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { place, saveRevision } from "../placing/actions.ts";
import type { Session } from "../session.ts";
import { askForQueue, lockInstitution, lockSession, release } from "../store.ts";
import { whyNotCancel } from "../why-not.ts";

/** Cancels it. Its place and its meeting stay for the minute in which that can be taken back. */
export async function cancelSession(
  world: Needs,
  neighbours: Neighbours,
  who: Member,
  id: string,
  revision: number,
): Promise<{ ok: true; value: Session } | Refused> {
  return atomically(world, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const now = world.clock.now(); // after the wait for others: the minute may be over by then
    const s = (await lockSession(tx, who.institutionId, id)) ?? no("not_found");
    const why = whyNotCancel(s, who, now);
    if (why !== null) return no(why);
    if (s.revision !== revision) return no("revision_conflict");
    return cancelled(tx, world, neighbours, s, { by: { who: who.name, memberId: who.id }, now });
  });
}

type How = { by: { who: string; memberId: string | null }; now: Instant; inZoom?: InZoom };

/** Tells everybody concerned once, after the minute in which it can be taken back; what was done in Zoom can't, and is told at once. The institution must be locked. */
export async function cancelled(tx: Tx, world: Needs, neighbours: Neighbours, s: Session, { by, now, inZoom }: How): Promise<Session> {
  if (s.undo !== null) await withdrawNotices(tx, s.institutionId, s.id, s.revision);
  const until = inZoom === undefined ? undoUntil(s, s.time.start, now) : null;
  const next: Session = {
    ...s,
    status: "cancelled",
    cancelledAt: now,
    revision: s.revision + 1,
    undo: until === null ? null : { until, kind: "cancel", before: undoable(s) },
  };
  if (until === null) {
    await release(tx, s, "all");
    await askForQueue(tx, s.institutionId);
  }
  await saveRevision(tx, next, now);
  const what = inZoom === undefined ? "cancelled" : "cancelled_in_zoom";
  await note(tx, world.random, { institutionId: s.institutionId, at: now, ...by, sessionId: s.id, what });
  const context = await mailContext(tx, world, s.institutionId);
  const dueAt = until ?? now;
  const more = inZoom === undefined ? {} : { more: { inZoom } };
  await sendMail(tx, world, neighbours, next, { kind: "cancelled", to: "organizer", step: null, dueAt, ...more }, context);
  await sendMail(tx, world, neighbours, next, { kind: "cancelled", to: "attendees", step: null, dueAt }, context);
  await tellHost(tx, world, next, "not_hosting", { dueAt });
  return next;
}

/** Takes back the last change or cancellation, as a whole, before anybody has heard of it. */
export async function undoChange(world: Needs, who: Member, id: string): Promise<{ ok: true; value: Session } | Refused> {
  return atomically(world, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const now = world.clock.now(); // after the wait for others: the minute may be over by then
    const s = (await lockSession(tx, who.institutionId, id)) ?? no("not_found");
    if (!isAdmin(who) && s.organizerId !== who.id) return no("not_yours");
    if (s.undo === null) return no("nothing_to_undo");
    if (now >= s.undo.until) return no("undo_too_late");
    await withdrawNotices(tx, s.institutionId, s.id, s.revision);
    const back = await backInPlace(tx, world, s, takenBack(s, s.undo.before), now);
    await saveRevision(tx, back, now);
    await askForQueue(tx, s.institutionId); // what the change had taken is free again
    await note(tx, world.random, { institutionId: s.institutionId, at: now, who: who.name, memberId: who.id, sessionId: s.id, what: "undone" });
    return back;
  });
}

/** Its room was kept for it, but may have been turned off or taken out of service meanwhile: then it gets another. */
async function backInPlace(tx: Tx, world: Needs, s: Session, back: Session, now: Instant): Promise<Session> {
  await release(tx, s, "all");
  if (back.status !== "placed") return back;
  const placement = await place(tx, world, back, now, { prefer: back.roomId, had: back.time });
  if (placement.is === "none") return no(back.source === "pool" ? "room_not_free" : "host_not_free");
  if (placement.session.roomId === back.roomId) return back;
  return { ...changed(back, { roomId: placement.session.roomId, hostId: placement.session.hostId, pinned: false }, now), revision: back.revision };
}
