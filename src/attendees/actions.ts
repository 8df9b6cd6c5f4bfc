import { fine, refused, type Outcome } from "../lib/outcome.ts";
import { before, iso, type Instant } from "../lib/time.ts";
import type { Member } from "../people/member.ts";
import { note } from "../platform/audit.ts";
import type { Tx } from "../platform/database.ts";
import { mailStates } from "../platform/delivered.ts";
import { enqueue } from "../platform/deliveries.ts";
import { HORIZON } from "../platform/due.ts";
import { fingerprint } from "../platform/secrets.ts";
import { lockSession, sessionById } from "../sessions/actions.ts";
import { attendeesCame } from "../sessions/asking/actions.ts";
import { tellCrowds } from "../sessions/capacity/actions.ts";
import { mailContext } from "../sessions/deciding/actions.ts";
import { deliveriesFor } from "../sessions/deciding/mails.ts";
import type { Recipient } from "../sessions/neighbours.ts";
import type { Session } from "../sessions/session.ts";
import { mayManage, whyNotAddAttendees } from "../sessions/why-not.ts";
import type { World } from "../world.ts";
import { isErased, tokenName, type Attendee } from "./attendee.ts";
import type { Attendee as AttendeeView, AttendeeList } from "./contract.ts";
import { linksHaveGone } from "./joining.ts";
import { MOST_LINES, readLines, type BadLine, type LineRefusal } from "../lib/person-lines.ts";
import { ensurePanels } from "./panel/making-actions.ts";
import { panelsBy } from "./panel/store.ts";
import { linkOf, saidOf, type LinkMail } from "./mails/link-mails.ts";
import { emailsOf, sorted } from "./preview.ts";
import { registeredFor } from "./registration/store.ts";
import * as store from "./store.ts";

export { attendeesOf, countOf, countsOf } from "./store.ts";

/** Zoom takes no more registrants than that for one meeting. */
export const MOST_ATTENDEES = 4999;

export type Added = { added: number; already: number; bad: BadLine<LineRefusal | "too_many_attendees">[] };

/** Good lines are kept, each bad one is named. Who comes after the links went out gets one at once. */
export async function addAttendees(
  world: Pick<World, "db" | "clock" | "random" | "secrets" | "origin" | "poke">,
  who: Member,
  sessionId: string,
  text: string,
): Promise<Outcome<Added>> {
  const read = readLines(text);
  if (read === null) return refused("too_many_lines", { field: "lines", values: { most: MOST_LINES } });
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<Added>> => {
    const session = await lockSession(tx, who.institutionId, sessionId);
    if (session === null) return refused("not_found");
    const why = whyNotAddAttendees(session, who, now);
    if (why !== null) return refused(why);
    const known = emailsOf(await store.attendeesOf(tx, session.institutionId, session.id));
    const { fits, already, tooMany } = sorted(read, known, MOST_ATTENDEES - known.size);
    const people = fits.map((one) => one.person);
    const added = await addPeople(tx, world, session, people, now);
    if (added.length > 0) {
      await note(tx, world.random, {
        institutionId: session.institutionId,
        at: now,
        who: who.name,
        memberId: who.id,
        sessionId,
        what: "attendees_added",
        details: { count: added.length },
      });
    }
    return fine({ added: added.length, already: read.twice + already.length, bad: [...read.bad, ...tooMany] });
  });
  world.poke();
  return outcome;
}

type Adding = Pick<World, "clock" | "random" | "secrets" | "origin">;

/** Into the list, but for those who are in it; only who came anew is returned. Whoever comes after the links went out gets one at once. The session is locked. */
export const addPeople = async (tx: Tx, world: Adding, session: Session, people: readonly store.Newcomer[], now: Instant): Promise<Attendee[]> =>
  (await addPeopleTo(tx, world, [session], people, now)).get(session.id) ?? [];

/** So many rows are written with one statement, at most. */
const MOST_ROWS = 10_000;

/** The same in many sessions of one institution, with one statement for all: who came anew, by session. They are locked. */
export async function addPeopleTo(
  tx: Tx,
  world: Adding,
  sessions: readonly Session[],
  people: readonly store.Newcomer[],
  now: Instant,
): Promise<Map<string, Attendee[]>> {
  if (sessions.length === 0 || people.length === 0) return new Map();
  const { institutionId } = sessions[0]!;
  const atOnce = Math.max(1, Math.floor(MOST_ROWS / people.length));
  const all: Attendee[] = [];
  for (let from = 0; from < sessions.length; from += atOnce) {
    const rows = sessions.slice(from, from + atOnce).flatMap(({ id }) => people.map((person) => newcomer(world, id, person)));
    for (const one of await store.insertAttendees(tx, institutionId, rows, now)) all.push(one);
  }
  if (all.length === 0) return new Map();
  await store.forgetRemovedOf(tx, institutionId, all);
  // Now, when there is time: a mailing of thousands has none.
  await ensurePanels(
    tx,
    world,
    [...new Set(all.map(({ email }) => email.toLowerCase()))].map((email) => ({ institutionId, email })),
  );
  const added = Map.groupBy(all, (one) => one.sessionId);
  await welcome(tx, world, sessions, added, now);
  return added;
}

