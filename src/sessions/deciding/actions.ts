import type { Instant } from "../../lib/time.ts";
import { connectionsOf } from "../../connections/actions.ts";
import { serviceOf, type Service } from "../../connections/connection.ts";
import { institutionById, membersConcerned, membersOf } from "../../people/actions.ts";
import type { Institution } from "../../people/institution.ts";
import { apart } from "../../platform/apart.ts";
import type { Tx } from "../../platform/database.ts";
import { toldAttendees } from "../../platform/delivered.ts";
import { enqueue } from "../../platform/deliveries.ts";
import { laneOf, wish, wishTogether, type Wish } from "../../platform/outbox.ts";
import { hostById, ownZoomsOf } from "../../connections/hosts/actions.ts";
import { lockRooms, roomsByIds, roomsOf, saveHolder } from "../../rooms/actions.ts";
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
import { changesOnlySteps } from "./simple.ts";
import { saveTogether } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "log" | "origin">;

/** How many are decided about in one transaction. The embedded database lives in the thread that answers people, so there it is few. */
const AT_ONCE = { postgres: 1000, pglite: 50 };
/** Of those that take statements of their own so many: what they lock, others wait for. */
const ALONE_AT_ONCE = 50;

/** Decides about every session whose moment has come: state, the next moment and wishes in one transaction, so that a crash forgets none. */
export async function runDueSessions(world: Needs, neighbours: Neighbours): Promise<number> {
  const now = world.clock.now();
  return world.db.transaction(async (tx) => {
    const due = await sessionsDue(tx, now, AT_ONCE[world.db.kind]);
    const rooms = new Map<string, Room>();
    const contexts = new Map<string, Context>();
    for (const institutionId of new Set(due.map((s) => s.institutionId))) {
      contexts.set(institutionId, await contextOf(tx, world, institutionId));
      const ids = due.filter((s) => s.institutionId === institutionId && s.roomId !== null).map((s) => s.roomId!);
      for (const room of await lockRooms(tx, institutionId, [...new Set(ids)])) rooms.set(room.id, room);
    }
    const contextFor = (s: Session): Context => contexts.get(s.institutionId)!;
    return decideAll(tx, due, contextFor, rooms, (s) => decideOne(tx, world, neighbours, s, rooms, contextFor(s)));
  });
}

/** In their order, since one may hand its room on to the next; most change nothing but their steps, and are saved together. Says of how many. */
async function decideAll(
  tx: Tx,
  due: readonly Session[],
  contextFor: (s: Session) => Context,
  rooms: ReadonlyMap<string, Room>,
  alone: (s: Session) => Promise<void>,
): Promise<number> {
  const together: Decision[] = [];
  let done = 0;
  for (const session of due) {
    const simple = simply(session, rooms, contextFor(session));
    if (simple !== null) together.push(simple);
    else if (done === ALONE_AT_ONCE) break;
    else {
      await alone(session);
      done += 1;
    }
  }
  if (together.length > 0)
    await apart(
      tx,
      () => saveDecided(tx, together, contextFor),
      async () => {
        for (const { session } of together) await alone(due.find((one) => one.id === session.id)!);
      },
    );
  return done + together.length;
}

/** What was decided, where it can be saved with many others; null where it can't. One whose deciding throws is decided about alone, and there it is told. */
export function simply(session: Session, rooms: ReadonlyMap<string, Room>, context: Omit<Context, "forMails">): Decision | null {
  if (isOneUsers(session)) return null; // who hosts it is asked of the database
  try {
    const decision = decide(session, roomOf(session, rooms, context), context.now, context.serviceFor(session));
    return changesOnlySteps(session, decision) ? decision : null;
  } catch {
    return null;
  }
}

async function saveDecided(tx: Tx, decisions: readonly Decision[], contextFor: (s: Session) => Context): Promise<void> {
  await wishTogether(tx, decisions.flatMap(({ session, commands }) => commands.map(({ does, step }) => wishOf(session, does, contextFor(session).now, step)))); // prettier-ignore
  await saveTogether(tx, decisions.map(({ session }) => ({ session, wakeAt: nextWake(session, contextFor(session).now) }))); // prettier-ignore
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
  return serves && isOneUsers(s) && (await isNobodys(tx, s)) ? "host gone" : service;
}

const isOneUsers = (s: Session): boolean => s.source === "default host" || s.source === "named host";

/** Whoever was to host is no user of the institution's account (any more), as after another account was connected. */
async function isNobodys(tx: Tx, { institutionId, hostId }: Session): Promise<boolean> {
  const host = hostId === null ? null : await hostById(tx, institutionId, hostId);
  return host === null || host.status === "deleted" || host.knownBy !== null;
}

/** Meant to be opened by alternative host, whether or not the organizer has a Zoom user for that: deciding tells why not. */
const inUse = (s: Session, room: Room, { institution, ownZooms }: Pick<Context, "institution" | "ownZooms">): RoomInUse => ({
  room,
  mode: modeOf(room, institution.settings.handover, true),
  ownZoom: ownZooms.get(s.organizerId) ?? null,
});

function roomOf(s: Session, rooms: ReadonlyMap<string, Room>, context: Pick<Context, "institution" | "ownZooms">): RoomInUse | null {
  const room = s.roomId === null ? undefined : rooms.get(s.roomId);
  return room === undefined ? null : inUse(s, room, context);
}

/** A session whose deciding throws, or what comes of it, is set aside and shown to admins; it holds up no other. */
async function decideOne(tx: Tx, world: Needs, neighbours: Neighbours, session: Session, rooms: Map<string, Room>, context: Context): Promise<void> {
  await apart(
    tx,
    async () => {
      const decision = decide(session, roomOf(session, rooms, context), context.now, await servingOf(tx, session, context));
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
export const wishFor = async (tx: Tx, s: Session, does: CommandName, now: Instant, step: StepName | null = null): Promise<void> =>
  void (await wish(tx, wishOf(s, does, now, step)));

export function wishOf(s: Session, does: CommandName, now: Instant, step: StepName | null): Wish {
  const until = step === null ? (UNTIL_ITS_END.has(does) ? s.time.end : "for ever") : STEPS[step].usefulUntil(s);
  return {
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
  };
}

/** `only`: the rooms and organizers that are spoken of, where that is known: to read hundreds takes longer than to give one out. */
export async function mailContext(
  tx: Tx,
  { clock, origin }: Pick<World, "clock" | "origin">,
  institutionId: string,
  only?: { rooms: readonly string[]; organizers: readonly string[] },
): Promise<MailContext> {
  const institution = await institutionById(tx, institutionId);
  if (institution === null) throw new Error(`no institution ${institutionId}`);
  const rooms = only === undefined ? await roomsOf(tx, institutionId) : await roomsByIds(tx, institutionId, only.rooms);
  return {
    institution,
    members: only === undefined ? await membersOf(tx, institutionId) : await membersConcerned(tx, institutionId, only.organizers),
    rooms: new Map(rooms.map((one) => [one.id, one])),
    ownZooms: await ownZoomsOf(tx, institutionId, only?.organizers),
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
