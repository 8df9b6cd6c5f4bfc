import { after, minutes, type Instant } from "../../lib/time.ts";
import { wish } from "../../platform/outbox.ts";
import { done, zoomFor, type Effect, type Performer } from "../../sessions/doing/effect.ts";
import { endDue, type MeetingFact, type Session } from "../../sessions/session.ts";
import type { World } from "../../world.ts";
import { ZoomError, type Registrant, type Zoom, type ZoomErrorKind } from "../../zoom/port.ts";
import { aboutLink, type Attendee } from "../attendee.ts";
import { saveRegistrations, unregistered, type Registration } from "../store.ts";

/** Zoom takes that many in one call. */
const BATCH = 30;

/** Makes true that Zoom knows every attendee of this session by name, so that its report can tell who is who. Saved batch by batch: a crash repeats one at most. */
export const ensureRegistrants: Performer = async (world, command, session) => {
  const { meeting, institutionId, id } = session;
  if (session.status !== "placed" || meeting === null || !meeting.registration || session.registrantTrouble !== null) return done();
  if (world.clock.now() >= endDue(session)) return done(); // nobody comes any more, and of a meeting that is gone nobody finds it out
  const zoom = zoomFor(world, session);
  for (;;) {
    const batch = await unregistered(world.db, institutionId, id, meeting.id, BATCH);
    if (batch.length === 0) break;
    const answers = await registered(zoom, meeting, batch);
    if (answers === "gone") return lookAgain(world.clock.now());
    if (answers === "no registration") return withoutRegistration(meeting);
    await saveRegistrations(
      world.db,
      institutionId,
      meeting.id,
      answers.map((answer) => registrationOf(world, meeting, answer)),
    );
  }
  return done({
    // Who was added since our last look was not asked for again while this command was under way.
    also: async (tx, s) => {
      if (s.meeting?.id !== meeting.id || (await unregistered(tx, institutionId, id, meeting.id, 1)).length === 0) return;
      await wish(tx, { ...command, dueAt: world.clock.now() });
    },
  });
};

type Answer = { attendee: Attendee; registrant: Registrant | null; trouble: ZoomErrorKind | null };

/** What trying again does not mend. Everything else is thrown, and tried again in time. */
const LASTING: readonly ZoomErrorKind[] = ["refused", "spent", "plan", "permission", "missing_scope"];
const lastingKind = (error: unknown): ZoomErrorKind | null => (error instanceof ZoomError && LASTING.includes(error.kind) ? error.kind : null);

/** Zoom refuses a batch as a whole for one bad address, so each is then asked for by itself. */
async function registered(zoom: Zoom, meeting: MeetingFact, batch: readonly Attendee[]): Promise<Answer[] | "no registration" | "gone"> {
  try {
    return answersOf(batch, await zoom.addRegistrants(meeting, batch));
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "not_found") return "gone";
    const kind = lastingKind(error);
    if (kind === null) throw error;
    if (kind !== "refused" && kind !== "spent") return "no registration";
  }
  if ((await zoom.readMeeting(meeting))?.registration === false) return "no registration";
  const answers: Answer[] = [];
  for (const attendee of batch) answers.push(await registeredAlone(zoom, meeting, attendee));
  return batch.length > 1 && answers.every((answer) => answer.trouble !== null) ? "no registration" : answers;
}

async function registeredAlone(zoom: Zoom, meeting: MeetingFact, attendee: Attendee): Promise<Answer> {
  try {
    return answersOf([attendee], await zoom.addRegistrants(meeting, [attendee]))[0]!;
  } catch (error) {
    const trouble = lastingKind(error);
    if (trouble === null) throw error;
    return { attendee, registrant: null, trouble };
  }
}

/** Somebody of whom Zoom says nothing, or whom it keeps waiting for an approval, has no way in of the person's own. */
function answersOf(batch: readonly Attendee[], registrants: readonly Registrant[]): Answer[] {
  const byEmail = new Map(registrants.map((r) => [r.email.toLowerCase(), r]));
  return batch.map((attendee) => {
    const registrant = byEmail.get(attendee.email.toLowerCase()) ?? null;
    return { attendee, registrant, trouble: registrant === null || registrant.joinUrl === null ? "refused" : null };
  });
}

const registrationOf = ({ secrets }: Pick<World, "secrets">, meeting: MeetingFact, { attendee, registrant, trouble }: Answer): Registration => ({
  attendeeId: attendee.id,
  registrantId: registrant?.registrantId ?? null,
  sealedLink: registrant?.joinUrl == null ? null : secrets.seal(registrant.joinUrl, aboutLink(attendee.id, meeting.id)),
  trouble,
});

/** Somebody removed the meeting in Zoom: watching finds it out and has it made anew. */
const lookAgain = (now: Instant): Effect => ({ againAt: after(now, minutes(1)), facts: (s) => ({ ...s, watchAt: now }) });

/** Better an unsure report than a closed door: the meeting is brought in line without registration, and everybody gets its own address. */
const withoutRegistration = (meeting: MeetingFact): Effect =>
  done({
    facts: (s: Session) =>
      s.meeting?.id === meeting.id ? { ...s, registrantTrouble: "registration_refused", steps: { ...s.steps, generate: { is: "pending" } } } : s,
  });
