import { created, invalid, refuse, type Answer } from "../answer.ts";
import { list, record, type Call } from "../call.ts";
import type { Kind, Meeting } from "../account.ts";
import { overRegistrantDay } from "../limits.ts";
import { liveOf } from "../live/live.ts";
import { zoomTime, type World } from "../world.ts";
import { findMeeting, idOf, plannedEnd, type Found } from "./find.ts";
import { addressOf, enrol, readApplicant, takesRegistrants, type Applicant } from "./registrants.ts";

const MOST_IN_A_BATCH = 30;
const MOST_IN_A_MEETING = 4999;

type HowMany = "one" | "many";
type Refusals = { closed: (id: number) => Answer; over: Answer; full: Answer };

/** The same four "no", each in the words of its own question. */
const REFUSALS: Record<Kind, Record<HowMany, Refusals>> = {
  meeting: {
    one: {
      closed: (id) => refuse(400, 300, `This meeting has not registration required: ${id}`),
      over: refuse(400, 3038, "Meeting is over, you can not register now. If you have any questions, please contact the Meeting host."),
      full: refuse(400, 3043, "Meeting has reached maximum attendee capacity."),
    },
    many: {
      closed: (id) => refuse(400, 404, `Registration has not been enabled for this meeting: ${id}.`),
      over: refuse(400, 3038, "Meeting is over, you can not register now. If you have any questions, please contact the Meeting host."),
      full: refuse(400, 3043, "Meeting has reached maximum attendee capacity."),
    },
  },
  webinar: {
    one: {
      closed: (id) => refuse(400, 3000, `This webinar does not have registration as required: ${id}.`),
      over: refuse(400, 3038, "Webinar is over, you cannot register now. If you have any questions, contact the webinar host."),
      full: refuse(400, 3000, "You have reached the limit for the number of attendees you can add. Contact Zoom Support for more information."),
    },
    many: {
      closed: (id) => refuse(400, 3000, `Registration has not been enabled for this webinar: ${id}.`),
      over: refuse(400, 3038, "The webinar is over. You cannot register now. If you have any questions, contact the webinar's host."),
      full: refuse(400, 3043, "Webinar has reached maximum attendee capacity."),
    },
  },
};

/** A meeting that takes registrants and is not over, whose host may have them. */
function registrable(call: Call, kind: Kind, howMany: HowMany): Found {
  const { world } = call;
  const id = idOf(call, kind);
  const found = findMeeting(world, kind, id, howMany === "one" ? refuse(400, 3000, "Cannot access meeting info.") : undefined);
  if (!found.ok) return kind === "meeting" && howMany === "one" && found.answer.status === 404 ? { ok: false, answer: missing(id) } : found;
  const { meeting } = found;
  const no = REFUSALS[kind][howMany];
  if (world.users.get(meeting.hostId)?.type !== 2) return { ok: false, answer: refuse(400, 3000, "Registration cannot be enabled for a basic user.") };
  if (!takesRegistrants(meeting)) return { ok: false, answer: no.closed(meeting.id) };
  if (ONCE.includes(meeting.type) && plannedEnd(meeting) < world.at && liveOf(world, meeting.id) === null) return { ok: false, answer: no.over };
  return found;
}

const ONCE = [2, 5];

/** The only question where a missing meeting has the code of a missing user. */
const missing = (id: string): Answer => refuse(404, 1001, `Meeting does not exist: ${id}.`);

function whyNot(world: World, meeting: Meeting, applicants: Applicant[], howMany: HowMany): Answer | null {
  const host = world.users.get(meeting.hostId)?.email.toLowerCase();
  if (applicants.some(({ email }) => email.toLowerCase() === host)) return refuse(400, 3027, "Host cannot register.");
  const registered = world.registrants.by(meeting.id).filter(({ status }) => status !== "denied");
  const known = new Set(registered.map(({ email }) => email.toLowerCase()));
  const fresh = applicants.filter(({ email }) => !known.has(email.toLowerCase()));
  if (known.size + fresh.length > mostIn(meeting) || known.size >= mostIn(meeting)) return REFUSALS[meeting.kind][howMany].full;
  for (const { email } of applicants) {
    const over = overRegistrantDay(world, meeting.kind, meeting.id, email);
    if (over !== null) return over;
  }
  return null;
}

const mostIn = (meeting: Meeting): number => Math.min(MOST_IN_A_MEETING, Number(meeting.settings["registrants_restrict_number"] ?? 0) || MOST_IN_A_MEETING);

export function addRegistrant(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = registrable(call, kind, "one");
  if (!found.ok) return found.answer;
  const applicant = readApplicant(call.body);
  if (applicant === null) return invalid([{ field: "email", message: "Invalid field." }]);
  const refusal = whyNot(world, found.meeting, [applicant], "one");
  if (refusal !== null) return refusal;
  const registrant = enrol(world, found.meeting, applicant, call.body["auto_approve"] === true);
  const { topic, startAt, id } = found.meeting;
  return created({ id, registrant_id: registrant.id, topic, start_time: zoomTime(startAt), ...addressOf(world, found.meeting, registrant) });
}

/** At most thirty, all or nothing; only for what happens once. */
export function addRegistrants(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = registrable(call, kind, "many");
  if (!found.ok) return found.answer;
  if (!ONCE.includes(found.meeting.type)) return ONLY_ONCE[kind];
  const given = list(call.body["registrants"]).map(record);
  if (given.length === 0 || given.length > MOST_IN_A_BATCH) return invalid([{ field: "registrants", message: "Invalid field." }]);
  const applicants = given.map(readApplicant);
  const bad = applicants.indexOf(null);
  if (bad >= 0) return invalid([{ field: `registrants[${bad}].email`, message: "Invalid field." }]);
  const known = applicants.filter((applicant) => applicant !== null);
  const refusal = whyNot(world, found.meeting, known, "many");
  if (refusal !== null) return refusal;
  const registrants = known.map((applicant) => enrol(world, found.meeting, applicant, call.body["auto_approve"] === true));
  return created({ registrants: registrants.map((r) => ({ registrant_id: r.id, email: r.email, ...addressOf(world, found.meeting, r) })) });
}

const ONLY_ONCE: Record<Kind, Answer> = {
  meeting: refuse(400, 303, "This API can only be used for scheduled meeting(meeting type: 2). Batch registration is not supported for other meeting types."),
  webinar: refuse(400, 300, "This API can only be used for scheduled webinars (type 5). Batch registration is not supported for other webinar types."),
};
