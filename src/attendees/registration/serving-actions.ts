import { assert } from "../../lib/assert.ts";
import type { Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSession, sessionById } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { addPeople, countOf, joinAddress } from "../actions.ts";
import { takeOutAndTell } from "../leaving/taking-out-actions.ts";
import { countListed, listById, listedByEmail, lockedList, lockSessionsOf, putOnList, sessionsOf, takeOff } from "../lists/actions.ts";
import type { List } from "../lists/list.ts";
import { attendeeOf } from "../store.ts";
import { ensurePanels } from "../panel/making-actions.ts";
import { plainEmail } from "../panel/panel.ts";
import { chooseFirst } from "../panel/store.ts";
import { NO_ZONE, type Registration, type RegistrationPage } from "./page.ts";

/**
 * What a registration page leads to: its title and its sessions, the earliest first; `reached`: those of them where places are given now (none if it is not locked), for a date of a course that is far
 * ahead has none yet. `list`: the one whose sessions they are; null: one session by itself.
 */
export type Served = { title: string; sessions: Session[]; reached: Session[]; taken: number; list: List | null };

/** With `lock`, nobody else changes the list until the transaction ends. It is still there: `lockServed` asks. */
export function servedBy(tx: Tx, page: RegistrationPage, lock: "lock" | "look" = "look"): Promise<Served> {
  const { institutionId, sessionId, listId } = page;
  return listId === null ? servedAlone(tx, institutionId, sessionId!, lock) : servedByList(tx, institutionId, listId, lock);
}

/** Null: the list was deleted a moment ago, and the page with it. Otherwise nobody else changes it until the transaction ends. */
export async function lockServed(tx: Tx, page: RegistrationPage): Promise<Served | null> {
  const { institutionId, listId } = page;
  if (listId !== null && (await lockedList(tx, institutionId, listId)) === null) return null;
  return servedBy(tx, page, "lock");
}

async function servedAlone(tx: Tx, institutionId: string, sessionId: string, lock: "lock" | "look"): Promise<Served> {
  const session = await (lock === "lock" ? lockSession : sessionById)(tx, institutionId, sessionId);
  assert(session !== null, `a page is of no session: ${sessionId}`);
  return { title: session.title, sessions: [session], reached: [session], taken: await countOf(tx, institutionId, session.id), list: null };
}

async function servedByList(tx: Tx, institutionId: string, listId: string, lock: "lock" | "look"): Promise<Served> {
  const list = await (lock === "lock" ? lockedList : listById)(tx, institutionId, listId);
  assert(list !== null, `a page is of no list: ${listId}`);
  const reached = lock === "lock" ? await lockSessionsOf(tx, list) : [];
  return { title: list.name, sessions: await sessionsOf(tx, list), reached, taken: await countListed(tx, institutionId, listId), list };
}

type Welcoming = Pick<World, "clock" | "random" | "secrets" | "origin">;

/** The place is taken. Who was on the list by other ways keeps that place, and can give it back from here too. */
export async function takePlace(tx: Tx, world: Welcoming, r: Registration, { sessions, reached, list }: Served, now: Instant): Promise<Registration> {
  const person = { name: r.name, email: r.email };
  await rememberChoice(tx, world, r);
  if (list !== null) {
    await putOnList(tx, world, list, [person], reached, { now });
    return { ...r, confirmedAt: now, listedId: (await listedByEmail(tx, r.institutionId, list.id, r.email))!.id };
  }
  await addPeople(tx, world, sessions[0]!, [person], now);
  return { ...r, confirmedAt: now, attendeeId: (await attendeeOf(tx, r.institutionId, sessions[0]!.id, r.email))!.id };
}

/** In the language of the form, and with the visitor's zone, the person is written to from then on: before the first mail of the place is put on its way. */
async function rememberChoice(tx: Tx, world: Welcoming, { institutionId, email, language, zone }: Registration): Promise<void> {
  const whose = { institutionId, email: plainEmail(email) };
  await ensurePanels(tx, world, [whose]);
  await chooseFirst(tx, whose, language, zone === NO_ZONE ? null : zone);
}

/** The place is free again. Says whether the person is told by this alone: of what a list serves, each session that was in the calendar tells for itself only. */
export async function leavePlace(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "origin">,
  r: Registration,
  { sessions, reached, list }: Served,
  now: Instant,
): Promise<{ told: boolean }> {
  if (list !== null && r.listedId !== null) await takeOff(tx, world, list, r.listedId, reached, now);
  if (list !== null || r.attendeeId === null) return { told: false };
  return { told: (await takeOutAndTell(tx, world, sessions[0]!, r.attendeeId, now))?.told ?? false };
}

/** Whether the person is on the list already, by whatever way. */
export const hasPlace = async (tx: Tx, { institutionId, email }: Registration, { sessions, list }: Served): Promise<boolean> =>
  (list === null ? await attendeeOf(tx, institutionId, sessions[0]!.id, email) : await listedByEmail(tx, institutionId, list.id, email)) !== null;

export type Place = { session: Session; address: string | null };

/** The person's own address in each session; null where the list does not have the person any more. `isListed`: whether it is still so. */
export async function placesOf(
  tx: Tx,
  world: Pick<World, "origin" | "secrets">,
  r: Registration,
  served: Served,
): Promise<{ places: Place[]; isListed: boolean }> {
  const places: Place[] = [];
  for (const session of served.sessions) {
    const attendee = r.confirmedAt === null ? null : await attendeeOf(tx, r.institutionId, session.id, r.email);
    places.push({ session, address: attendee === null ? null : joinAddress(world, attendee) });
  }
  const isListed =
    served.list === null ? places.some(({ address }) => address !== null) : (await listedByEmail(tx, r.institutionId, served.list.id, r.email)) !== null;
  return { places, isListed };
}