function newcomer({ random, secrets }: Adding, sessionId: string, person: store.Newcomer): store.NewAttendee {
  const id = random.uuid();
  return { id, sessionId, ...person, tokenPrint: fingerprint(secrets.tokenFor(tokenName(id))) };
}

/** Where the step that sends links is behind, or was before a change that can still be taken back, its mail is sent again, to the newcomers only. */
/** Of a session that somebody booked the booking's mails tell: of whoever came anew too. */
async function welcome(tx: Tx, world: Adding, sessions: readonly Session[], added: ReadonlyMap<string, Attendee[]>, now: Instant): Promise<void> {
  const reached = sessions.filter(({ id }) => added.has(id));
  const { institutionId } = reached[0]!;
  const late = reached.filter((s) => linksHaveGone(s, now) || (s.undo !== null && linksHaveGone({ ...s, ...s.undo.before }, now)));
  const context = late.length === 0 ? null : await mailContext(tx, world, institutionId);
  for (const session of late) {
    const recipients = await recipientsAmong(tx, institutionId, added.get(session.id)!);
    await enqueue(tx, deliveriesFor(context!, world.random, session, { kind: "link", to: "attendees", step: "sendLinks" }, recipients));
  }
  await store.bookingsToTell(tx, institutionId, reached.flatMap(({ bookingId }) => bookingId ?? [])); // prettier-ignore
  const counts = new Map((await store.countsOf(tx, institutionId, reached.map(({ id }) => ({ id, meetingId: null })))).map((one) => [one.sessionId, one])); // prettier-ignore
  await tellCrowds(tx, world, institutionId, reached.map((session) => ({ session, registered: counts.get(session.id)?.attendees ?? 0 }))); // prettier-ignore
  await attendeesCame(tx, institutionId, reached.map(({ id }) => id), now); // prettier-ignore
}

/** As people want to be written to, where they have said so. */
export async function recipientsAmong(tx: Tx, institutionId: string, attendees: readonly Pick<Attendee, "id" | "name" | "email">[]): Promise<Recipient[]> {
  const emails = [...new Set(attendees.map((a) => a.email.toLowerCase()))];
  const panels = new Map((await panelsBy(tx, institutionId, emails)).map((panel) => [panel.email, panel]));
  return attendees.map((a) => {
    const { language = null, zone = null } = panels.get(a.email.toLowerCase()) ?? {};
    return { attendeeId: a.id, name: a.name, email: a.email, language, zone };
  });
}

/** Everybody who is to get a link. */
export async function recipientsOf(tx: Tx, institutionId: string, sessionId: string): Promise<Recipient[]> {
  const registered = new Set(await registeredFor(tx, institutionId, sessionId));
  const recipients = await recipientsAmong(tx, institutionId, await store.reachableOf(tx, institutionId, sessionId));
  return registered.size === 0 ? recipients : recipients.map((r) => (registered.has(r.email.toLowerCase()) ? { ...r, registered: true } : r));
}

/** The address that is mailed, Bedel's own: it stays the same wherever the session goes. Made anew each time, stored nowhere. */
export const joinAddress = ({ origin, secrets }: Pick<World, "origin" | "secrets">, { id, generation }: Pick<Attendee, "id" | "generation">): string =>
  `${origin}/j/${secrets.tokenFor(tokenName(id, generation))}`;

export async function listAttendees({ db }: Pick<World, "db">, who: Member, sessionId: string): Promise<Outcome<AttendeeView[]>> {
  const session = await sessionById(db, who.institutionId, sessionId);
  if (session === null) return refused("not_found");
  if (!mayManage(session, who)) return refused("not_yours");
  const links = new Map((await mailStates(db, session.institutionId, sessionId, "link")).map((mail) => [mail.attendeeId, mail]));
  const attendees = await store.attendeesOf(db, session.institutionId, sessionId);
  return fine(attendees.map((a) => viewOf(a, session, links.get(a.id) ?? null)));
}

/** Who comes to a date of a course once it is near, for whoever may see its list. */
export async function whoComesLater({ db }: Pick<World, "db">, who: Member, sessionId: string): Promise<AttendeeList["later"]> {
  const later = await store.listedLater(db, who.institutionId, sessionId);
  return later && { people: later.people, at: iso(before(later.start, HORIZON)), listId: later.listId };
}

const viewOf = (a: Attendee, session: Session, mail: LinkMail | null): AttendeeView => ({
  id: a.id,
  name: a.name,
  email: isErased(a) ? "" : a.email,
  erased: isErased(a),
  addedAt: iso(a.addedAt),
  link: linkOf(mail),
  said: saidOf(mail),
  registered: a.registrantId !== null && session.meeting !== null && a.registrantMeeting === session.meeting.id,
});
