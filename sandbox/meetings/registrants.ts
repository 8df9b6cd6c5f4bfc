import { invalid, ok, refuse, type Answer } from "../answer.ts";
import { isWrong, list, record, text, type Call } from "../call.ts";
import type { Kind, Meeting, Registrant } from "../account.ts";
import { secret } from "../ids.ts";
import { page } from "../paging.ts";
import { zoomTime, type World } from "../world.ts";
import { findMeeting, idOf } from "./find.ts";
import { tellRegistered } from "./registration-events.ts";
import { personalUrl } from "./view.ts";

const AUTOMATIC = 0;
const NONE = 2;

export const takesRegistrants = (meeting: Meeting): boolean => meeting.settings["approval_type"] !== NONE;

/** What a form may ask besides name and address. */
const ANSWERS = [
  "address", "city", "country", "zip", "state", "phone", "industry", "org", "job_title",
  "purchasing_time_frame", "role_in_purchase_process", "no_of_employees", "comments",
]; // prettier-ignore

export type Applicant = Pick<Registrant, "email" | "first_name" | "last_name" | "answers">;

export function readApplicant(given: Record<string, unknown>): Applicant | null {
  const email = text(given["email"])?.trim() ?? "";
  const first_name = text(given["first_name"])?.trim() ?? "";
  const last_name = text(given["last_name"]) ?? "";
  if (["last_name", ...ANSWERS].some((name) => isWrong(given[name], "string"))) return null;
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 128 || first_name === "" || first_name.length > 64 || last_name.length > 64) return null;
  return { email, first_name, last_name, answers: readAnswers(given) };
}

function readAnswers(given: Record<string, unknown>): Record<string, unknown> {
  const filledIn = ANSWERS.filter((name) => text(given[name]) !== null).map((name) => [name, given[name]]);
  const questions = list(given["custom_questions"])
    .map(record)
    .map(({ title, value }) => ({ title: text(title) ?? "", value: text(value) ?? "" }));
  return { ...Object.fromEntries(filledIn), ...(questions.length === 0 ? {} : { custom_questions: questions }) };
}

export const answersOf = ({ answers }: Registrant): Record<string, unknown> => ({
  ...Object.fromEntries(ANSWERS.map((name) => [name, ""])),
  custom_questions: [],
  ...answers,
});

export const findByEmail = (world: World, meetingId: number, email: string): Registrant | undefined =>
  world.registrants.by(meetingId).find((r) => r.email.toLowerCase() === email.toLowerCase());

/** Asking again for the same address gives the same registrant, and still counts for the day. */
export function enrol(world: World, meeting: Meeting, applicant: Applicant, approve: boolean): Registrant {
  const known = findByEmail(world, meeting.id, applicant.email);
  if (known !== undefined) return known;
  const status = approve || meeting.settings["approval_type"] === AUTOMATIC ? "approved" : "pending";
  const registrant: Registrant = {
    ...applicant,
    id: secret(world, 16),
    meetingId: meeting.id,
    status,
    create_time: world.at,
    tk: secret(world, 24),
    pin: 100_000 + Math.floor(world.random.unit() * 900_000),
  };
  world.registrants.put(registrant.id, registrant);
  tellRegistered(world, meeting, registrant, answersOf(registrant));
  return registrant;
}

/** Only who is approved has an address of their own. A code for the telephone is a matter of meetings. */
export function addressOf(world: World, meeting: Meeting, registrant: Registrant): Record<string, unknown> {
  if (registrant.status !== "approved") return {};
  const pin = meeting.kind === "meeting" ? { participant_pin_code: registrant.pin } : {};
  return { join_url: personalUrl(world, meeting, registrant), ...pin };
}

export const registrantView = (world: World, meeting: Meeting, registrant: Registrant): Record<string, unknown> => ({
  id: registrant.id,
  email: registrant.email,
  first_name: registrant.first_name,
  last_name: registrant.last_name,
  ...answersOf(registrant),
  status: registrant.status,
  create_time: zoomTime(registrant.create_time),
  ...addressOf(world, meeting, registrant),
});

export function listRegistrants(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind), refuse(400, 300, "Cannot access webinar info."));
  if (!found.ok) return found.answer;
  const status = call.query.get("status") ?? "approved";
  if (!["approved", "pending", "denied"].includes(status)) return invalid([{ field: "status", message: "Invalid field." }]);
  const rows = world.registrants.by(found.meeting.id).filter((r) => r.status === status);
  return page(call, "registrants", rows, (r) => registrantView(world, found.meeting, r), { page_number: Number(call.query.get("page_number") ?? 1) });
}

export const INVALID_REGISTRANT = refuse(400, 300, "The value that you entered for the Registrant ID field is invalid. Enter a valid value and try again.");

export function getRegistrant(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind));
  if (!found.ok) return found.answer;
  if (kind === "webinar" && !takesRegistrants(found.meeting))
    return refuse(400, 3000, `Registration has not been enabled for this webinar: ${found.meeting.id}.`);
  const id = call.params["registrantId"]!;
  const registrant = world.registrants.get(id);
  if (registrant === undefined || registrant.meetingId !== found.meeting.id)
    return kind === "meeting" ? INVALID_REGISTRANT : refuse(400, 3079, `This registrant does not exist: ${id}.`);
  return ok({ ...registrantView(world, found.meeting, registrant), ...(kind === "webinar" ? { language: "en-US" } : {}) });
}
