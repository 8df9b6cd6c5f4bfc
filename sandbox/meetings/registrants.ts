import { created, invalid, noContent, refuse, type Answer } from "../answer.ts";
import { list, record, text, type Call } from "../call.ts";
import type { Kind, Meeting, Registrant } from "../account.ts";
import { secret } from "../ids.ts";
import { overRegistrantDay, overStatusDay } from "../limits.ts";
import { findMeeting, type Found } from "./meetings.ts";
import { personalUrl } from "./view.ts";
import { page } from "../paging.ts";
import { zoomTime, type World } from "../world.ts";

const MOST_IN_A_BATCH = 30;
const MOST_IN_A_MEETING = 4999;
const AUTOMATIC = 0;
const NONE = 2;

const idOf = (call: Call, kind: Kind): string => call.params[`${kind}Id`]!;
const takesRegistrants = (meeting: Meeting): boolean => meeting.settings["approval_type"] !== NONE;

/** A meeting, and its host may have registrants. */
function registrable(call: Call, kind: Kind): Found {
  const found = findMeeting(call.world, kind, idOf(call, kind));
  if (!found.ok) return found;
  if (call.world.users.get(found.meeting.hostId)?.type !== 2)
    return { ok: false, answer: refuse(400, 3000, "Registration cannot be enabled for a basic user.") };
  if (!takesRegistrants(found.meeting))
    return {
      ok: false,
      answer:
        kind === "meeting"
          ? refuse(400, 300, `This meeting has not registration required: ${found.meeting.id}`)
          : refuse(400, 3000, "This webinar does not have registration as required."),
    };
  if (call.world.registrants.by(found.meeting.id).length >= MOST_IN_A_MEETING)
    return { ok: false, answer: refuse(400, 3043, "The meeting has reached its maximum number of registrants.") };
  return found;
}

type Applicant = { email: string; first_name: string; last_name: string };

export function readApplicant(given: Record<string, unknown>): Applicant | null {
  const email = text(given["email"])?.trim() ?? "";
  const first_name = text(given["first_name"])?.trim() ?? "";
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 128 || first_name === "" || first_name.length > 64) return null;
  return { email, first_name, last_name: text(given["last_name"]) ?? "" };
}

const find = (world: World, meetingId: number, email: string): Registrant | undefined =>
  world.registrants.by(meetingId).find((r) => r.email.toLowerCase() === email.toLowerCase());

/** Asking again for the same address gives the same registrant, and still counts for the day. */
export function enrol(world: World, meeting: Meeting, applicant: Applicant, approve: boolean): Registrant {
  const known = find(world, meeting.id, applicant.email);
  if (known !== undefined) return known;
  const status = approve || meeting.settings["approval_type"] === AUTOMATIC ? "approved" : "pending";
  const registrant: Registrant = {
    ...applicant,
    id: secret(world, 16),
    meetingId: meeting.id,
    status,
    create_time: world.at,
    tk: secret(world, 24),
    pin: 100_000 + Math.floor(world.options.random.unit() * 900_000),
  };
  return world.registrants.put(registrant.id, registrant);
}

const address = (world: World, meeting: Meeting, registrant: Registrant): Record<string, unknown> =>
  registrant.status === "approved" ? { join_url: personalUrl(world, meeting, registrant), participant_pin_code: registrant.pin } : {};

export function addRegistrant(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = registrable(call, kind);
  if (!found.ok) return found.answer;
  const applicant = readApplicant(call.body);
  if (applicant === null) return invalid([{ field: "email", message: "Invalid field." }]);
  const over = overRegistrantDay(world, kind, found.meeting.id, applicant.email);
  if (over !== null) return over;
  const registrant = enrol(world, found.meeting, applicant, false);
  const { topic, startAt, id } = found.meeting;
  return created({ id, registrant_id: registrant.id, topic, start_time: zoomTime(startAt), ...address(world, found.meeting, registrant) });
}

/** At most thirty, all or nothing; only for what happens once. */
export function addRegistrants(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = registrable(call, kind);
  if (!found.ok)
    return kind === "meeting" && found.answer.status === 400 && !takesRegistrantsNow(call, kind)
      ? refuse(400, 404, `Registration has not been enabled for this meeting: ${idOf(call, kind)}.`)
      : found.answer;
  if (![2, 5].includes(found.meeting.type)) return refuse(400, 303, "Batch registration is only for meetings that happen once.");
  const given = list(call.body["registrants"]).map(record);
  if (given.length === 0 || given.length > MOST_IN_A_BATCH) return invalid([{ field: "registrants", message: "Invalid field." }]);
  const applicants = given.map(readApplicant);
  const bad = applicants.findIndex((applicant) => applicant === null);
  if (bad >= 0) return invalid([{ field: `registrants[${bad}].email`, message: "Invalid field." }]);
  for (const applicant of applicants) {
    const over = overRegistrantDay(world, kind, found.meeting.id, applicant!.email);
    if (over !== null) return over;
  }
  const registrants = applicants.map((applicant) => enrol(world, found.meeting, applicant!, call.body["auto_approve"] === true));
  return created({ registrants: registrants.map((r) => ({ registrant_id: r.id, email: r.email, ...address(world, found.meeting, r) })) });
}

const takesRegistrantsNow = (call: Call, kind: Kind): boolean => {
  const found = findMeeting(call.world, kind, idOf(call, kind));
  return found.ok && takesRegistrants(found.meeting);
};

export function listRegistrants(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind));
  if (!found.ok) return found.answer;
  const status = call.query.get("status") ?? "approved";
  if (!["approved", "pending", "denied"].includes(status)) return invalid([{ field: "status", message: "Invalid field." }]);
  const rows = world.registrants.by(found.meeting.id).filter((r) => r.status === status);
  const view = (r: Registrant): unknown => ({
    id: r.id,
    email: r.email,
    first_name: r.first_name,
    last_name: r.last_name,
    status: r.status,
    create_time: zoomTime(r.create_time),
    ...address(world, found.meeting, r),
  });
  return page(call, "registrants", rows, view, { page_number: 1 });
}

/** From then on the person's address lets nobody in. */
export function deleteRegistrant(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind));
  if (!found.ok) return found.answer;
  const registrant = world.registrants.get(call.params["registrantId"]!);
  if (registrant === undefined || registrant.meetingId !== found.meeting.id)
    return refuse(400, 300, "The value that you entered for the Registrant ID field is invalid. Enter a valid value and try again.");
  world.registrants.drop(registrant.id);
  return noContent;
}

const AFTER: Record<string, Registrant["status"]> = { approve: "approved", deny: "denied", cancel: "denied" };

export function putRegistrantsStatus(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind));
  if (!found.ok) return found.answer;
  const action = text(call.body["action"]) ?? "";
  const status = AFTER[action];
  if (status === undefined) return invalid([{ field: "action", message: "Invalid field." }]);
  for (const one of list(call.body["registrants"]).map(record)) {
    const registrant = world.registrants.get(text(one["id"]) ?? "") ?? find(world, found.meeting.id, text(one["email"]) ?? "");
    if (registrant === undefined || registrant.meetingId !== found.meeting.id) continue;
    const over = overStatusDay(world, kind, registrant.id);
    if (over !== null) return over;
    if (action === "cancel") world.registrants.drop(registrant.id);
    else world.registrants.put(registrant.id, { ...registrant, status });
  }
  return noContent;
}
