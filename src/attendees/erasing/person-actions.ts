import { iso, type Instant } from "../../lib/time.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { institutionById } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { deedsAbout, note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSession, sessionById } from "../../sessions/actions.ts";
import type { Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { takeOut } from "../leaving/taking-out-actions.ts";
import { lockedGroup } from "../groups/actions.ts";
import { lockedList } from "../lists/actions.ts";
import type { PersonErased, PersonExport, PersonFound, PersonRecord } from "./contract.ts";
import { exportOf, isPast, namesOf, sessionsOf, type HeldOf } from "./person.ts";
import { keepMarks, printOf } from "./mark-actions.ts";
import { bookedAs, forgetBooked } from "./booked-store.ts";
import * as store from "./person-store.ts";
import type { Marks, Registered, Whom } from "./person-store.ts";

const whomOf = (who: Member, email: string): Whom => ({ institutionId: who.institutionId, email: email.trim().toLowerCase() });

type Held = Omit<HeldOf, "registered" | "grouped" | "listed" | "asked"> & {
  registered: readonly Registered[];
  grouped: readonly store.Grouped[];
  listed: readonly store.Listed[];
  asked: readonly store.AskedBy[];
};

async function heldOf(tx: Tx, whom: Whom): Promise<{ held: Held; marks: Marks }> {
  const registered = await store.registeredAs(tx, whom);
  const known = registered.filter((one) => one.registrantId !== null);
  const attendees = registered.map((one) => one.id);
  const guests = await store.guestsSaid(tx, whom, attendees);
  const marks = { sessions: known.map((one) => one.sessionId), registrants: known.map((one) => one.registrantId!), attendees, guests };
  const [mails, seen, present] = [await store.mailsTo(tx, whom), await store.seenAs(tx, whom, marks), await store.presentAs(tx, whom, marks)];
  const grouped = await store.groupedAs(tx, whom);
  const [listed, asked, panel] = [await store.listedAs(tx, whom), await store.askedAs(tx, whom), await store.panelOf(tx, whom)];
  return { held: { registered, mails, seen, present, grouped, listed, asked, booked: await bookedAs(tx, whom), panel }, marks };
}

const sessionsIn = async (tx: Tx, institutionId: string, ids: readonly string[]): Promise<Session[]> => {
  const sessions = [];
  for (const id of ids) sessions.push((await sessionById(tx, institutionId, id))!);
  return sessions;
};

/** How much is held of a person as an attendee. */
export async function findPerson({ db, clock }: Pick<World, "db" | "clock">, who: Member, email: string): Promise<PersonFound> {
  const whom = whomOf(who, email);
  const { held } = await heldOf(db, whom);
  const sessions = await sessionsIn(db, whom.institutionId, sessionsOf(held));
  const now = clock.now();
  return {
    ...countsOf(held, sessions, now),
    mails: held.mails.length,
    groups: held.grouped.length,
    lists: held.listed.length,
    registrations: held.asked.length,
    bookings: held.booked.length,
    member: await store.isMember(db, whom),
  };
}

const countsOf = (held: Held, sessions: readonly Session[], now: Instant): { past: number; coming: number } => {
  const behind = sessions.filter((s) => isPast(s, now));
  const onList = new Set(held.registered.map((one) => one.sessionId));
  return { past: behind.length, coming: sessions.filter((s) => !isPast(s, now) && onList.has(s.id)).length };
};

/** All that is held of a person as an attendee, with a record that it was given out. */
export async function exportPerson(world: Pick<World, "db" | "clock" | "random" | "secrets">, who: Member, email: string): Promise<PersonExport> {
  const whom = whomOf(who, email);
  const now = world.clock.now();
  return world.db.transaction(async (tx) => {
    const { held } = await heldOf(tx, whom);
    const sessions = await sessionsIn(tx, whom.institutionId, sessionsOf(held));
    const institution = (await institutionById(tx, whom.institutionId))!.settings.name;
    await record(tx, world, who, whom, "person_exported", sessions.length);
    return exportOf(held, sessions, { institution, email: whom.email, now });
  });
}

/**
 * Erases a person as an attendee: taken off lists and out of sessions to come, Zoom's registrant too; of past ones the row stays as an erased person, and the
 * totals. Another reading of Zoom's names the person no more. Refuses what was not typed twice.
 */
export async function erasePerson(
  world: Pick<World, "db" | "clock" | "random" | "secrets" | "poke">,
  who: Member,
  asked: { email: string; confirm: string },
): Promise<Outcome<PersonErased>> {
  const whom = whomOf(who, asked.email);
  if (whomOf(who, asked.confirm).email !== whom.email) return refused("not_confirmed", { field: "confirm" });
  const now = world.clock.now();
  const erased = await world.db.transaction(async (tx) => {
    await lockAll(tx, whom);
    const { held, marks } = await heldOf(tx, whom); // as it is now that nobody puts the person anywhere
    const sessions: Session[] = [];
    for (const id of sessionsOf(held)) sessions.push((await lockSession(tx, whom.institutionId, id))!);
    for (const s of sessions.filter((one) => !isPast(one, now))) await takeOutOf(tx, world, who, s, held, now);
    const past = sessions.filter((s) => isPast(s, now)).map((s) => s.id);
    const begun = sessions.filter((s) => isPast(s, now) || s.time.start <= now).map((s) => s.id);
    await keepMarks(tx, world, whom, { registered: held.registered, marks, begun });
    const all = [...sessions.map((s) => s.id), ...held.asked.flatMap((one) => one.sessions)];
    await store.forgetPerson(tx, whom, marks, { past, all, names: namesOf(held) });
    await forgetBooked(tx, whom, past);
    await record(tx, world, who, whom, "person_erased", sessions.length);
    return countsOf(held, sessions, now);
  });
  world.poke();
  return fine(erased);
}

/** Groups before lists before sessions, each in the order in which everybody locks them. */
async function lockAll(tx: Tx, whom: Whom): Promise<void> {
  const { held } = await heldOf(tx, whom);
  for (const id of new Set(held.grouped.map(({ groupId }) => groupId).toSorted())) await lockedGroup(tx, whom.institutionId, id);
  const lists = new Set([...held.listed, ...held.asked].flatMap(({ listId }) => listId ?? []));
  for (const id of [...lists].toSorted()) await lockedList(tx, whom.institutionId, id);
  const sessions = new Set([...sessionsOf(held), ...held.asked.flatMap((one) => one.sessions)]);
  for (const id of [...sessions].toSorted()) await lockSession(tx, whom.institutionId, id);
}

async function takeOutOf(tx: Tx, { random }: Pick<World, "random">, who: Member, s: Session, held: Held, now: Instant): Promise<void> {
  const attendee = held.registered.find((one) => one.sessionId === s.id);
  if (attendee === undefined || (await takeOut(tx, s, attendee.id, now)) === null) return;
  await note(tx, random, { institutionId: s.institutionId, at: now, who: who.name, memberId: who.id, sessionId: s.id, what: "attendee_erased" });
}

const record = (
  tx: Tx,
  { random, clock, secrets }: Pick<World, "random" | "clock" | "secrets">,
  who: Member,
  whom: Whom,
  what: PersonRecord["what"],
  sessions: number,
): Promise<number> =>
  note(tx, random, {
    institutionId: whom.institutionId,
    at: clock.now(),
    who: who.name,
    memberId: who.id,
    what,
    details: { print: printOf({ secrets }, whom.institutionId, whom.email).slice(0, 16), sessions },
  });

/** Who gave out or erased a person's data, the latest first. */
export const personRecords = async ({ db }: Pick<World, "db">, who: Member): Promise<PersonRecord[]> =>
  (await deedsAbout(db, who.institutionId, ["person_exported", "person_erased"])).map((deed) => ({
    at: iso(deed.at),
    who: deed.who,
    what: deed.what === "person_erased" ? "person_erased" : "person_exported",
    print: String(deed.details["print"]),
    sessions: Number(deed.details["sessions"]),
  }));
