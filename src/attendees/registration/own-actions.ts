import { assert } from "../../lib/assert.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { iso, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { World } from "../../world.ts";
import { MOST_ATTENDEES } from "../actions.ts";
import { headOf } from "./actions.ts";
import type { OwnRegistration } from "./contract.ts";
import { mailGivenBack, mailRegistered } from "./mailing-actions.ts";
import { comingOf, standingOf, whyNoPlace, type Registration, type RegistrationPage } from "./page.ts";
import { hasPlace, leavePlace, lockServed, placesOf, servedBy, takePlace, type Served } from "./serving-actions.ts";
import * as store from "./store.ts";

const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Whose registration the mailed address is; null: nobody's, or it was forgotten. */
export const registrationBy = async ({ db }: Pick<World, "db">, token: string): Promise<Registration | null> =>
  TOKEN.test(token) ? store.registrationByToken(db, fingerprint(token)) : null;

export async function showRegistration(world: Pick<World, "db" | "clock" | "origin" | "secrets">, r: Registration): Promise<OwnRegistration> {
  const { db, clock, origin } = world;
  const now = clock.now();
  const page = await store.pageById(db, r.institutionId, r.pageId);
  assert(page !== null, `registration ${r.id} belongs to no page`);
  const served = await servedBy(db, page);
  const { places, isListed } = await placesOf(db, world, r, served);
  const state = standingOf(r, isListed, now);
  const taken = state === "unconfirmed" && !(await hasPlace(db, r, served)) ? served.taken : 0;
  return {
    ...(await headOf(world, r.institutionId, served.title)),
    language: r.language,
    state,
    standing: whyNoPlace(page, served.sessions, taken, MOST_ATTENDEES, now),
    name: r.name,
    email: r.email,
    sessions: places.map(({ session: { title, time, zone }, address }) => ({ title, start: iso(time.start), end: iso(time.end), zone, address })),
    page: `${origin}/r/${page.slug}`,
  };
}

type Acting = Pick<World, "db" | "clock" | "random" | "secrets" | "origin" | "poke">;
type Held = { r: Registration; page: RegistrationPage; served: Served; isListed: boolean; now: Instant };

/** With the list locked, all that follows is true until the end: who comes a moment later finds the place taken. */
async function underLock(world: Acting, token: string, deed: (tx: Tx, held: Held) => Promise<Outcome<true>>): Promise<Outcome<true>> {
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const found = await store.registrationByToken(tx, fingerprint(token));
    const known = found && (await store.pageById(tx, found.institutionId, found.pageId));
    if (known === null) return refused("not_found");
    const served = await lockServed(tx, known);
    if (served === null) return refused("not_found");
    const page = await store.lockPage(tx, known.institutionId, known.id);
    const r = await store.registrationByToken(tx, fingerprint(token)); // as it is now that nobody else changes it
    if (page === null || r === null) return refused("not_found");
    const { isListed } = await placesOf(tx, world, r, served);
    return deed(tx, { r, page, served, isListed, now: world.clock.now() });
  });
  world.poke();
  return outcome;
}

/** Confirming twice is confirming once. What was asked for while the page was open can be confirmed after it has closed, as long as there is a place. */
export const confirmRegistration = (world: Acting, token: string): Promise<Outcome<true>> =>
  underLock(world, token, async (tx, { r, page, served, isListed, now }) => {
    const standing = standingOf(r, isListed, now);
    if (standing === "registered") return fine(true);
    if (standing !== "unconfirmed") return refused(standing === "expired" ? "registration_expired" : "registration_cancelled");
    // Who was put on the list meanwhile has a place already.
    const others = (await hasPlace(tx, r, served)) ? 0 : served.taken;
    const why = whyNoPlace(page, served.sessions, others, MOST_ATTENDEES, now);
    if (why !== null) return refused(why === "full" ? "registration_full" : why === "over" ? "already_over" : "already_cancelled");
    const taken = await takePlace(tx, world, r, served, now);
    await store.settleRegistration(tx, taken);
    await mailRegistered(tx, world, taken, served);
    await tell(tx, world, r, served, "attendee_registered", now);
    return fine(true);
  });

/** From then on the person's addresses lead nowhere, and the place is free. What is over stays as it was: the report tells of it. */
export const cancelRegistration = (world: Acting, token: string): Promise<Outcome<true>> =>
  underLock(world, token, async (tx, { r, page, served, isListed, now }) => {
    const standing = standingOf(r, isListed, now);
    if (standing === "cancelled") return fine(true);
    if (standing === "registered" && comingOf(served.sessions, now).length === 0) return refused("already_over");
    await store.settleRegistration(tx, { ...r, cancelledAt: now });
    if (standing !== "registered") return fine(true);
    const { told } = await leavePlace(tx, world, r, served, now);
    if (!told) await mailGivenBack(tx, world, r, page, served);
    await tell(tx, world, r, served, "attendee_left", now);
    return fine(true);
  });

async function tell(tx: Tx, { random }: Pick<World, "random">, r: Registration, { sessions }: Served, what: string, now: Instant): Promise<void> {
  for (const { id } of comingOf(sessions, now))
    await note(tx, random, { institutionId: r.institutionId, at: now, who: r.name, memberId: null, sessionId: id, what });
}
