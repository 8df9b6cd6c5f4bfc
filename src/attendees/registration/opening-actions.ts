import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { momentOf, wallOf, type Instant } from "../../lib/time.ts";
import { institutionById } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSession, sessionById } from "../../sessions/actions.ts";
import { mayManage, whyNotAddAttendees } from "../../sessions/why-not.ts";
import type { World } from "../../world.ts";
import { countOf, MOST_ATTENDEES } from "../actions.ts";
import { countListed, listOfSession, managed } from "../lists/actions.ts";
import type { OpenRegistration, RegistrationSettings } from "./contract.ts";
import { pageStateOf, type RegistrationPage } from "./page.ts";
import { servedBy } from "./serving-actions.ts";
import * as store from "./store.ts";

/** What those who manage a session see of its public registration. */
export async function sessionsRegistration(
  world: Pick<World, "db" | "clock" | "origin">,
  who: Member,
  sessionId: string,
): Promise<Outcome<RegistrationSettings>> {
  const { db, clock } = world;
  const session = await sessionById(db, who.institutionId, sessionId);
  if (session === null) return refused("not_found");
  if (!mayManage(session, who)) return refused("not_yours");
  const page = await store.pageOf(db, who.institutionId, { sessionId });
  const taken = await countOf(db, who.institutionId, sessionId);
  const list = await listOfSession(db, who.institutionId, sessionId);
  return fine(await settingsOf(world, page, { zone: session.zone, taken, whyNot: whyNotAddAttendees(session, who, clock.now()), list }));
}

/** What those who manage a list see of its public registration. Its times are told in the institution's zone. */
export async function listsRegistration(world: Pick<World, "db" | "clock" | "origin">, who: Member, listId: string): Promise<Outcome<RegistrationSettings>> {
  const list = await managed(world.db, who, listId);
  if (!list.ok) return list;
  const page = await store.pageOf(world.db, who.institutionId, { listId });
  const taken = await countListed(world.db, who.institutionId, listId);
  return fine(await settingsOf(world, page, { zone: await zoneOf(world.db, who), taken, whyNot: null, list: null }));
}

export const openListsRegistration = (
  { db, random }: Pick<World, "db" | "random">,
  who: Member,
  listId: string,
  asked: OpenRegistration,
): Promise<Outcome<true>> =>
  db.transaction(async (tx) => {
    const list = await managed(tx, who, listId, "lock");
    return list.ok ? savePage(tx, { random }, who.institutionId, { listId }, asked, await zoneOf(tx, who)) : list;
  });

const zoneOf = async (tx: Tx, { institutionId, zone }: Member): Promise<string> => (await institutionById(tx, institutionId))?.settings.zone ?? zone;

type Around = Pick<RegistrationSettings, "zone" | "taken" | "whyNot" | "list">;

export async function settingsOf(
  { db, clock, origin }: Pick<World, "db" | "clock" | "origin">,
  page: RegistrationPage | null,
  around: Around,
): Promise<RegistrationSettings> {
  const now = clock.now();
  const { zone } = around;
  if (page === null) return { page: null, unconfirmed: 0, ...around };
  const served = await servedBy(db, page);
  const wall = (moment: Instant | null): string | null => (moment === null ? null : wallOf(moment, zone));
  const { open, opensAt, closesAt, capacity, consentText, consentNeeded, revision, slug } = page;
  const state = pageStateOf(page, served.sessions, served.taken, MOST_ATTENDEES, now);
  const shown = {
    address: `${origin}/r/${slug}`,
    state,
    open,
    opensAt: wall(opensAt),
    closesAt: wall(closesAt),
    capacity,
    consentText,
    consentNeeded,
    revision,
  };
  return { page: shown, unconfirmed: await store.countUnconfirmed(db, page.institutionId, page.id, now), ...around };
}

/** Opens a session's registration, closes it or changes its rules. The address stays the same for ever. */
export function openSessionsRegistration(
  world: Pick<World, "db" | "clock" | "random">,
  who: Member,
  sessionId: string,
  asked: OpenRegistration,
): Promise<Outcome<true>> {
  const now = world.clock.now();
  return world.db.transaction(async (tx) => {
    const session = await lockSession(tx, who.institutionId, sessionId);
    if (session === null) return refused("not_found");
    const why = whyNotAddAttendees(session, who, now);
    if (why !== null) return refused(why);
    const saved = await savePage(tx, world, who.institutionId, { sessionId }, asked, session.zone);
    if (!saved.ok) return saved;
    const { institutionId } = session;
    await note(tx, world.random, {
      institutionId,
      at: now,
      who: who.name,
      memberId: who.id,
      sessionId,
      what: asked.open ? "registration_opened" : "registration_closed",
    });
    return fine(true);
  });
}

/** Refuses moments that are none, a closing before the opening, an agreement to nothing, and what somebody else has changed meanwhile. */
export async function savePage(
  tx: Tx,
  { random }: Pick<World, "random">,
  institutionId: string,
  of: store.Of,
  asked: OpenRegistration,
  zone: string,
): Promise<Outcome<true>> {
  const [opensAt, closesAt] = [
    asked.opensAt === null ? null : momentOf(asked.opensAt, zone, "earlier"),
    asked.closesAt === null ? null : momentOf(asked.closesAt, zone, "later"),
  ];
  if (opensAt !== null && !opensAt.ok) return refused(opensAt.because, { field: "opensAt" });
  if (closesAt !== null && !closesAt.ok) return refused(closesAt.because, { field: "closesAt" });
  if (opensAt !== null && closesAt !== null && closesAt.value <= opensAt.value) return refused("registration_closes_before", { field: "closesAt" });
  if (asked.consentNeeded && asked.consentText === "") return refused("required", { field: "consentText" });
  const page: RegistrationPage = {
    institutionId,
    id: random.uuid(),
    slug: slugFrom(random.bytes(10)),
    sessionId: "sessionId" in of ? of.sessionId : null,
    listId: "listId" in of ? of.listId : null,
    open: asked.open,
    opensAt: opensAt?.value ?? null,
    closesAt: closesAt?.value ?? null,
    capacity: asked.capacity,
    consentText: asked.consentText,
    consentNeeded: asked.consentNeeded,
    revision: 1,
  };
  const known = await store.pageOf(tx, institutionId, of);
  const saved =
    known === null ? asked.revision === null && (await store.insertPage(tx, page)) : await store.updatePage(tx, { ...page, id: known.id }, asked.revision ?? 0);
  return saved ? fine(true) : refused("revision_conflict");
}

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
/** Short enough to be read out, and without letters that look alike. */
const slugFrom = (bytes: Uint8Array): string => Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
