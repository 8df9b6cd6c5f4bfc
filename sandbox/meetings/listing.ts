import { after, isZone, momentOf, seconds, type Instant } from "../../src/lib/time.ts";
import { invalid, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Kind, Meeting } from "../account.ts";
import { liveOf } from "../live/live.ts";
import { page } from "../paging.ts";
import { findUser, noSuchUser } from "../users/users.ts";
import { account, type World } from "../world.ts";
import { hasExpired, lacksWebinars, PLAN_MISSING, plannedEnd } from "./find.ts";
import { PERSONAL, WITHOUT_TIME } from "./personal.ts";
import { datesOf } from "./recurrence.ts";
import { listView } from "./view.ts";

/** Running meetings can be listed, running webinars cannot. */
const LISTS: Record<Kind, string[]> = {
  meeting: ["scheduled", "live", "upcoming", "upcoming_meetings", "previous_meetings"],
  webinar: ["scheduled", "upcoming"],
};

export function listMeetings(call: Call, kind: Kind): Answer {
  const { world } = call;
  const user = findUser(world, call.params["userId"]!);
  if (user === null) return noSuchUser(call.params["userId"]!);
  if (kind === "webinar" && lacksWebinars(user)) return refuse(400, 200, PLAN_MISSING);
  const type = call.query.get("type") ?? "scheduled";
  if (!LISTS[kind].includes(type)) return invalid([{ field: "type", message: "Invalid field." }]);
  const days = kind === "meeting" ? daysOf(call, user.timezone) : ALWAYS;
  if (days === "malformed") return invalid([{ field: "from", message: "Invalid field." }]);
  const rows = world.meetings
    .by(user.id)
    .map((meeting) => shownOf(world, meeting))
    .filter((m): m is Meeting => m !== null && m.kind === kind && !hasExpired(world, m))
    .flatMap((m) => rowsOf(m, type))
    .filter((m) => belongs(world, m, type))
    .filter((m) => days.from <= m.startAt && m.startAt < days.to)
    .toSorted((a, b) => a.startAt - b.startAt || a.id - b.id);
  return page(call, `${kind}s`, rows, (m) => listView(world, m), { page_number: Number(call.query.get("page_number") ?? 1) });
}

/** Lists of what is ahead or behind hold each date of what recurs, all under one number; every other list holds it once. */
const rowsOf = (meeting: Meeting, type: string): Meeting[] =>
  type.startsWith("upcoming") || type === "previous_meetings" ? datesOf(meeting).map((startAt) => ({ ...meeting, startAt, recurrence: null })) : [meeting];

/** What lists know of it by now. */
function shownOf(world: World, meeting: Meeting): Meeting | null {
  if (meeting.listedAt > world.at) return null;
  const { formerly } = meeting;
  if (formerly !== undefined && formerly !== null && formerly.until > world.at) return formerly.was;
  return meeting.deletedAt === null ? meeting : null;
}

/** Put down with what was changed or deleted, where lists lag behind that too. */
export function lagging(world: World, before: Meeting): Pick<Meeting, "formerly"> {
  const { listsLagBehind, listLagSeconds } = account(world);
  if (listsLagBehind !== "everything") return { formerly: null };
  const { formerly: _, ...was } = shownOf(world, before) ?? before;
  return { formerly: { until: after(world.at, seconds(listLagSeconds)), was } };
}

function belongs(world: World, meeting: Meeting, type: string): boolean {
  const live = liveOf(world, meeting.id) !== null;
  if (type === "live") return live;
  if (meeting.type === PERSONAL) return false;
  if (meeting.type === WITHOUT_TIME) return type !== "previous_meetings";
  const over = !live && plannedEnd(meeting) < world.at;
  if (type.startsWith("upcoming")) return !over;
  return type === "previous_meetings" ? over : true;
}

type Days = { from: number; to: number };
const ALWAYS: Days = { from: -Infinity, to: Infinity };

/** Whole days on the wall of the zone that is asked for, the last one included. */
function daysOf(call: Call, ofUser: string): Days | "malformed" {
  const zone = call.query.get("timezone") ?? ofUser;
  const from = midnight(call.query.get("from"), zone);
  const to = midnight(call.query.get("to"), zone);
  if (from === "malformed" || to === "malformed") return "malformed";
  return { from: from ?? -Infinity, to: to === null ? Infinity : to + 86_400_000 };
}

function midnight(day: string | null, zone: string): Instant | null | "malformed" {
  if (day === null || day === "") return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !isZone(zone)) return "malformed";
  const moment = momentOf(`${day}T00:00`, zone, "earlier");
  return moment.ok ? moment.value : "malformed";
}
