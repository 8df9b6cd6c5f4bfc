import { refused, type Outcome, type Refusal } from "../../lib/outcome.ts";
import { iso, type Instant } from "../../lib/time.ts";
import { policyOf } from "../../people/institution.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import { institutionById } from "../../people/actions.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { WHAT_IS_DUE } from "../../platform/due.ts";
import { roomById } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { admissionFits, withinLimits } from "../asking.ts";
import { changed, type Change as Changes } from "../change.ts";
import type { Change } from "../contract.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import type { MailContext } from "../deciding/mails.ts";
import type { Neighbours } from "../neighbours.ts";
import { nearestFor, place, saveRevision } from "../placing/actions.ts";
import { hostOfSession, nearestAtHost, readItsHostAnew } from "../hosting/actions.ts";
import { tellHost } from "../hosting/telling-actions.ts";
import { isHandedOver, type Session } from "../session.ts";
import { dueAt } from "../steps.ts";
import { ahead, lockInstitution, lockSession, lockSessions, release, saveSession, wake } from "../store.ts";
import { whyNotChange } from "../why-not.ts";
import { hold, takeBack, type InZoom } from "./hold-actions.ts";
import { changesNothing, changesOf } from "./wanted.ts";

export type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "poke" | "zooms">;
export type Refused = { ok: false; refusal: Refusal; nearest?: Instant[] };

/** A "no" found in the middle of a transaction: what was done so far must not stay. */
export class Unwound extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.refusal.because);
    this.refused = refused;
  }
}

/** All or nothing: a refusal inside undoes the whole, and is the answer. */
export async function atomically(world: Needs, work: (tx: Tx) => Promise<Session>): Promise<{ ok: true; value: Session } | Refused> {
  try {
    const value = await world.db.transaction(work);
    world.poke(WHAT_IS_DUE);
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Unwound) return error.refused;
    throw error;
  }
}

export const no = (because: string, more: { field?: string; values?: Record<string, string | number>; nearest?: Instant[] } = {}): never => {
  const { nearest, ...rest } = more;
  throw new Unwound({ ...refused(because, rest), ...(nearest === undefined ? {} : { nearest }) });
};

export const accept = (outcome: Outcome<unknown>): void => {
  if (!outcome.ok) throw new Unwound(outcome);
};

/** One mail tells that there is no room yet; a request that waits on after a change is no news. */
export async function placeOrWait(
  tx: Tx,
  world: Needs,
  neighbours: Neighbours,
  session: Session,
  now: Instant,
  { isNew }: { isNew: boolean },
): Promise<Session> {
  const placement = await place(tx, world, session, now);
  if (placement.is === "none" && session.source !== "pool")
    return no("host_not_free", { field: "start", nearest: await nearestAtHost(tx, world, session, now) });
  const rooms = placement.is === "placed" && placement.session.roomId !== null ? [placement.session.roomId] : [];
  const context = await mailContext(tx, world, session.institutionId, { rooms, organizers: [session.organizerId] });
  if (placement.is === "placed") {
    const placed: Session = { ...placement.session, status: "placed", noneProven: false };
    await saveSession(tx, placed, now);
    await note(tx, world.random, {
      institutionId: placed.institutionId,
      at: now,
      who: "bedel",
      memberId: null,
      sessionId: placed.id,
      ...(await whereOf(tx, placed, context)),
    });
    await sendMail(tx, world, neighbours, placed, { kind: placed.source === "pool" ? "placed" : "hosted", to: "organizer", step: null }, context);
    await tellHost(tx, world, placed, "hosting");
    return placed;
  }
  const waiting: Session = { ...session, noneProven: placement.proven };
  await saveSession(tx, waiting, now);
  if (!isNew) return waiting;
  const nearest = await nearestFor(tx, waiting, now);
  await sendMail(tx, world, neighbours, waiting, { kind: "waiting", to: "organizer", step: null, more: { nearest, noneProven: placement.proven } }, context);
  await sendMail(tx, world, neighbours, waiting, { kind: "admin_waiting", to: "admins", step: null, more: { nearest, noneProven: placement.proven } }, context);
  return waiting;
}

/** What the history tells of its place. */
async function whereOf(tx: Tx, s: Session, { rooms }: Pick<MailContext, "rooms">): Promise<{ what: string; details: Record<string, string> }> {
  if (s.source !== "pool") return { what: "hosted", details: { host: (await hostOfSession(tx, s))?.name ?? "" } };
  return { what: "placed", details: { room: rooms.get(s.roomId!)?.name ?? "" } };
}

