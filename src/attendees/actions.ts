import { fine, refused, type Outcome } from "../lib/outcome.ts";
import { iso, type Instant } from "../lib/time.ts";
import type { Member } from "../people/member.ts";
import { note } from "../platform/audit.ts";
import type { Tx } from "../platform/database.ts";
import { enqueue, mailStates } from "../platform/deliveries.ts";
import { fingerprint } from "../platform/secrets.ts";
import { lockSession, sessionById } from "../sessions/actions.ts";
import { attendeesCame } from "../sessions/asking/actions.ts";
import { tellCrowd } from "../sessions/capacity/actions.ts";
import { mailContext } from "../sessions/deciding/actions.ts";
import { deliveriesFor } from "../sessions/deciding/mails.ts";
import type { Recipient } from "../sessions/neighbours.ts";
import type { Session } from "../sessions/session.ts";
import { mayManage, whyNotAddAttendees } from "../sessions/why-not.ts";
import type { World } from "../world.ts";
import { isErased, tokenName, type Attendee } from "./attendee.ts";
import type { Attendee as AttendeeView } from "./contract.ts";
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

/** Into the list, but for those who are in it; only who came anew is returned. Whoever comes after the links went out gets one at once. The session is locked. */
export async function addPeople(
  tx: Tx,
  world: Pick<World, "clock" | "random" | "secrets" | "origin">,
  session: Session,
  people: readonly store.Newcomer[],
  now: Instant,
): Promise<Attendee[]> {
  const { institutionId, id } = session;
  const added = await store.insertAttendees(
    tx,
    institutionId,
    id,
    people.map((person) => newcomer(world, person)),
    now,
  );
  if (added.length === 0) return [];
  const emails = added.map((one) => one.email);
  await store.forgetRemoved(tx, institutionId, id, emails);
  // Now, when there is time: a mailing of thousands has none.
  await ensurePanels(
    tx,
    world,
    [...new Set(emails.map((email) => email.toLowerCase()))].map((email) => ({ institutionId, email })),
  );
  await welcome(tx, world, session, added, now);
  return added;
}

function newcomer({ random, secrets }: Pick<World, "random" | "secrets">, person: store.Newcomer): store.NewAttendee {
  const id = random.uuid();
  return { id, ...person, tokenPrint: fingerprint(secrets.tokenFor(tokenName(id))) };
}

/** The step that sends links is behind, or was before a change that can still be taken back: its mail is sent again, to the newcomers only. */
async function welcome(tx: Tx, world: Pick<World, "clock" | "random" | "origin">, session: Session, added: readonly Attendee[], now: Instant): Promise<void> {
  if (linksHaveGone(session, now) || (session.undo !== null && linksHaveGone({ ...session, ...session.undo.before }, now))) {
    const context = await mailContext(tx, world, session.institutionId);
    await enqueue(
      tx,
      deliveriesFor(
        context,
        world.random,
        session,
        { kind: "link", to: "attendees", step: "sendLinks" },
        await recipientsAmong(tx, session.institutionId, added),
      ),
    );
  }
  await tellCrowd(tx, world, session, await store.countOf(tx, session.institutionId, session.id));
  await attendeesCame(tx, session, now);
}

/** As people want to be written to, where they have said so. */
export async function recipientsAmong(tx: Tx, institutionId: string, attendees: readonly Attendee[]): Promise<Recipient[]> {
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
