import { days, seconds, minutes, after } from "../../src/lib/time.ts";
import { created, invalid, noContent, ok, refuse, type Answer } from "../answer.ts";
import { record, text, type Call } from "../call.ts";
import type { Kind, Meeting, User } from "../account.ts";
import { emitScheduled, emitUpdated } from "../webhooks/events.ts";
import { meetingNumber, secret, uuid } from "../ids.ts";
import { overHostDay } from "../limits.ts";
import { endMeeting, liveOf } from "../live/live.ts";
import { eventView, fullView, listView } from "./view.ts";
import { readPlan } from "./plan.ts";
import { page } from "../paging.ts";
import { findUser, noSuchUser } from "../users/users.ts";
import { account, type World } from "../world.ts";
import { planVisit } from "../live/visitors.ts";

const EXPIRES: Record<Kind, number> = { meeting: days(30), webinar: days(90) };
const PLAN_MISSING = "Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for this user in order to perform this action.";

/** Running meetings can be listed, running webinars cannot. */
const LISTS: Record<Kind, string[]> = {
  meeting: ["scheduled", "live", "upcoming", "upcoming_meetings", "previous_meetings"],
  webinar: ["scheduled", "upcoming"],
};

export type Found = { ok: true; meeting: Meeting } | { ok: false; answer: Answer };

/** By its number, as the right kind, not deleted and not expired. */
export function findMeeting(world: World, kind: Kind, id: string): Found {
  const meeting = world.meetings.get(id);
  if (!/^\d{9,11}$/.test(id)) return { ok: false, answer: refuse(400, 300, `Invalid ${kind} id.`) };
  if (meeting === undefined || meeting.deletedAt !== null || hasExpired(world, meeting)) {
    return { ok: false, answer: refuse(404, 3001, `${kind === "meeting" ? "Meeting" : "Webinar"} does not exist: ${id}.`) };
  }
  if (meeting.kind !== kind) return { ok: false, answer: refuse(400, 3000, `Cannot access ${meeting.kind} info.`) };
  if (kind === "webinar" && lacksWebinars(world.users.get(meeting.hostId))) return { ok: false, answer: refuse(400, 200, PLAN_MISSING) };
  return { ok: true, meeting };
}

const hasExpired = (world: World, meeting: Meeting): boolean =>
  after(meeting.startAt, minutes(meeting.duration) + EXPIRES[meeting.kind]) < world.at && liveOf(world, meeting.id) === null;

const lacksWebinars = (user: User | undefined): boolean => user === undefined || user.type !== 2 || !user.feature.webinar;

const idOf = (call: Call, kind: Kind): string => call.params[`${kind}Id`]!;

export function listMeetings(call: Call, kind: Kind): Answer {
  const { world } = call;
  const user = findUser(world, call.params["userId"]!);
  if (user === null) return noSuchUser(call.params["userId"]!);
  if (kind === "webinar" && lacksWebinars(user)) return refuse(400, 200, PLAN_MISSING);
  const type = call.query.get("type") ?? "scheduled";
  if (!LISTS[kind].includes(type)) return invalid([{ field: "type", message: "Invalid field." }]);
  const all = world.meetings.by(user.id).filter((m) => m.kind === kind && m.deletedAt === null && m.listedAt <= world.at && !hasExpired(world, m));
  const rows = all.filter((m) => belongs(world, m, type)).toSorted((a, b) => a.startAt - b.startAt || a.id - b.id);
  return page(call, `${kind}s`, rows, (m) => listView(world, m), { page_number: 1 });
}

function belongs(world: World, meeting: Meeting, type: string): boolean {
  const live = liveOf(world, meeting.id) !== null;
  if (type === "live") return live;
  const over = !live && after(meeting.startAt, minutes(meeting.duration)) < world.at;
  if (type.startsWith("upcoming")) return !over;
  return type === "previous_meetings" ? over : true;
}

export function createMeeting(call: Call, kind: Kind): Answer {
  const { world, body } = call;
  const host = findUser(world, call.params["userId"]!);
  if (host === null || host.status === "pending") return noSuchUser(call.params["userId"]!);
  if (host.status !== "active") return refuse(400, 3161, "Meeting hosting and scheduling capabilities are not allowed for your user account.");
  if (kind === "webinar" && lacksWebinars(host)) return refuse(400, 200, PLAN_MISSING);
  const { errors, plan } = readPlan(world, kind, body, host, null);
  if (errors.length > 0) return invalid(errors);
  const over = overHostDay(world, host.id, "create");
  if (over !== null) return over;
  const id = meetingNumber(world);
  const password = plan.password ?? (body["default_password"] === false ? "" : passcode(world));
  const listedAt = after(world.at, seconds(account(world).listLagSeconds));
  const meeting: Meeting = {
    ...plan, id, kind, password, listedAt,
    uuid: uuid(world), hostId: host.id, joinKey: secret(world, 20), createdAt: world.at, source: "open_api", deletedAt: null,
  }; // prettier-ignore
  world.meetings.put(id, meeting);
  emitScheduled(world, "created", meeting, eventView(world, meeting));
  planVisit(world, meeting);
  return created(fullView(world, meeting, "waiting"));
}

