import { zoomKindOf } from "../../connections/actions.ts";
import { overlaps, type Interval } from "../../lib/interval.ts";
import { after, days, minutes, type Instant } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { institutionById } from "../../people/actions.ts";
import { isAdmin } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { passwordOf, roomById } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { withinLimits } from "../asking.ts";
import { atomically, no, Unwound, type Needs, type Refused } from "../asking/actions.ts";
import { changed } from "../change.ts";
import type { Credentials } from "../contract.ts";
import { zoomFor } from "../doing/effect.ts";
import { mailContext, sendMail } from "../deciding/actions.ts";
import { tellHost } from "../hosting/telling-actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { loadBoard, place, saveRevision } from "../placing/actions.ts";
import { hostOfSession, placeAtHost, readItsHostAnew } from "../hosting/actions.ts";
import { endDue, isMovable, reservationOf, type Session } from "../session.ts";
import { reservationsWithin } from "../placing/reserved-store.ts";
import { ahead, lockInstitution, lockSession, release, reserve, saveSession, sessionById } from "../store.ts";
import { whyNotCredentials, whyNotEnd, whyNotExtend, whyNotSignInCode, whyNotStart } from "../why-not.ts";

/** Gives it more time, when nobody else needs its room then, or who does can be moved. Renews warn, end, close and report, nothing else. */
export async function extendSession(
  world: Needs & Pick<World, "zoomOf">,
  neighbours: Neighbours,
  who: Member,
  id: string,
  by: { minutes: number; revision: number },
): Promise<{ ok: true; value: Session } | Refused> {
  const now = world.clock.now();
  await readItsHostAnew(world, who, id);
  return atomically(world, async (tx) => {
    await lockInstitution(tx, who.institutionId);
    const s = (await lockSession(tx, who.institutionId, id)) ?? no("not_found");
    const why = whyNotExtend(s, who, now);
    if (why !== null) return no(why);
    if (s.revision !== by.revision) return no("revision_conflict");
    const time = { start: s.time.start, end: after(s.time.end, minutes(by.minutes)) };
    await withinMost(tx, who, s, time, now);
    const next = changed(s, { time }, now);
    await makeRoomFor(tx, world, s, next, now);
    await saveRevision(tx, next, now);
    await note(tx, world.random, {
      institutionId: s.institutionId,
      at: now,
      who: who.name,
      memberId: who.id,
      sessionId: s.id,
      what: "extended",
      details: { minutes: by.minutes },
    });
    const context = await mailContext(tx, world, s.institutionId);
    const more = { before: { title: s.title, start: s.time.start, end: s.time.end, zone: s.zone } };
    await sendMail(tx, world, neighbours, next, { kind: "changed", to: "organizer", step: null, more }, context);
    await sendMail(tx, world, neighbours, next, { kind: "changed", to: "attendees", step: null, more }, context);
    await tellHost(tx, world, next, "changed", { more });
    return next;
  });
}

/** A day is the longest; beyond that the institution's limits for its organizers, which count the time of what is there already but not how many. */
async function withinMost(tx: Tx, who: Member, s: Session, time: Interval, now: Instant): Promise<void> {
  if (time.end - time.start > days(1)) return no("above_maximum_minutes", { field: "minutes", values: { max: 1440 } });
  if (isAdmin(who)) return;
  const { settings } = (await institutionById(tx, s.institutionId))!;
  const others = (await ahead(tx, s.institutionId, s.organizerId, now, s.id))!;
  const within = withinLimits(time, { ...others, sessions: 0 }, settings, now);
  if (!within.ok) throw new Unwound(within);
}

/** Who has this room next goes to another, if nothing of it is handed over. What is out of service, or planned in Zoom beside Bedel, can't be moved. */
async function makeRoomFor(tx: Tx, world: Needs, s: Session, next: Session, now: Instant): Promise<void> {
  if (s.source !== "pool") {
    await release(tx, s, "all");
    return (await placeAtHost(tx, world, next, s.time)) ? undefined : no("extend_needs_host", { field: "minutes" });
  }
  const longer = reservationOf(next);
  const added = { start: reservationOf(s).end, end: longer.end };
  const room = (await loadBoard(tx, next)).board.rooms.find((one) => one.id === s.roomId);
  if (room?.blocked.some((block) => overlaps(block, added)) === true) return no("extend_needs_room", { field: "minutes" });
  const others = (await reservationsWithin(tx, s.institutionId, longer)).filter((r) => r.session.id !== s.id && r.session.roomId === s.roomId && r.piece === 0);
  const displaced: Session[] = [];
  for (const { session } of others) {
    const other = await lockSession(tx, s.institutionId, session.id);
    if (other === null || !isMovable(other)) return no("extend_needs_room", { field: "minutes" });
    await release(tx, other, "all");
    displaced.push(other);
  }
  await release(tx, s, "all");
  if ((await reserve(tx, next, longer)) === "taken") return no("extend_needs_room", { field: "minutes" });
  for (const other of displaced) {
    const placement = await place(tx, world, other, now);
    if (placement.is === "none") return no("extend_needs_room", { field: "minutes" });
    const moved = changed(other, { roomId: placement.session.roomId, hostId: placement.session.hostId }, now);
    await saveRevision(tx, moved, now);
    await note(tx, world.random, { institutionId: s.institutionId, at: now, who: "bedel", memberId: null, sessionId: other.id, what: "moved_to_make_room" });
  }
}

