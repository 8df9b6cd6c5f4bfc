import { hours, iso, type Instant } from "../../lib/time.ts";
import type { Outcome, Refusal } from "../../lib/outcome.ts";
import type { Facts } from "../../notices/facts.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import { policyOf, type Institution } from "../../people/institution.ts";
import { isAdmin } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { ZoomError, type Held, type Meeting, type ZoomFact } from "../../zoom/port.ts";
import { readFact } from "../../zoom/webhooks.ts";
import { withinLimits } from "../asking.ts";
import { atomically, no, rearranged, Unwound } from "../asking/actions.ts";
import type { InZoom } from "../asking/hold-actions.ts";
import { cancelled } from "../cancelling/actions.ts";
import type { Change } from "../change.ts";
import { enqueue } from "../../platform/deliveries.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import { deliveriesFor } from "../deciding/mails.ts";
import { zoomFor } from "../doing/effect.ts";
import type { Neighbours } from "../neighbours.ts";
import { roomById } from "../../rooms/actions.ts";
import { isHandedOver, type Session } from "../session.ts";
import { dueAt, lives } from "../steps.ts";
import { ahead, lockInstitution, lockSession, saveSession } from "../store.ts";
import { whyNotFollow } from "../why-not.ts";
import { askedInZoom, changedInZoom, heldOf, isInLine, isOutOfOrder, whoChanged, whoRemoved } from "./found.ts";
import { tellingsOf } from "./store.ts";

/**
 * Somebody changed a session's meeting in Zoom. It is followed as if its organizer had asked for it, all or nothing; what can't be had, and everything where
 * the institution wants that, is put back. Nothing where it is as it was, or something of Bedel's own is on its way there.
 */
export async function followChange(world: World, neighbours: Neighbours, seen: Session, found: Meeting): Promise<void> {
  const now = world.clock.now();
  if (found.running || !isInLine(seen)) return;
  const changes = changedInZoom(seen, found, now);
  if (changes === null && !isOutOfOrder(seen, found)) return;
  const inZoom = { by: changes === null ? null : whoChanged(await tellings(world.db, seen), changes) };
  const institution = (await institutionById(world.db, seen.institutionId))!;
  const why = changes === null ? null : await whyNotFollowed(world, neighbours, { seen, found, changes, inZoom, institution });
  if (changes !== null && why === null) return;
  await world.db.transaction(async (tx) => {
    await lockInstitution(tx, seen.institutionId);
    const s = await asSeen(tx, seen);
    if (s === null) return;
    await saveSession(tx, { ...s, steps: { ...s.steps, generate: { is: "pending" } } }, now);
    if (why !== null) await tellPutBack(tx, world, neighbours, s, { wanted: wantedOf(found), ...why }, inZoom, now);
  });
}

type Seen = { seen: Session; found: Meeting; changes: Partial<Held>; inZoom: InZoom; institution: Institution };

/** Follows, or says why not. */
async function whyNotFollowed(world: World, neighbours: Neighbours, it: Seen): Promise<Refusal | null> {
  if (it.institution.settings.changesInZoom === "restore") return { because: "zoom_is_restored" };
  const outcome = await atomically(world, async (tx) => {
    await lockInstitution(tx, it.seen.institutionId);
    const s = await asSeen(tx, it.seen);
    return s === null ? it.seen : follow(tx, world, neighbours, { ...it, seen: s });
  });
  return outcome.ok ? null : outcome.refusal;
}

/** Changed in Bedel since it was looked at: then Bedel's own change wins, and is on its way to Zoom. */
async function asSeen(tx: Tx, seen: Session): Promise<Session | null> {
  const s = await lockSession(tx, seen.institutionId, seen.id);
  return s !== null && s.revision === seen.revision && s.meeting?.id === seen.meeting?.id && isInLine(s) ? s : null;
}

async function follow(tx: Tx, world: World, neighbours: Neighbours, { seen: s, found, changes, inZoom, institution }: Seen): Promise<Session> {
  const now = world.clock.now();
  const why = whyNotFollow(s, found.start, now);
  if (why !== null) return no(why);
  const change = accepted(askedInZoom(changes, found, now));
  if (change.time !== undefined) {
    await insistOnLimits(tx, s, change, institution, now);
    change.policy = policyOf(institution.settings);
  }
  const next = asFound(s, await rearranged(tx, world, neighbours, s, change, now, inZoom), found);
  await saveSession(tx, next, now);
  await noteFollowed(tx, world, s, next, inZoom, now);
  return next;
}

function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Unwound(outcome);
  return outcome.value;
}

/** The organizer's own, as if asked for in Bedel. */
async function insistOnLimits(tx: Tx, s: Session, { time }: Change, { settings }: Institution, now: Instant): Promise<void> {
  const organizer = (await membersOf(tx, s.institutionId)).find((member) => member.id === s.organizerId);
  if (organizer !== undefined && isAdmin(organizer)) return;
  accepted(withinLimits(time!, (await ahead(tx, s.institutionId, s.organizerId, now, s.id))!, settings, now));
}