/** Changes what the organizer asked for. A new time is had as a whole or not at all; until then everything stays as it was. */
export async function changeSession(
  world: Needs & Pick<World, "zoomOf">,
  neighbours: Neighbours,
  who: Member,
  id: string,
  c: Change,
): Promise<{ ok: true; value: Session } | Refused> {
  const now = world.clock.now();
  if (c.start !== undefined || c.minutes !== undefined) await readItsHostAnew(world, who, id);
  return atomically(world, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const s = (await lockSession(tx, who.institutionId, id)) ?? no("not_found");
    const why = whyNotChange(s, who, now);
    if (why !== null) return no(why);
    if (s.revision !== c.revision) return no("revision_conflict");
    const institution = (await institutionById(tx, s.institutionId))!;
    const asked = changesOf(s, c, now);
    if (!asked.ok) throw new Unwound(asked);
    const change = asked.value;
    if (change.admission !== undefined) accept(admissionFits(s.kind, change.admission));
    if (changesNothing(s, change)) return s;
    if (change.time !== undefined && !isAdmin(who))
      accept(withinLimits(change.time, (await ahead(tx, s.institutionId, s.organizerId, now, s.id))!, institution.settings, now));
    if (change.time !== undefined) change.policy = policyOf(institution.settings);
    const next = await rearranged(tx, world, neighbours, s, change, now);
    await noteChange(tx, world, who, s, next, now);
    return next;
  });
}

/** From when to when, and into which room it went along. */
async function noteChange(tx: Tx, world: Needs, who: Member, s: Session, next: Session, now: Instant): Promise<void> {
  const deed = { institutionId: s.institutionId, at: now, sessionId: s.id };
  const moved = s.time.start !== next.time.start;
  const times = moved ? { what: "changed_time", details: { from: iso(s.time.start), to: iso(next.time.start) } } : { what: "changed" };
  await note(tx, world.random, { ...deed, who: who.name, memberId: who.id, ...times });
  if (next.roomId === s.roomId || next.roomId === null) return;
  const room = (await roomById(tx, s.institutionId, next.roomId))?.name ?? "";
  await note(tx, world.random, { ...deed, who: "bedel", memberId: null, what: "placed", details: { room } });
}

/** A placed session keeps a room, its own if it can; a waiting one tries again. Mails wait a minute, as long as there is one. Whom somebody booked is taken at once. */
export async function rearranged(tx: Tx, world: Needs, neighbours: Neighbours, s: Session, change: Changes, now: Instant, inZoom?: InZoom): Promise<Session> {
  const next = await elsewhere(tx, world, neighbours, s, change, now, inZoom);
  if (change.time !== undefined && s.bookingId !== null && !(await neighbours.holdsTimeOf(tx, next))) return no("booked_meanwhile", { field: "start" });
  return next;
}

async function elsewhere(tx: Tx, world: Needs, neighbours: Neighbours, s: Session, change: Changes, now: Instant, inZoom?: InZoom): Promise<Session> {
  if (s.status === "waiting") {
    const next: Session = { ...changed(s, change, now), steps: s.steps };
    if (change.time !== undefined || change.expected !== undefined) return placeOrWait(tx, world, neighbours, next, now, { isNew: false });
    await saveRevision(tx, next, now);
    return next;
  }
  const wanted = { ...s, ...change };
  let next: Session;
  if (change.time === undefined && change.expected === undefined) next = changed(s, change, now);
  else {
    await release(tx, s, "all");
    const placement = await place(tx, world, wanted, now, { prefer: s.roomId, had: wanted.time.start === s.time.start ? s.time : null });
    if (placement.is === "none" && s.source !== "pool") return no("host_not_free", { field: "start", nearest: await nearestAtHost(tx, world, wanted, now) });
    if (placement.is === "none") return no("no_room_free", { field: "start", nearest: await nearestFor(tx, { ...wanted, roomId: null }, now) });
    const host = placement.session.hostId === s.hostId ? {} : { roomId: placement.session.roomId, hostId: placement.session.hostId, pinned: false };
    next = changed(s, { ...change, ...host }, now);
  }
  if (isHandedOver(s) && !isHandedOver(next)) await takeBack(tx, s, now);
  return hold(tx, world, neighbours, s, next, now, inZoom);
}

/** New attendees of sessions whose links are out are made known to Zoom too. Before that nothing is decided by who is registered: to wake a course's dates of weeks for each newcomer would only keep the loop busy. */
export async function attendeesCame(tx: Tx, institutionId: string, ids: readonly string[], now: Instant): Promise<void> {
  const sessions = await lockSessions(tx, institutionId, ids);
  const toTell = sessions.filter((s) => s.registrantsAsked || linksAreBehind(s));
  for (const s of toTell) {
    const steps = linksAreBehind(s) && now < s.time.end && s.overAt === null ? { ...s.steps, sendLinks: { is: "started", at: now } as const } : s.steps; // done again once the new ones have theirs; after its end nobody is sent any
    await saveSession(tx, { ...s, steps, registrantsAsked: false }, now);
  }
  await wake(tx, institutionId, sessions.filter((s) => !toTell.includes(s) && now >= dueAt(s, "sendLinks")).map((s) => s.id), now); // prettier-ignore
}

const linksAreBehind = ({ steps: { sendLinks } }: Session): boolean =>
  sendLinks.is === "done" || (sendLinks.is === "failed" && sendLinks.because === "mail_refused");
