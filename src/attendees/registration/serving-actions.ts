import { assert } from "../../lib/assert.ts";
import type { Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSession, sessionById } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { addPeople, countOf, joinAddress, takeOut } from "../actions.ts";
import { attendeeOf } from "../store.ts";
import type { Registration, RegistrationPage } from "./page.ts";

/** What a registration page leads to: its title and its sessions, the earliest first. */
export type Served = { title: string; sessions: Session[]; taken: number };

/** With `lock`, nobody else changes the list until the transaction ends. */
export async function servedBy(tx: Tx, page: RegistrationPage, lock: "lock" | "look" = "look"): Promise<Served> {
  const { institutionId } = page;
  assert(page.sessionId !== null, "a page is of a session");
  const session = await (lock === "lock" ? lockSession : sessionById)(tx, institutionId, page.sessionId);
  assert(session !== null, `page ${page.id} is of no session`);
  return { title: session.title, sessions: [session], taken: await countOf(tx, institutionId, session.id) };
}

type Welcoming = Pick<World, "clock" | "random" | "secrets" | "origin">;

/** The place is taken. Who was on the list by other ways keeps that place, and can give it back from here too. */
export async function takePlace(tx: Tx, world: Welcoming, r: Registration, { sessions }: Served, now: Instant): Promise<Registration> {
  const [session] = sessions;
  assert(session !== undefined, "somebody registers for something");
  await addPeople(tx, world, session, [{ name: r.name, email: r.email }], now);
  const attendee = await attendeeOf(tx, r.institutionId, session.id, r.email);
  return { ...r, confirmedAt: now, attendeeId: attendee!.id };
}

/** The place is free again. */
export async function leavePlace(tx: Tx, r: Registration, { sessions }: Served, now: Instant): Promise<void> {
  for (const session of sessions) if (r.attendeeId !== null) await takeOut(tx, session, r.attendeeId, now);
}

/** The person's own address in each session; null where the list does not have the person any more. */
export async function placesOf(
  tx: Tx,
  world: Pick<World, "origin" | "secrets">,
  r: Registration,
  { sessions }: Served,
): Promise<{ session: Session; address: string | null }[]> {
  const places = [];
  for (const session of sessions) {
    const attendee = r.confirmedAt === null ? null : await attendeeOf(tx, r.institutionId, session.id, r.email);
    places.push({ session, address: attendee === null ? null : joinAddress(world, attendee.id) });
  }
  return places;
}
