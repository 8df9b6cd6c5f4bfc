import { days, minutes, seconds, type Instant } from "../../src/lib/time.ts";
import { ok, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Instance, Kind, Row, Stay } from "../account.ts";
import { chance } from "../ids.ts";
import { liveOf, staysOf } from "../live/live.ts";
import { page } from "../paging.ts";
import { account, zoomTime, type World } from "../world.ts";

const REPORTED_FOR = days(365);

type Over = { ok: true; instance: Instance & { endedAt: Instant } } | { ok: false; answer: Answer };

const notThere = (kind: Kind, id: string): Over => ({
  ok: false,
  answer: refuse(404, 3001, `${kind === "meeting" ? "Meeting" : "Webinar"} ID is invalid or not end: ${id}.`),
});

/** By uuid, or by number: then the last one that is over, unless it runs again. */
function findOver(world: World, kind: Kind, id: string): Over {
  const instance = /^\d{9,11}$/.test(id) ? lastOf(world, Number(id)) : world.instances.get(id);
  if (instance === undefined || instance === null || instance.kind !== kind || instance.endedAt === null) return notThere(kind, id);
  if (instance.endedAt < world.at - REPORTED_FOR) return { ok: false, answer: refuse(400, 12702, "Can not access a meeting a year ago.") };
  return { ok: true, instance: { ...instance, endedAt: instance.endedAt } };
}

const lastOf = (world: World, meetingId: number): Instance | null =>
  liveOf(world, meetingId) ??
  world.instances
    .by(meetingId)
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .at(-1) ??
  null;

/** Moments of a report: first nothing, then rows without an end, at last everything. Each meeting has its own pace, the same each time. */
function paceOf(world: World, instance: Instance & { endedAt: Instant }): { readableAt: number; completeAt: number } {
  const { reportDelayMinutes, reportCompleteMinutes } = account(world);
  const jitter = chance(instance.uuid);
  return {
    readableAt: instance.endedAt + minutes(reportDelayMinutes) + seconds(Math.floor(jitter * 90)),
    completeAt: instance.endedAt + minutes(reportCompleteMinutes) + seconds(Math.floor(jitter * 180)),
  };
}

type ReportRow = { stay: Stay; row: Row; ready: boolean };

function rowsOf(world: World, instance: Instance & { endedAt: Instant }): ReportRow[] {
  const complete = world.at >= paceOf(world, instance).completeAt;
  const all = staysOf(world, instance.meetingId, instance.uuid).flatMap((stay) => stay.rows.map((row) => ({ stay, row })));
  const ordered = all.toSorted((a, b) => a.row.joinAt - b.row.joinAt || (a.row.userId < b.row.userId ? -1 : 1));
  return ordered.map(({ stay, row }, i) => ({ stay, row, ready: complete || (i > 0 && chance(instance.uuid + row.userId) > 0.35) }));
}

/** People, not rows: who was only in the waiting room is nobody. */
const peopleIn = (world: World, instance: Instance): number => {
  const stays = staysOf(world, instance.meetingId, instance.uuid).filter((stay) => stay.rows.some((row) => row.status === "in_meeting"));
  return new Set(stays.map((stay) => stay.accountUserId || stay.registrantId || stay.name)).size;
};

function rowView({ stay, row, ready }: ReportRow): Record<string, unknown> {
  const leaveAt = row.leaveAt ?? row.joinAt;
  return {
    id: stay.accountUserId,
    participant_user_id: stay.accountUserId,
    user_id: row.userId,
    name: stay.name,
    user_email: stay.email,
    join_time: zoomTime(row.joinAt),
    ...(ready ? { leave_time: zoomTime(leaveAt) } : {}),
    duration: ready ? Math.round((leaveAt - row.joinAt) / 1000) : 0,
    failover: false,
    status: row.status,
    customer_key: "",
    bo_mtg_id: "",
  };
}

/** GET /report/…/participants. A meeting of one has no report. */
export function reportParticipants(call: Call, kind: Kind): Answer {
  const { world } = call;
  const id = call.params["uuid"]!;
  const found = findOver(world, kind, id);
  if (!found.ok) return found.answer;
  if (world.at < paceOf(world, found.instance).readableAt || peopleIn(world, found.instance) < 2) return (notThere(kind, id) as { answer: Answer }).answer;
  const withRegistrant = (call.query.get("include_fields") ?? "").split(",").includes("registrant_id");
  const view = (row: ReportRow): unknown => ({ ...rowView(row), ...(withRegistrant ? { registrant_id: row.stay.registrantId } : {}) });
  return page(call, "participants", rowsOf(world, found.instance), view);
}

/** GET /past_…/participants: the same people, told apart from outsiders, empty for a meeting of one. */
export function pastParticipants(call: Call, kind: Kind): Answer {
  const { world } = call;
  const id = call.params["uuid"]!;
  const found = findOver(world, kind, id);
  if (!found.ok) return found.answer;
  if (world.at < paceOf(world, found.instance).readableAt) return (notThere(kind, id) as { answer: Answer }).answer;
  const rows = peopleIn(world, found.instance) < 2 ? [] : rowsOf(world, found.instance);
  const view = (row: ReportRow): unknown => {
    const { customer_key: _key, bo_mtg_id: _room, participant_user_id: _user, ...rest } = rowView(row);
    return { ...rest, registrant_id: row.stay.registrantId, internal_user: row.stay.accountUserId !== "" };
  };
  return page(call, "participants", rows, view);
}

export function pastInstances(call: Call, kind: Kind): Answer {
  const { world } = call;
  const id = call.params[`${kind}Id`]!;
  const meeting = world.meetings.get(id);
  if (meeting === undefined || meeting.kind !== kind) return (notThere(kind, id) as { answer: Answer }).answer;
  const over = world.instances.by(meeting.id).filter((instance) => instance.endedAt !== null);
  return ok({ [`${kind}s`]: over.map((instance) => ({ uuid: instance.uuid, start_time: zoomTime(instance.startedAt) })) });
}

/** GET /past_meetings/{uuid}: when it really began and ended. */
export function pastMeeting(call: Call): Answer {
  const { world } = call;
  const found = findOver(world, "meeting", call.params["uuid"]!);
  if (!found.ok) return found.answer;
  const { instance } = found;
  const host = world.users.get(instance.hostId);
  const rows = rowsOf(world, instance).filter(({ row }) => row.status === "in_meeting");
  const stayed = rows.reduce((sum, { row }) => sum + ((row.leaveAt ?? instance.endedAt) - row.joinAt), 0);
  return ok({
    uuid: instance.uuid,
    id: instance.meetingId,
    host_id: instance.hostId,
    type: world.meetings.get(instance.meetingId)?.type ?? 2,
    topic: instance.topic,
    user_name: `${host?.first_name ?? ""} ${host?.last_name ?? ""}`.trim(),
    user_email: host?.email ?? "",
    start_time: zoomTime(instance.startedAt),
    end_time: zoomTime(instance.endedAt),
    duration: Math.ceil((instance.endedAt - instance.startedAt) / 60_000),
    total_minutes: Math.ceil(stayed / 60_000),
    participants_count: peopleIn(world, instance),
    dept: host?.dept ?? "",
    source: "Zoom",
    has_meeting_summary: false,
  });
}
