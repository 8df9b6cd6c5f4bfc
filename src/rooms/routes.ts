import { z } from "zod";
import { iso, momentOf, type Instant } from "../lib/time.ts";
import { adminOf, institutionById } from "../people/actions.ts";
import { connectionOf, refusals, saveSync, type Connection } from "../connections/actions.ts";
import type { Member } from "../people/member.ts";
import { note } from "../platform/audit.ts";
import type { Tx } from "../platform/database.ts";
import { refuse, valueOf, type App } from "../platform/http.ts";
import { ZoomError } from "../zoom/port.ts";
import type { World } from "../world.ts";
import { readBusy, readPlans, readRooms, saveChange, type Planner } from "./actions.ts";
import * as contract from "./contract.ts";
import type { Upstairs } from "./upstairs.ts";
import { passwordState, preflight, usable, whyNotActivate, type Room } from "./room.ts";
import { addOutage, outagesOf, removeOutage, roomById, roomsOf, saveOrder, type OutageRow } from "./store.ts";
import { peopleByEmail } from "./users-store.ts";

const params = z.object({ id: z.uuid() });

/** All rooms as an admin sees them, with what is in them now and next. */
async function listOf({ db, clock }: World, upstairs: Upstairs, institutionId: string): Promise<z.infer<typeof contract.roomList>> {
  const now = clock.now();
  const rooms = await roomsOf(db, institutionId);
  const outages = await outagesOf(db, institutionId, now);
  const agenda = await upstairs.agenda(institutionId, now);
  const hosting = new Set((await upstairs.hosts(institutionId, now)).map((host) => host.hostId));
  const people = await peopleByEmail(db, institutionId);
  const connection = await connectionOf(db, institutionId);
  return {
    rooms: rooms.map((room) => ({ ...view(room, outages, agenda, whyNotTurnOn(room, hosting)), person: personOf(room, people) })),
    syncedAt: connection?.syncedAt == null ? null : iso(connection.syncedAt),
    syncTrouble: connection?.syncTrouble ?? null,
    telling: { ...tellingOf(connection, now), untold: await upstairs.untold(institutionId, now) },
  };
}

function tellingOf(connection: Connection | null, now: Instant): Omit<contract.Telling, "untold"> {
  const isoOrNull = (moment: Instant | null | undefined): string | null => (moment == null ? null : iso(moment));
  const refused = connection === null ? null : refusals(connection, now);
  return {
    heardAt: isoOrNull(connection?.heardAt),
    validatedAt: isoOrNull(connection?.validatedAt),
    refused: refused === null ? null : { ...refused, since: iso(refused.since) },
  };
}

const theRoom = async ({ db }: World, institutionId: string, id: string): Promise<Room> =>
  (await roomById(db, institutionId, id)) ?? Promise.reject(refuse(404, "not_found"));

const detailOf = async (world: World, upstairs: Upstairs, room: Room): Promise<contract.RoomDetail> => ({
  room: (await listOf(world, upstairs, room.institutionId)).rooms.find((r) => r.id === room.id)!,
  preflight: preflight(room),
});

