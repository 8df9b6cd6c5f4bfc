import type { Instant } from "../../lib/time.ts";
import { connectionsOf } from "../../connections/actions.ts";
import { serviceOf, type Service } from "../../connections/connection.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import type { Institution } from "../../people/institution.ts";
import { apart } from "../../platform/apart.ts";
import type { Tx } from "../../platform/database.ts";
import { enqueue, toldAttendees } from "../../platform/deliveries.ts";
import { laneOf, wish } from "../../platform/outbox.ts";
import { hostById, ownZoomsOf } from "../../connections/hosts/actions.ts";
import { lockRooms, roomById, roomsOf, saveHolder } from "../../rooms/actions.ts";
import { modeOf, type Room } from "../../rooms/room.ts";
import type { World } from "../../world.ts";
import { decide, nextWake, type Decision } from "../decide.ts";
import { hostOfSession } from "../hosting/actions.ts";
import type { RoomInUse, Serving } from "../judge.ts";
import type { Neighbours } from "../neighbours.ts";
import type { Session } from "../session.ts";
import { dueAt, STEPS, type StepName } from "../steps.ts";
import { askForQueue, release, saveSession, sessionsDue, setAside } from "../store.ts";
import { IN_THE_ROOM, keyOf, UNTIL_ITS_END, URGENCY, type CommandName } from "../wishes.ts";
import { alarmOf, deliveriesFor, type MailContext, type MailOrder } from "./mails.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "log" | "origin">;

/** Decides about every session whose moment has come: state, the next moment and wishes in one transaction, so that a crash forgets none. */
export async function runDueSessions(world: Needs, neighbours: Neighbours): Promise<number> {
  const now = world.clock.now();
  return world.db.transaction(async (tx) => {
    const due = await sessionsDue(tx, now);
    const rooms = new Map<string, Room>();
    const contexts = new Map<string, Context>();
    for (const institutionId of new Set(due.map((s) => s.institutionId))) {
      contexts.set(institutionId, await contextOf(tx, world, institutionId));
      const ids = due.filter((s) => s.institutionId === institutionId && s.roomId !== null).map((s) => s.roomId!);
      for (const room of await lockRooms(tx, institutionId, [...new Set(ids)])) rooms.set(room.id, room);
    }
    for (const session of due) await decideOne(tx, world, neighbours, session, rooms, contexts.get(session.institutionId)!);
    return due.length;
  });
}

/** What deciding needs of an institution at once, and what only mails need, when there are any. */
type Context = {
  institution: Institution;
  ownZooms: ReadonlyMap<string, string>;
  serviceFor(s: Pick<Session, "via">): Service;
  now: Instant;
  forMails(): Promise<MailContext>;
};

async function contextOf(tx: Tx, world: Needs, institutionId: string): Promise<Context> {
  const institution = await institutionById(tx, institutionId);
  if (institution === null) throw new Error(`no institution ${institutionId}`);
  let loaded: Promise<MailContext> | null = null;
  const [ownZooms, serviceFor] = [await ownZoomsOf(tx, institutionId), await servicesOf(tx, institutionId)];
  return { institution, ownZooms, serviceFor, now: world.clock.now(), forMails: () => (loaded ??= mailContext(tx, world, institutionId)) };
}

/** What each of an institution's connections does for the sessions that go by it. */
export async function servicesOf(tx: Tx, institutionId: string): Promise<Context["serviceFor"]> {
  const all = await connectionsOf(tx, institutionId);
  return ({ via }) => serviceOf(all.find((c) => (via === null ? c.kind === "institution" : c.id === via)) ?? null);
}

/** Whether there is anybody yet to host by a connection that serves. */
async function servingOf(tx: Tx, s: Session, { serviceFor }: Context): Promise<Serving> {
  const service = serviceFor(s);
  const serves = service === "connected" || service === "paused";
  const isOneUsers = s.source === "default host" || s.source === "named host";
  return serves && isOneUsers && (await isNobodys(tx, s)) ? "host gone" : service;
}

/** Whoever was to host is no user of the institution's account (any more), as after another account was connected. */
async function isNobodys(tx: Tx, { institutionId, hostId }: Session): Promise<boolean> {
  const host = hostId === null ? null : await hostById(tx, institutionId, hostId);
  return host === null || host.status === "deleted" || host.knownBy !== null;
}

/** Meant to be opened by alternative host, whether or not the organizer has a Zoom user for that: deciding tells why not. */
const inUse = (s: Session, room: Room, { institution, ownZooms }: Context): RoomInUse => ({
  room,
  mode: modeOf(room, institution.settings.handover, true),
  ownZoom: ownZooms.get(s.organizerId) ?? null,
});