/** Its own meeting holds what was asked for already: telling Zoom once more could overwrite what somebody is changing there right now. */
function asFound(s: Session, next: Session, found: Meeting): Session {
  if (next.meeting === null || s.alternative !== null || isOutOfOrder(s, found)) return next;
  return { ...next, steps: { ...next.steps, generate: s.steps.generate }, meeting: { ...next.meeting, held: heldOf(found), revision: next.revision } };
}

async function noteFollowed(tx: Tx, world: World, s: Session, next: Session, { by }: InZoom, now: Instant): Promise<void> {
  const deed = { institutionId: s.institutionId, at: now, memberId: null, sessionId: s.id };
  const isMoved = s.time.start !== next.time.start;
  const what = isMoved ? { what: "changed_time_in_zoom", details: { from: iso(s.time.start), to: iso(next.time.start) } } : { what: "changed_in_zoom" };
  await note(tx, world.random, { ...deed, who: by ?? "zoom", ...what });
  if (next.roomId === s.roomId || next.roomId === null) return;
  const room = (await roomById(tx, s.institutionId, next.roomId))?.name ?? "";
  await note(tx, world.random, { ...deed, who: "bedel", what: "placed", details: { room } });
}

const wantedOf = ({ title, start, minutes }: Held): { title: string; start: Instant | null; end: Instant | null } => ({
  title,
  start,
  end: start === null || minutes === null ? null : ((start + minutes * 60_000) as Instant),
});

const tellings = async (tx: Tx, s: Session): Promise<ZoomFact[]> =>
  (await tellingsOf(tx, s.institutionId, s.meeting!.id)).flatMap((body) => readFact(body) ?? []);

/** However often somebody's program and Bedel change it back and forth, the organizer hears of it once an hour. */
const TOLD_EVERY = hours(1);

async function tellPutBack(
  tx: Tx,
  world: World,
  neighbours: Neighbours,
  s: Session,
  { wanted, because, values }: NonNullable<Facts["putBack"]>,
  inZoom: InZoom,
  now: Instant,
): Promise<void> {
  const what = wanted === null ? "put_back_deletion" : "put_back_change";
  await note(tx, world.random, { institutionId: s.institutionId, at: now, who: inZoom.by ?? "zoom", memberId: null, sessionId: s.id, what });
  const more: Partial<Facts> = { inZoom, putBack: { wanted, because, ...(values === undefined ? {} : { values }) } };
  const keyed = `put_back/${Math.floor(now / TOLD_EVERY)}`;
  const order = { kind: "put_back", step: null, keyed, usefulUntil: s.time.end, more } as const;
  const context = await mailContext(tx, world, s.institutionId);
  await sendMail(tx, world, neighbours, s, { ...order, to: "organizer" }, context);
  // Whoever did it would not know why it does not hold. Nobody but a member: Zoom names rooms too, and people whom Bedel does not know.
  if (inZoom.by !== null) await enqueue(tx, deliveriesFor(context, world.random, s, { ...order, to: "host" }, [], inZoom.by));
}

/** `unsure`: Zoom's own answers do not agree yet. */
export type Removal = "cancelled" | "made anew" | "unsure";

/**
 * Somebody deleted a session's meeting in Zoom. Until its room is opened the session is cancelled, as if its organizer had done so; from then on people are on
 * their way, and it is made anew, as always where the institution wants that. So it is where its host is gone too: that is no word about the session.
 */
export async function followRemoval(world: World, neighbours: Neighbours, seen: Session): Promise<Removal> {
  if (!isInLine(seen)) return "made anew";
  const told = await tellings(world.db, seen);
  const isRemoved = await whetherRemoved(world, seen, told);
  if (isRemoved !== true) return isRemoved === false ? "unsure" : "made anew";
  const inZoom = { by: whoRemoved(told) };
  const { settings } = (await institutionById(world.db, seen.institutionId))!;
  const now = world.clock.now();
  return world.db.transaction(async (tx) => {
    await lockInstitution(tx, seen.institutionId);
    const s = await asSeen(tx, seen);
    if (s === null) return "made anew";
    const because = settings.changesInZoom === "restore" ? "zoom_is_restored" : whyNotCancelled(s, now);
    if (because === null) await cancelled(tx, world, neighbours, { ...s, meeting: null }, { by: { who: inZoom.by ?? "zoom", memberId: null }, now, inZoom });
    else await tellPutBack(tx, world, neighbours, s, { wanted: null, because }, inZoom, now);
    return because === null ? "cancelled" : "made anew";
  });
}

/** Who hosts without a room deletes what is the own; in a room its organizer is on the way in. */
function whyNotCancelled(s: Session, now: Instant): string | null {
  if (now >= s.time.start) return "started_extend_instead";
  return isHandedOver(s) || (lives(s, "handOver") && now >= dueAt(s, "handOver")) ? "handed_over_not_deleted" : null;
}

/** Zoom told of it, or two things that it knows separately agree: the meeting can't be read, and is not among its host's. Null: the host is gone, and all its meetings with it. */
async function whetherRemoved(world: World, s: Session, told: readonly ZoomFact[]): Promise<boolean | null> {
  const { id, hostId } = s.meeting!;
  try {
    const planned = await zoomFor(world, s).plannedMeetings(hostId);
    return told.some((fact) => fact.is === "meeting removed") || !planned.some((one) => one.id === id);
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "not_found") return null;
    throw error;
  }
}