/** The pool: read from Zoom, ordered, turned on and off. Admins only. */
export function roomRoutes(app: App, world: World, upstairs: Upstairs): void {
  const { db, clock } = world;
  app.get("/api/rooms", { schema: { response: { 200: contract.roomList } } }, (request) => listOf(world, upstairs, adminOf(request).institutionId));

  app.post("/api/rooms/sync", { schema: { response: { 200: contract.roomList } } }, async (request) => {
    const who = adminOf(request);
    await readFromZoom(world, upstairs, who.institutionId);
    return listOf(world, upstairs, who.institutionId);
  });

  app.get("/api/rooms/:id", { schema: { params, response: { 200: contract.roomDetail } } }, async (request) => {
    const who = adminOf(request);
    return detailOf(world, upstairs, await theRoom(world, who.institutionId, request.params.id));
  });

  app.patch("/api/rooms/:id", { schema: { params, body: contract.changeRoom, response: { 200: contract.room } } }, async (request) => {
    const who = adminOf(request);
    const { revision, confirmed, ...change } = request.body;
    const now = clock.now();
    const before = await theRoom(world, who.institutionId, request.params.id);
    const hosting = new Set((await upstairs.hosts(who.institutionId, now)).map((host) => host.hostId));
    const why = change.active === true && !before.active ? whyNotTurnOn(before, hosting) : null;
    if (why !== null) throw refuse(409, why, { field: "active" });
    const person = change.active === true && !before.active && confirmed !== true ? personOf(before, await peopleByEmail(db, who.institutionId)) : null;
    if (person !== null) throw refuse(409, "room_is_persons", { field: "active", values: { name: person } });
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const after = await db.transaction(async (tx) => {
      const saved = valueOf(await saveChange(tx, before, given, revision, now));
      await noteDeed(tx, world, who, "room_changed", before.id);
      if (!usable(saved)) await upstairs.lost(tx, who.institutionId, [{ roomId: saved.id, during: null }]);
      return saved;
    });
    if (usable(after)) await upstairs.gained(who.institutionId);
    world.poke();
    return (await listOf(world, upstairs, who.institutionId)).rooms.find((r) => r.id === after.id)!;
  });

  app.post("/api/rooms/order", { schema: { body: contract.orderRooms, response: { 200: contract.roomList } } }, async (request) => {
    const who = adminOf(request);
    const known = new Set((await roomsOf(db, who.institutionId)).map((room) => room.id));
    const { ids } = request.body;
    if (ids.length !== known.size || new Set(ids).size !== ids.length || !ids.every((id) => known.has(id))) throw refuse(409, "revision_conflict");
    await db.transaction(async (tx) => {
      await saveOrder(tx, who.institutionId, ids);
      await noteDeed(tx, world, who, "rooms_ordered");
    });
    return listOf(world, upstairs, who.institutionId);
  });
  outageRoutes(app, world, upstairs);
}

const noteDeed = (
  tx: Tx,
  { random, clock }: Pick<World, "random" | "clock">,
  who: Member,
  what: string,
  roomId: string | null = null,
  details = {},
): Promise<number> => note(tx, random, { institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id, roomId, what, details });

/** Times out of service: who has the room then gets another. */
function outageRoutes(app: App, world: World, upstairs: Upstairs): void {
  const { db, clock } = world;

  app.post("/api/rooms/:id/outages", { schema: { params, body: contract.addOutage, response: { 200: contract.roomDetail } } }, async (request) => {
    const who = adminOf(request);
    const room = await theRoom(world, who.institutionId, request.params.id);
    const { zone } = (await institutionById(db, who.institutionId))!.settings;
    const [from, to] = [moment(request.body.from, zone, "from"), moment(request.body.to, zone, "to")];
    if (to <= from) throw refuse(422, "outage_ends_before_start", { field: "to" });
    if (to <= clock.now()) throw refuse(422, "in_the_past", { field: "to" });
    await db.transaction(async (tx) => {
      const { id, reason } = request.body;
      if ((await addOutage(tx, who.institutionId, { id, roomId: room.id, during: { start: from, end: to }, reason })) === 1)
        await noteDeed(tx, world, who, "outage_added", room.id, { from: iso(from), to: iso(to) });
      await upstairs.lost(tx, who.institutionId, [{ roomId: room.id, during: { start: from, end: to } }]);
    });
    world.poke();
    return detailOf(world, upstairs, room);
  });

  app.delete(
    "/api/rooms/:id/outages/:outageId",
    { schema: { params: params.extend({ outageId: z.uuid() }), response: { 200: contract.roomDetail } } },
    async (request) => {
      const who = adminOf(request);
      const room = await theRoom(world, who.institutionId, request.params.id);
      await db.transaction(async (tx) => {
        if ((await removeOutage(tx, who.institutionId, room.id, request.params.outageId)) === 0) throw refuse(404, "not_found");
        await noteDeed(tx, world, who, "outage_removed", room.id);
      });
      await upstairs.gained(who.institutionId);
      world.poke();
      return detailOf(world, upstairs, room);
    },
  );
}