/** Ends it now: end, close and report come forward. */
export async function endSession(world: Needs, who: Member, id: string): Promise<{ ok: true; value: Session } | Refused> {
  const now = world.clock.now();
  return atomically(world, async (tx) => {
    const s = (await lockSession(tx, who.institutionId, id)) ?? no("not_found");
    const why = whyNotEnd(s, who, now);
    if (why !== null) return no(why);
    if (s.steps.end.is === "started" || now >= endDue(s)) return s;
    const next: Session = { ...s, endAskedAt: now };
    await saveSession(tx, next, now);
    await note(tx, world.random, { institutionId: s.institutionId, at: now, who: who.name, memberId: who.id, sessionId: s.id, what: "ended" });
    return next;
  });
}

/** A fresh address that opens the meeting as its host; fetched at the click, never stored, logged or mailed. May throw `ZoomError`. */
export async function freshStartLink(world: Pick<World, "db" | "clock" | "zoomOf">, who: Member, id: string): Promise<{ ok: true; value: string } | Refused> {
  const s = await sessionById(world.db, who.institutionId, id);
  if (s === null) return { ok: false, refusal: { because: "not_found" } };
  const why = whyNotStart(s, who, world.clock.now(), (await hostOfSession(world.db, s))?.email ?? null);
  if (why !== null) return { ok: false, refusal: { because: why } };
  return { ok: true, value: await zoomFor(world, s).startLink(s.meeting!) };
}

/** Whose mails tell the one-time passcode of the room that this person holds by this session, and since when the person holds it. */
export async function heldRoom(
  { db, clock }: Pick<World, "db" | "clock">,
  who: Member,
  id: string,
): Promise<{ ok: true; value: { email: string; since: Instant } } | Refused> {
  const refusal = (because: string): Refused => ({ ok: false, refusal: { because } });
  const s = await sessionById(db, who.institutionId, id);
  if (s === null) return refusal("not_found");
  const room = s.roomId === null ? null : await roomById(db, s.institutionId, s.roomId);
  const why = whyNotSignInCode(s, who, room?.password.exposedTo ?? null, clock.now());
  if (why !== null || room === null) return refusal(why ?? "no_room_yet");
  const { handOver } = s.steps;
  return { ok: true, value: { email: room.email, since: "at" in handOver ? handOver.at : s.time.start } };
}

/** The room's user name and password, as long as they are this session's. */
export async function credentialsOf(
  world: Pick<World, "db" | "clock" | "secrets" | "zooms">,
  who: Member | "its organizer",
  institutionId: string,
  id: string,
): Promise<{ ok: true; value: Omit<Credentials, "validUntil"> & { validUntil: Instant } } | Refused> {
  const refusal = (because: string): Refused => ({ ok: false, refusal: { because } });
  const s = await sessionById(world.db, institutionId, id);
  if (s === null) return refusal("not_found");
  const room = s.roomId === null ? null : await roomById(world.db, institutionId, s.roomId);
  const asker = who === "its organizer" ? ({ id: s.organizerId, role: "organizer" } as Member) : who;
  const why = whyNotCredentials(s, asker, room?.password.exposedTo ?? null);
  if (why !== null || room === null) return refusal(why ?? "no_room_yet");
  const password = await passwordOf(world, room);
  if (password === null) return refusal("not_opened_yet");
  const zoom = world.zooms[(await zoomKindOf(world.db, institutionId)) ?? "real"];
  if (zoom === null) return refusal("not_opened_yet"); // its Zoom is not of this server any more
  return { ok: true, value: { signInUrl: zoom.signIn, userName: room.email, password, validUntil: endDue(s) } };
}
