import { fine, refused, type Outcome } from "../lib/outcome.ts";
import { iso, type Instant } from "../lib/time.ts";
import type { Member } from "../people/member.ts";
import { note } from "../platform/audit.ts";
import type { Tx } from "../platform/database.ts";
import { enqueue, mailStates, withdrawFor } from "../platform/deliveries.ts";
import { fingerprint } from "../platform/secrets.ts";
import { lockSession, sessionById } from "../sessions/actions.ts";
import { attendeesCame } from "../sessions/asking/actions.ts";
import { tellCrowd } from "../sessions/capacity/actions.ts";
import { mailContext, wishFor } from "../sessions/deciding/actions.ts";
import { deliveriesFor } from "../sessions/deciding/mails.ts";
import type { Recipient } from "../sessions/neighbours.ts";
import type { Session } from "../sessions/session.ts";
import { mayManage, whyNotAddAttendees } from "../sessions/why-not.ts";
import type { World } from "../world.ts";
import { isErased, tokenName, type Attendee } from "./attendee.ts";
import type { Attendee as AttendeeView } from "./contract.ts";
import { linksHaveGone } from "./joining.ts";
import { MOST_LINES, readLines, type BadLine, type LineRefusal, type Person } from "../lib/person-lines.ts";
import * as store from "./store.ts";

export { attendeesOf, countOf, countsOf } from "./store.ts";

/** Zoom takes no more registrants than that for one meeting. */
const MOST_ATTENDEES = 4999;

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
    const room = MOST_ATTENDEES - (await store.countOf(tx, session.institutionId, session.id));
    const added = await store.insertAttendees(
      tx,
      session.institutionId,
      session.id,
      read.people.slice(0, Math.max(0, room)).map((one) => newcomer(world, one.person)),
      now,
    );
    const tooMany = read.people.slice(Math.max(0, room)).map(({ line, person }) => ({ line, text: person.email, because: "too_many_attendees" as const }));
    if (added.length > 0) {
      await store.forgetRemoved(
        tx,
        session.institutionId,
        session.id,
        added.map((one) => one.email),
      );
      await welcome(tx, world, session, added, now);
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
    return fine({ added: added.length, already: read.twice + read.people.length - tooMany.length - added.length, bad: [...read.bad, ...tooMany] });
  });
  world.poke();
  return outcome;
}

function newcomer({ random, secrets }: Pick<World, "random" | "secrets">, person: Person): store.NewAttendee {
  const id = random.uuid();
  return { id, ...person, tokenPrint: fingerprint(secrets.tokenFor(tokenName(id))) };
}

/** The step that sends links is behind, or was before a change that can still be taken back: its mail is sent again, to the newcomers only. */
async function welcome(tx: Tx, world: Pick<World, "clock" | "random" | "origin">, session: Session, added: readonly Attendee[], now: Instant): Promise<void> {
  if (linksHaveGone(session, now) || (session.undo !== null && linksHaveGone({ ...session, ...session.undo.before }, now))) {
    const context = await mailContext(tx, world, session.institutionId);
    await enqueue(tx, deliveriesFor(context, world.random, session, { kind: "link", to: "attendees", step: "sendLinks" }, added.map(recipient)));
  }
  await tellCrowd(tx, world, session, await store.countOf(tx, session.institutionId, session.id));
  await attendeesCame(tx, session, now);
}

const recipient = (a: Attendee): Recipient => ({ attendeeId: a.id, name: a.name, email: a.email });

/** Everybody who is to get a link. */
export const recipientsOf = async (tx: Tx, institutionId: string, sessionId: string): Promise<Recipient[]> =>
  (await store.attendeesOf(tx, institutionId, sessionId)).map(recipient);

/** The address that is mailed, Bedel's own: it stays the same wherever the session goes. Made anew each time, stored nowhere. */
export const joinAddress = ({ origin, secrets }: Pick<World, "origin" | "secrets">, attendeeId: string): string =>
  `${origin}/j/${secrets.tokenFor(tokenName(attendeeId))}`;

/** The report tells of everybody who was in the list: from the end on, list and report agree for ever. */
const isBehind = (s: Session, now: Instant): boolean => s.overAt !== null || (s.status === "placed" && now >= s.time.end);

/** From then on the person's address leads nowhere, and no mail follows. */
export async function removeAttendee(
  world: Pick<World, "db" | "clock" | "random" | "poke">,
  who: Member,
  sessionId: string,
  attendeeId: string,
): Promise<Outcome<true>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const session = await lockSession(tx, who.institutionId, sessionId);
    if (session === null) return refused("not_found");
    if (!mayManage(session, who)) return refused("not_yours");
    if (isBehind(session, now)) return refused("already_over");
    const gone = await takeOut(tx, session, attendeeId, now);
    if (gone === null) return refused("not_found");
    await note(tx, world.random, {
      institutionId: session.institutionId,
      at: now,
      who: who.name,
      memberId: who.id,
      sessionId,
      what: "attendee_removed",
      details: { name: gone.name },
    });
    return fine(true);
  });
  world.poke();
  return outcome;
}

/** Takes somebody out of a session, Zoom's registrant too, and withdraws the mails that wait. The session is locked. Null: nobody is there under that id. */
export async function takeOut(tx: Tx, session: Session, attendeeId: string, now: Instant): Promise<Attendee | null> {
  const gone = await store.deleteAttendee(tx, session.institutionId, session.id, attendeeId);
  if (gone === null) return null;
  await withdrawFor(tx, session.institutionId, attendeeId);
  if (session.meeting !== null && session.registrantsAsked) await unregister(tx, session, gone, now);
  return gone;
}

/** Zoom may know the person by now, or is just being told. */
async function unregister(tx: Tx, session: Session, gone: Attendee, now: Instant): Promise<void> {
  await store.rememberRemoved(tx, gone);
  await wishFor(tx, session, "removeRegistrants", now);
}

export async function listAttendees({ db }: Pick<World, "db">, who: Member, sessionId: string): Promise<Outcome<AttendeeView[]>> {
  const session = await sessionById(db, who.institutionId, sessionId);
  if (session === null) return refused("not_found");
  if (!mayManage(session, who)) return refused("not_yours");
  const links = new Map((await mailStates(db, session.institutionId, sessionId, "link")).map((mail) => [mail.attendeeId, mail.state]));
  const attendees = await store.attendeesOf(db, session.institutionId, sessionId);
  return fine(attendees.map((a) => viewOf(a, session, links.get(a.id) ?? null)));
}

const LINK: Record<string, AttendeeView["link"]> = { queued: "queued", sending: "queued", sent: "sent", failed: "failed", ambiguous: "ambiguous" };

const viewOf = (a: Attendee, session: Session, mail: string | null): AttendeeView => ({
  id: a.id,
  name: a.name,
  email: isErased(a) ? "" : a.email,
  erased: isErased(a),
  addedAt: iso(a.addedAt),
  link: LINK[mail ?? ""] ?? "not yet",
  registered: a.registrantId !== null && session.meeting !== null && a.registrantMeeting === session.meeting.id,
});