/** Reads the account's users, and what is planned on the rooms beside Bedel; a failure is kept and told. What may have become free serves the queue. */
export async function readFromZoom(world: World, upstairs: Upstairs, institutionId: string): Promise<void> {
  const before = new Map((await roomsOf(world.db, institutionId)).map((room) => [room.id, usable(room)]));
  try {
    await readRooms(world, institutionId);
    for (const room of await roomsOf(world.db, institutionId)) if (room.active) await readBusyOfOne(world, room);
    // A personal connection that is gone must not keep the rooms from being read.
    for (const host of await upstairs.hosts(institutionId, world.clock.now()))
      await (host.via === null ? readBusyOfOne : readPlans)(world, { institutionId, ...host });
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    await saveSync(world.db, institutionId, world.clock.now(), error.kind);
    throw refuse(502, error.kind === "unreachable" ? "zoom_unreachable" : "zoom_refused");
  }
  await saveSync(world.db, institutionId, world.clock.now(), null);
  // Also what a server that died before it came to this has left in them.
  const agenda = await upstairs.agenda(institutionId, world.clock.now());
  const lost = (await roomsOf(world.db, institutionId)).filter((room) => !usable(room) && (before.get(room.id) === true || agenda.has(room.id)));
  if (lost.length > 0) await world.db.transaction((tx) => upstairs.lost(tx, institutionId, lost.map(({ id }) => ({ roomId: id, during: null })))); // prettier-ignore
  await upstairs.planned(institutionId);
  await upstairs.gained(institutionId);
}

/** Who is gone from Zoom, or can't be read there, keeps nobody from reading the others. That all can't be read is thrown. */
async function readBusyOfOne(world: World, host: Planner): Promise<void> {
  try {
    await readBusy(world, host);
  } catch (error) {
    if (!(error instanceof ZoomError) || (error.kind !== "not_found" && error.kind !== "refused")) throw error;
    world.log.warn("what is planned on one host could not be read", { institution: host.institutionId, host: host.hostId, error: error.message });
  }
}

function moment(wall: string, zone: string, field: string): Instant {
  const read = momentOf(wall, zone, "earlier");
  if (!read.ok) throw refuse(422, read.because, { field });
  return read.value;
}

/** A room gets a password that nobody knows: whoever hosts sessions to come with the own Zoom could not sign in any more. */
const whyNotTurnOn = (room: Room, hosting: ReadonlySet<string>): string | null =>
  whyNotActivate(room) ?? (!room.active && hosting.has(room.hostId) ? "room_hosts_sessions" : null);

const personOf = ({ email }: Room, people: ReadonlyMap<string, string>): string | null => people.get(email.toLowerCase()) ?? null;

function view(
  room: Room,
  outages: readonly OutageRow[],
  agenda: ReadonlyMap<string, Pick<contract.Room, "next" | "now">>,
  whyNot: string | null,
): Omit<contract.Room, "person"> {
  const { id, name, code, email, order, active, assignment, meetingCapacity, webinarCapacity, handover, revision } = room;
  const mine = outages.filter((o) => o.roomId === id).map((o) => ({ id: o.id, from: iso(o.during.start), to: iso(o.during.end), reason: o.reason }));
  const trouble = room.role === "owner" ? "owner_is_never_a_room" : room.trouble;
  return {
    id,
    name,
    code,
    email,
    order,
    active,
    assignment,
    meetingCapacity,
    webinarCapacity,
    handover,
    trouble,
    whyNotActivate: whyNot,
    password: passwordState(room),
    next: agenda.get(id)?.next ?? null,
    now: agenda.get(id)?.now ?? null,
    outages: mine,
    revision,
  };
}
