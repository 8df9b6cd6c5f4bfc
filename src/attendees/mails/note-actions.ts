import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { after, before, days, hours, iso, type Instant } from "../../lib/time.ts";
import { oneLine, someLines } from "../../notices/clean.ts";
import { writeLetter } from "../../notices/letter.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import { noteMails } from "../../platform/delivered.ts";
import { enqueue } from "../../platform/deliveries.ts";
import { lockSession, sessionById } from "../../sessions/actions.ts";
import { mailContext } from "../../sessions/deciding/actions.ts";
import { deliveriesFor, factsOf } from "../../sessions/deciding/mails.ts";
import type { Session } from "../../sessions/session.ts";
import { mayManage } from "../../sessions/why-not.ts";
import type { World } from "../../world.ts";
import { recipientsOf } from "../actions.ts";
import type { NoteSent } from "./contract.ts";
import * as store from "./store.ts";

export { noteById } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "poke">;
type Written = { subject: string; text: string };

const MOST_AN_HOUR = 5;
/** Older than that a note is news no more. */
const USEFUL_FOR = days(2);

const cleaned = ({ subject, text }: Written): Written => ({ subject: oneLine(subject), text: someLines(text) });

/** A session that takes place, or took place: afterwards people are thanked. `lately`: how many were written within the hour. */
function whyNotNote(s: Session, who: Member, attendees: number, lately: number): string | null {
  if (!mayManage(s, who)) return "not_yours";
  if (s.status === "cancelled") return "already_cancelled";
  if (s.status === "declined") return "already_declined";
  if (attendees === 0) return "nobody_to_write_to";
  return lately >= MOST_AN_HOUR ? "too_many_notes" : null;
}

/** One mail to each attendee, in the institution's frame, with the person's own address. */
export async function sendNote(world: Needs, who: Member, sessionId: string, written: Written): Promise<Outcome<{ to: number }>> {
  const now = world.clock.now();
  const { subject, text } = cleaned(written);
  if (subject === "" || text === "") return refused("required", { field: subject === "" ? "subject" : "text" });
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<{ to: number }>> => {
    const session = await lockSession(tx, who.institutionId, sessionId);
    if (session === null) return refused("not_found");
    const { institutionId } = session;
    const recipients = await recipientsOf(tx, institutionId, sessionId);
    const why = whyNotNote(session, who, recipients.length, await store.notesSince(tx, institutionId, sessionId, before(now, hours(1))));
    if (why !== null) return refused(why);
    const id = world.random.uuid();
    await store.insertNote(tx, { institutionId, id, sessionId, subject, text, who: who.name, memberId: who.id, at: now });
    const order = { kind: "note", to: "attendees", step: null, keyed: `note/${id}`, more: { note: id }, usefulUntil: after(now, USEFUL_FOR) } as const;
    await enqueue(tx, deliveriesFor(await mailContext(tx, world, institutionId), world.random, session, order, recipients));
    const deed = { institutionId, at: now, who: who.name, memberId: who.id, sessionId, what: "note_sent", details: { subject, count: recipients.length } };
    await note(tx, world.random, deed);
    return fine({ to: recipients.length });
  });
  world.poke();
  return outcome;
}

/** As the reader sees it, with an address that leads nowhere. Nothing is sent. */
export async function previewNote(world: Pick<World, "db" | "clock" | "origin">, who: Member, sessionId: string, written: Written) {
  const session = await sessionById(world.db, who.institutionId, sessionId);
  if (session === null) return refused("not_found");
  if (!mayManage(session, who)) return refused("not_yours");
  const now = world.clock.now();
  const to = (await recipientsOf(world.db, session.institutionId, sessionId)).length;
  const context = await mailContext(world.db, world, session.institutionId);
  const reader = { name: "", language: context.institution.settings.language, zone: session.zone };
  const secret = { joinAddress: `${world.origin}/j/…`, note: cleaned(written) };
  const { subject, html } = writeLetter("note", factsOf(context, session, "attendee"), secret, reader);
  const lately = await store.notesSince(world.db, session.institutionId, sessionId, before(now, hours(1)));
  return fine({ subject, html, to, whyNot: whyNotNote(session, who, to, lately) });
}

/** What was written to the attendees of a session, and how its mails went. */
export async function notesOf({ db }: Pick<World, "db">, who: Member, sessionId: string): Promise<Outcome<NoteSent[]>> {
  const session = await sessionById(db, who.institutionId, sessionId);
  if (session === null) return refused("not_found");
  if (!mayManage(session, who)) return refused("not_yours");
  const mails = await noteMails(db, who.institutionId, sessionId);
  const notes = await store.notesOf(db, who.institutionId, sessionId);
  return fine(
    notes.map((one) =>
      viewOf(
        one,
        mails.filter(({ note }) => note === one.id),
      ),
    ),
  );
}

function viewOf(
  { id, subject, text, who, at }: Written & { id: string; who: string; at: Instant },
  mails: readonly { state: string; count: number }[],
): NoteSent {
  const many = (...states: string[]): number => mails.reduce((sum, { state, count }) => sum + (states.includes(state) ? count : 0), 0);
  const [sent, queued, failed] = [many("sent", "ambiguous"), many("queued", "sending"), many("failed", "refused", "bounced")];
  return { id, subject, text, who, at: iso(at), mails: { of: sent + queued + failed, sent, queued, failed } };
}
