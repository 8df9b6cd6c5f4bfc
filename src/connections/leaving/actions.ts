import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { pauseFor } from "../../lib/pause.ts";
import { after, iso, minutes, type Instant } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { ZoomError } from "../../zoom/port.ts";
import type { Connection } from "../connection.ts";
import * as contract from "../life/contract.ts";
import { grantBehind, othersBy } from "../sharing/actions.ts";
import { connectionById, connectionOf, type ConnectionKey } from "../store.ts";
import type { Above } from "../upstairs.ts";
import * as store from "./store.ts";
import type { Leaving } from "./store.ts";

/** Longer than Zoom may take to answer: a process that was killed while it asked has not asked for this time. */
const ASKED_AGAIN = minutes(1);
/** Longer than closing all rooms may take: a process that was killed over it does not go on. */
const CLOSES_FOR = minutes(10);
const LONGEST_PAUSE = minutes(30);

type Needs = Pick<World, "db" | "clock" | "random" | "zoomOf" | "poke">;

/**
 * Ends the institution's connection. Rooms that somebody can open are closed first; those that can't be are named, and nothing more happens until somebody
 * has decided about each (`leave`). Refuses where another account was typed than the one that is connected, and where somebody has decided to stay or
 * connected it anew while rooms were being closed. Asking again goes on where it stopped.
 */
export async function disconnect(world: Needs, upstairs: Above, who: Member, asked: { account: string; leave: readonly string[] }): Promise<Outcome<null>> {
  const c = await connectionOf(world.db, who.institutionId);
  if (c === null || c.state === "disconnected") return refused("zoom_not_connected");
  if (!isNamed(c, asked.account)) return refused("account_typed_differently", { field: "account", values: { account: c.accountName ?? c.accountId } });
  const now = world.clock.now();
  const leaving: Leaving = { who: who.name, memberId: who.id, rooms: [] };
  await world.db.transaction(async (tx) => {
    if (c.leavingAt === null) await noted(tx, world, c.institutionId, leaving, "connection_leaving", now);
    const closing = { leave: asked.leave, until: after(now, CLOSES_FOR) };
    await store.beginLeaving(tx, c, { ...leaving, closing }, now); // from now on nothing new is opened
  });
  const goesOn = await close(world, upstairs, c, leaving, asked.leave);
  world.poke();
  const isOver = (await connectionById(world.db, c))?.state === "disconnected"; // whoever asked for the same was quicker
  return goesOn || isOver ? fine(null) : refused("stayed_meanwhile");
}

/** Closes the rooms, then tells Zoom if none is left to decide about. False: somebody has decided otherwise meanwhile. */
async function close(world: Needs, upstairs: Above, c: Connection, leaving: Leaving, leave: readonly string[]): Promise<boolean> {
  const rooms = await closeRooms(upstairs, c.institutionId, leave);
  const goesOn = await world.db.transaction(async (tx) => {
    if ((await store.saveRooms(tx, c, { ...leaving, rooms })) === 0) return false;
    if (rooms.length === 0) await store.saveRevoking(tx, c, world.clock.now());
    return true;
  });
  if (goesOn && rooms.length === 0) await finish(world, c);
  return goesOn;
}

/** Goes on with what a killed process has left half closed. Says how many. */
export async function closeDue(world: Needs, upstairs: Above): Promise<number> {
  const now = world.clock.now();
  const due = await world.db.transaction((tx) => store.takeHalfClosed(tx, now, after(now, CLOSES_FOR)));
  for (const { connection, leaving } of due) {
    const { closing, ...rest } = leaving;
    await close(world, upstairs, connection, rest, closing?.leave ?? []);
  }
  return due.length;
}

const isNamed = (c: Connection, typed: string): boolean => {
  const bare = (text: string): string => text.trim().replaceAll(/\s+/g, " ").toLowerCase();
  return bare(typed) !== "" && [c.accountName, c.accountId].some((name) => name !== null && bare(name) === bare(typed));
};

async function closeRooms(upstairs: Above, institutionId: string, leave: readonly string[]): Promise<Leaving["rooms"]> {
  const unclosed: Leaving["rooms"] = [];
  for (const room of await upstairs.openRooms(institutionId)) {
    const because = leave.includes(room.id) ? null : await upstairs.closeRoom(institutionId, room.id);
    if (because !== null) unclosed.push({ id: room.id, name: room.name, session: room.session?.title ?? null, because });
  }
  return unclosed;
}

/** Nothing is ended after all. Refuses once Zoom is being told: it may have heard it. */
export async function stay(world: Needs, who: Member): Promise<Outcome<null>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const c = await connectionOf(tx, who.institutionId);
    if (c === null || (await store.stayAfterAll(tx, c)) === 0) return refused("disconnecting_too_far");
    await noted(tx, world, c.institutionId, { who: who.name, memberId: who.id }, "connection_stayed", now);
    return fine(null);
  });
  world.poke();
  return outcome;
}

/** Tells Zoom, of each connection whose turn it is, until it has confirmed. Says how many. */
export async function revokeDue(world: Needs): Promise<number> {
  const now = world.clock.now();
  const due = await world.db.transaction((tx) => store.takeRevocations(tx, now, after(now, ASKED_AGAIN)));
  for (const { connection, tries } of due) await tell(world, connection, tries);
  return due.length;
}

/** At once, for whoever waits on the page; what Zoom does not answer now is told to it later. */
async function finish(world: Needs, key: ConnectionKey): Promise<void> {
  const c = await connectionById(world.db, key);
  if (c !== null) await tell(world, c, 1);
}

async function tell(world: Needs, c: Connection, tries: number): Promise<void> {
  try {
    const isShared = (await othersBy(world.db, await grantBehind(world.db, c), c)).length > 0; // then it goes on at Zoom, and what is kept of it here is deleted
    if (!isShared) await world.zoomOf(c.institutionId, 0, c.id).endAccess();
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    const opensNothing = error.kind === "disconnected" || error.kind === "reconnect"; // this server has no app any more, or can't read it
    if (opensNothing) return endConnection(world, c);
    const next = after(world.clock.now(), pauseFor(tries, LONGEST_PAUSE, world.random.unit()));
    await store.saveRevokeTrouble(world.db, c, error.kind, error.retryAt ?? next);
    return;
  }
  await endConnection(world, c);
}

/** Zoom has confirmed: nothing that could open the account is kept. */
async function endConnection(world: Needs, c: Connection): Promise<void> {
  const now = world.clock.now();
  await world.db.transaction(async (tx) => {
    const row = await store.leavingOf(tx, c);
    if (row === null || (await store.saveLeft(tx, c, now)) === 0) return;
    await noted(tx, world, c.institutionId, row.leaving, "connection_ended", now);
  });
  world.poke();
}

const noted = (
  tx: Tx,
  { random }: Pick<World, "random">,
  institutionId: string,
  by: Pick<Leaving, "who" | "memberId">,
  what: string,
  at: Instant,
): Promise<number> => note(tx, random, { institutionId, at, who: by.who, memberId: by.memberId, what });

/** How far it has come with being ended; null while nobody wants that. */
export async function leavingView(tx: Tx, c: Connection): Promise<contract.Leaving | null> {
  const row = await store.leavingOf(tx, c);
  if (row === null || c.leavingAt === null) return null;
  const revoke = row.revokeAt === null ? null : { tries: row.tries, nextAt: iso(row.revokeAt), because: row.trouble };
  return { since: iso(c.leavingAt), rooms: row.leaving.rooms, closing: row.leaving.closing !== undefined, revoke };
}
