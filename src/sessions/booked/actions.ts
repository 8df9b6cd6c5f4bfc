import type { FoundHost } from "../../connections/hosts/actions.ts";
import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { policyOf, type Institution } from "../../people/institution.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { withdrawNotices } from "../../platform/deliveries.ts";
import type { World } from "../../world.ts";
import { newSession } from "../asking.ts";
import { takeBack } from "../asking/hold-actions.ts";
import { changed } from "../change.ts";
import { place, saveRevision } from "../placing/actions.ts";
import { isHandedOver, type HostSource, type Session } from "../session.ts";
import { askForQueue, insertSession, release, saveSession } from "../store.ts";
import { forgetSession } from "./store.ts";

type Needs = Pick<World, "random" | "zooms">;

export type ToBook = {
  bookingId: string;
  title: string;
  organizerId: string;
  time: Interval;
  zone: string;
  source: Extract<HostSource, "pool" | "personal" | "default host">;
  /** Of who is no room. */
  host: FoundHost | null;
  people: number;
};

/**
 * A session for a booking, in a room or at its host, or null where there is none free: nothing waits, since whoever books is answered at once, and nothing
 * is stored then. Nobody is told: its booking does that. The institution must be locked.
 */
export async function placeBooked(tx: Tx, world: Needs, institution: Institution, asked: ToBook, now: Instant): Promise<Session | null> {
  const { host, source, title, zone } = asked;
  const id = world.random.uuid();
  const wanted = { id, title, zone, start: "", minutes: 0, kind: "meeting", admission: "automatic", expected: null, source } as const;
  const policy = policyOf(institution.settings);
  const more = { institutionId: institution.id, organizerId: asked.organizerId, time: asked.time, policy, now };
  const session = { ...newSession(wanted, host === null ? more : { ...more, host }), bookingId: asked.bookingId };
  await insertSession(tx, session);
  const placement = await place(tx, world, session, now);
  if (placement.is === "none") {
    await forgetSession(tx, session);
    return null;
  }
  const placed: Session = { ...placement.session, status: "placed", noneProven: false };
  await saveSession(tx, placed, now);
  await note(tx, world.random, { institutionId: institution.id, at: now, who: "bedel", memberId: null, sessionId: id, what: "booked", details: { title } });
  return placed;
}

/** Its session at another time, at the same host or in any room, and null where there is none free; then nothing is changed. The institution and the session must be locked. */
export async function moveBooked(tx: Tx, world: Needs, institution: Institution, s: Session, time: Interval, now: Instant): Promise<Session | null> {
  const wanted = { ...s, time, policy: policyOf(institution.settings) };
  await release(tx, s, "all");
  const placement = await place(tx, world, wanted, now, { prefer: s.roomId, had: s.time.start === time.start ? s.time : null });
  if (placement.is === "none") return null;
  const host = placement.session.hostId === s.hostId ? {} : { roomId: placement.session.roomId, hostId: placement.session.hostId, pinned: false };
  const next: Session = { ...changed(s, { time, policy: wanted.policy, ...host }, now), status: "placed", undo: null };
  await settled(tx, s, next, now);
  return next;
}

/** Nothing of it is to be in Zoom any more. Who cancels by a link in a mail has been asked whether it is meant: there is no minute to take it back. */
export async function cancelBooked(tx: Tx, s: Session, now: Instant): Promise<Session> {
  await release(tx, s, "all");
  const next: Session = { ...s, status: "cancelled", cancelledAt: now, revision: s.revision + 1, undo: null };
  await settled(tx, s, next, now);
  return next;
}

async function settled(tx: Tx, before: Session, next: Session, now: Instant): Promise<void> {
  if (before.undo !== null) await withdrawNotices(tx, before.institutionId, before.id, before.revision);
  if (isHandedOver(before) && (next.status === "cancelled" || !isHandedOver(next))) await takeBack(tx, before, now);
  await saveRevision(tx, next, now);
  await askForQueue(tx, before.institutionId);
}