const passcode = (world: World): string => String(100_000 + Math.floor(world.options.random.unit() * 900_000));

export function getMeeting(call: Call, kind: Kind): Answer {
  const found = findMeeting(call.world, kind, idOf(call, kind));
  if (!found.ok) return found.answer;
  return ok(fullView(call.world, found.meeting, liveOf(call.world, found.meeting.id) === null ? "waiting" : "started"));
}

export function patchMeeting(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind));
  if (!found.ok) return found.answer;
  const before = found.meeting;
  const { errors, plan } = readPlan(world, kind, call.body, world.users.get(before.hostId)!, before);
  if (errors.length > 0) return invalid(errors);
  const over = overHostDay(world, before.hostId, "update");
  if (over !== null) return over;
  const password = plan.password ?? before.password;
  const meeting: Meeting = { ...before, ...plan, password, joinKey: password === before.password ? before.joinKey : secret(world, 20) };
  world.meetings.put(meeting.id, meeting);
  tellChange(world, before, meeting);
  if (meeting.startAt !== before.startAt) planVisit(world, meeting);
  return noContent;
}

function tellChange(world: World, before: Meeting, meeting: Meeting): void {
  const old: Record<string, unknown> = { ...eventView(world, before), agenda: before.agenda };
  const now: Record<string, unknown> = { ...eventView(world, meeting), agenda: meeting.agenda };
  const names = Object.keys(now).filter((name) => now[name] !== old[name]);
  const settings = Object.keys(meeting.settings).filter((name) => meeting.settings[name] !== before.settings[name]);
  if (names.length + settings.length === 0) return;
  const part = (from: Record<string, unknown>, keys: string[]): Record<string, unknown> => Object.fromEntries(keys.map((key) => [key, from[key]]));
  const withSettings = (from: Meeting): Record<string, unknown> => (settings.length === 0 ? {} : { settings: part(from.settings, settings) });
  emitUpdated(world, meeting, { ...part(now, names), ...withSettings(meeting) }, { ...part(old, names), ...withSettings(before) });
}

export function deleteMeeting(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind));
  if (!found.ok) return found.answer;
  if (liveOf(world, found.meeting.id) !== null) return refuse(400, 3002, `You cannot delete this ${kind} since it is in progress.`);
  const over = overHostDay(world, found.meeting.hostId, "delete");
  if (over !== null) return over;
  const meeting = { ...found.meeting, deletedAt: world.at };
  world.meetings.put(meeting.id, meeting);
  const { join_url: _join, password: _password, ...rest } = eventView(world, meeting);
  emitScheduled(world, "deleted", meeting, rest);
  return noContent;
}

/** Ending what isn't running is accepted and does nothing, so a 204 proves nothing. */
export function putMeetingStatus(call: Call, kind: Kind): Answer {
  const { world } = call;
  const id = idOf(call, kind);
  const action = text(record(call.body)["action"]);
  if (action === "recover") return recover(world, id, kind);
  const found = findMeeting(world, kind, id);
  if (!found.ok) return found.answer;
  if (action !== "end") return invalid([{ field: "action", message: "Invalid field." }]);
  const live = liveOf(world, found.meeting.id);
  if (live === null && account(world).endOfIdle === "404") return refuse(404, 3001, `Meeting does not exist: ${id}.`);
  const over = overHostDay(world, found.meeting.hostId, "status");
  if (over !== null) return over;
  if (live !== null) endMeeting(world, found.meeting, "Host ended the meeting.");
  return noContent;
}

function recover(world: World, id: string, kind: Kind): Answer {
  const meeting = world.meetings.get(id);
  const hasHost = world.users.get(meeting?.hostId ?? "") !== undefined;
  if (meeting === undefined || meeting.kind !== kind || meeting.deletedAt === null || !hasHost) return refuse(404, 3001, `Meeting does not exist: ${id}.`);
  world.meetings.put(meeting.id, { ...meeting, deletedAt: null });
  return noContent;
}