/** A session whose deciding throws, or what comes of it, is set aside and shown to admins; it holds up no other. */
async function decideOne(tx: Tx, world: Needs, neighbours: Neighbours, session: Session, rooms: Map<string, Room>, context: Context): Promise<void> {
  const room = session.roomId === null ? null : (rooms.get(session.roomId) ?? null);
  await apart(
    tx,
    async () => {
      const decision = decide(session, room === null ? null : inUse(session, room, context), context.now, await servingOf(tx, session, context));
      if (decision.room !== null) await saveHolder(tx, decision.room);
      await obey(tx, world, neighbours, decision, context);
      if (decision.room !== null) rooms.set(decision.room.id, decision.room);
    },
    async (error) => {
      world.log.error("deciding about a session threw; it is set aside", { session: session.id, error: String(error) });
      await setAside(tx, session, String(error));
    },
  );
}

/** Writes down what was decided, with its wishes. */
async function obey(tx: Tx, world: Needs, neighbours: Neighbours, decision: Decision, context: Context): Promise<void> {
  let s = decision.session;
  for (const mail of decision.mails) {
    const order = mail.about === undefined ? mail : alarmOf(s, world.origin, mail.about, mail.since ?? context.now, { because: mail.because ?? "unexpected" });
    const many = await sendMail(tx, world, neighbours, s, order, await context.forMails());
    if (many === 0 && mail.step !== null) s = { ...s, steps: { ...s.steps, [mail.step]: { is: "done", at: context.now, note: "nobody_registered" } } };
  }
  for (const command of decision.commands) await wishFor(tx, s, command.does, context.now, command.step);
  if (decision.releases !== null) {
    await release(tx, s, decision.releases);
    await askForQueue(tx, s.institutionId);
  }
  await saveSession(tx, s, nextWake(s, context.now));
}

/** Puts a wish for this session into the outbox, useful as long as its step is, or the session. */
export async function wishFor(tx: Tx, s: Session, does: CommandName, now: Instant, step: StepName | null = null): Promise<void> {
  const until = step === null ? (UNTIL_ITS_END.has(does) ? s.time.end : "for ever") : STEPS[step].usefulUntil(s);
  await wish(tx, {
    institutionId: s.institutionId,
    key: keyOf(s, does),
    sessionId: s.id,
    roomId: s.roomId,
    revision: s.revision,
    does,
    step,
    lane: laneOf(`session ${s.id}`, ...(IN_THE_ROOM.has(does) && s.roomId !== null ? [`room ${s.roomId}`] : [])),
    urgency: URGENCY[does],
    dueAt: step === null ? now : (Math.min(now, dueAt(s, step)) as Instant), // what was put off goes in the order in which it should have gone
    usefulUntil: until === "for ever" ? null : until,
    madeAt: now,
  });
}

/** `room`: the one that is spoken of, where only one is: to read hundreds takes longer than to give one out. */
export async function mailContext(
  tx: Tx,
  { clock, origin }: Pick<World, "clock" | "origin">,
  institutionId: string,
  room?: string | null,
): Promise<MailContext> {
  const institution = await institutionById(tx, institutionId);
  if (institution === null) throw new Error(`no institution ${institutionId}`);
  const rooms = room === undefined ? await roomsOf(tx, institutionId) : room === null ? [] : [await roomById(tx, institutionId, room)];
  return {
    institution,
    members: await membersOf(tx, institutionId),
    rooms: new Map(rooms.flatMap((one) => (one === null ? [] : [[one.id, one]]))),
    ownZooms: await ownZoomsOf(tx, institutionId),
    origin,
    now: clock.now(),
  };
}

/** Of these a booking's own mails tell, to its hosts and to whoever comes. */
const TOLD_BY_BOOKING: ReadonlySet<MailOrder["kind"]> = new Set(["placed", "hosted", "changed", "cancelled"]);

/** Puts a mail to everybody concerned on its way; says to how many. A change is told to those who have heard of the session: by its link, a note, or when they registered. */
export async function sendMail(
  tx: Tx,
  { random }: Pick<World, "random">,
  neighbours: Neighbours,
  s: Session,
  order: MailOrder,
  context: MailContext,
): Promise<number> {
  if (s.bookingId !== null && TOLD_BY_BOOKING.has(order.kind)) return 0;
  let recipients = order.to === "attendees" ? await neighbours.recipientsOf(tx, s.institutionId, s.id) : [];
  if (order.to === "attendees" && order.kind !== "link") {
    const told = new Set(await toldAttendees(tx, s.institutionId, s.id));
    recipients = recipients.filter((r) => r.registered === true || told.has(r.attendeeId));
  }
  const host = order.to === "attendees" ? null : await hostOfSession(tx, s);
  const told = host === null ? order : { ...order, more: { host: { name: host.name, own: s.source === "personal" }, ...order.more } };
  const deliveries = deliveriesFor(context, random, s, told, recipients);
  await enqueue(tx, deliveries);
  return deliveries.length;
}

/** For those who change a session: saved with the moment to look again, which is now, since something has changed. */
export const saveAndLook = (tx: Tx, s: Session, now: Instant): Promise<number> => saveSession(tx, s, now);
