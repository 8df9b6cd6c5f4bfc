import { after, momentOf, isZone, seconds, type Instant } from "../../src/lib/time.ts";
import { refuse, type Answer, type FieldError } from "../answer.ts";
import { isWrong, record, text } from "../call.ts";
import { recurrenceErrors } from "./recurrence.ts";
import { readSettings } from "./settings.ts";
import type { Kind, Meeting, Settings, User } from "../account.ts";
import { findUser } from "../users/users.ts";
import type { World } from "../world.ts";

/** What a create or an update asks for, read over what was there. */
export type Planned = {
  errors: FieldError[];
  plan: {
    topic: string;
    agenda: string;
    type: number;
    startAt: Instant;
    duration: number;
    timezone: string;
    password: string | null;
    settings: Settings;
    recurrence: Record<string, unknown> | null;
  };
};

const TYPES: Record<Kind, number[]> = { meeting: [1, 2, 3, 8, 10], webinar: [5, 6, 9] };

type Limits = { topic: string; agenda: string; duration: number; timezone: string; password: string | null; type: number };

export function readPlan(world: World, kind: Kind, body: Record<string, unknown>, host: User, before: Meeting | null): Planned {
  const { errors: settingErrors, settings } = readSettings(kind, record(body["settings"]), before?.settings ?? null, host);
  const timezone = text(body["timezone"]) ?? before?.timezone ?? host.timezone;
  const start = readStart(body["start_time"], isZone(timezone) ? timezone : "UTC");
  const given: Limits = {
    topic: text(body["topic"]) ?? before?.topic ?? (kind === "meeting" ? "Zoom Meeting" : "Zoom Webinar"),
    agenda: text(body["agenda"]) ?? before?.agenda ?? "",
    type: typeof body["type"] === "number" ? body["type"] : (before?.type ?? TYPES[kind][kind === "meeting" ? 1 : 0]!),
    duration: body["duration"] === undefined ? (before?.duration ?? 60) : Number(body["duration"]),
    timezone,
    password: text(body["password"]),
  };
  const startError = start === "malformed" ? [{ field: "start_time", message: "Invalid field." }] : [];
  const startAt = whenItStarts(world, start === "malformed" ? null : start, before);
  const recurs = recurrenceErrors(body["recurrence"], given.type, before === null);
  return {
    errors: [...typeErrors(body), ...limitErrors(kind, given), ...startError, ...recurs, ...settingErrors],
    plan: { ...given, startAt, settings, recurrence: recurrenceOf(body["recurrence"], given.type, before) },
  };
}

/** Only what recurs at times of its own keeps how. */
function recurrenceOf(given: unknown, type: number, before: Meeting | null): Record<string, unknown> | null {
  if (type !== 8 && type !== 9) return null;
  return given === undefined || given === null ? (before?.recurrence ?? null) : record(given);
}

/** What lies in the past begins now when it is created, and is ignored when it is changed. */
function whenItStarts(world: World, start: Instant | null, before: Meeting | null): Instant {
  if (start !== null && start > world.at) return start;
  return before?.startAt ?? world.at;
}

/** A number where a text belongs, and the other way round, is not read as what was meant. */
function typeErrors(body: Record<string, unknown>): FieldError[] {
  const wrong = Object.entries(KINDS).filter(([field, kind]) => isWrong(body[field], kind));
  return wrong.map(([field]) => ({ field, message: "Invalid field." }));
}

const KINDS = {
  topic: "string", agenda: "string", timezone: "string", password: "string", schedule_for: "string", template_id: "string",
  type: "number", duration: "number",
  default_password: "boolean", default_passcode: "boolean", pre_schedule: "boolean",
  settings: "object", recurrence: "object",
} as const; // prettier-ignore

/** Nobody here may schedule for others, so it is for the host or for nobody. */
export function whyNotFor(world: World, kind: Kind, body: Record<string, unknown>, host: User, type: number): Answer | null {
  const whom = text(body["schedule_for"]) ?? "";
  if (whom === "") return null;
  if (type === 1) {
    const message = "Instant meetings do not support the `schedule_for` parameter, and you can't schedule an instant meeting for another user.";
    return refuse(400, 3000, message);
  }
  const user = findUser(world, whom);
  const where = kind === "meeting" ? "in" : "for";
  if (user === null) return refuse(400, 300, `The value that you entered ${where} the \`schedule_for\` field is invalid. Enter a valid value and try again.`);
  return user.id === host.id ? null : refuse(400, 3000, `You cannot schedule a meeting for ${whom}${kind === "meeting" ? "" : "."}`);
}

function limitErrors(kind: Kind, given: Limits): FieldError[] {
  const errors: FieldError[] = [];
  const wrong = (field: string): void => void errors.push({ field, message: "Invalid field." });
  if (given.topic.length > 200) wrong("topic");
  if (given.agenda.length > 2000) wrong("agenda");
  if (!TYPES[kind].includes(given.type)) wrong("type");
  if (!Number.isInteger(given.duration) || given.duration < 1 || given.duration > 1440) wrong("duration");
  if (!isZone(given.timezone)) wrong("timezone");
  if (given.password !== null && !/^[\w@*-]{0,10}$/.test(given.password)) wrong("password");
  return errors;
}

/** With `Z` it is UTC, without it is on the wall of the zone. Offsets are not understood. */
function readStart(given: unknown, zone: string): Instant | null | "malformed" {
  if (given === undefined || given === null || given === "") return null;
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::([0-5]\d))?(?:\.\d+)?(Z?)$/.exec(String(given));
  if (match === null) return "malformed";
  const moment = momentOf(match[1]!, match[3] === "Z" ? "UTC" : zone, "earlier");
  return moment.ok ? after(moment.value, seconds(Number(match[2] ?? 0))) : "malformed";
}
