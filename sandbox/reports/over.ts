import { days, minutes, seconds, type Instant } from "../../src/lib/time.ts";
import { refuse, type Answer } from "../answer.ts";
import type { Instance, Kind, Row, Stay } from "../account.ts";
import { chance } from "../ids.ts";
import { liveOf, staysOf } from "../live/live.ts";
import { account, type World } from "../world.ts";

const REPORTED_FOR = days(365);

export type OverInstance = Instance & { endedAt: Instant };
export type Over = { ok: true; instance: OverInstance } | { ok: false; answer: Answer };

/** How each question says that it knows nothing of a meeting, and that the meeting is too old. */
export type Words = { unknown: (id: string) => string; tooOld: string };

const NAMES: Record<Kind, string> = { meeting: "Meeting", webinar: "Webinar" };
export const notYet = (kind: Kind): Answer => refuse(404, 3001, `${NAMES[kind]} ID is invalid or not end.`);

/** By uuid, or by number: then the last one that is over, unless it runs again. */
export function findOver(world: World, kind: Kind, id: string, words: Words): Over {
  const instance = /^\d{9,11}$/.test(id) ? lastOf(world, Number(id)) : world.instances.get(id);
  if (instance === undefined || instance === null || instance.kind !== kind) {
    const planned = world.meetings.get(id)?.kind === kind;
    return { ok: false, answer: planned ? notYet(kind) : refuse(404, 3001, words.unknown(id)) };
  }
  if (instance.endedAt === null) return { ok: false, answer: notYet(kind) };
  if (instance.endedAt < world.at - REPORTED_FOR) return { ok: false, answer: refuse(400, 12702, words.tooOld) };
  const over = { ...instance, endedAt: instance.endedAt };
  return isReadable(world, over) ? { ok: true, instance: over } : { ok: false, answer: notYet(kind) };
}

const lastOf = (world: World, meetingId: number): Instance | null =>
  liveOf(world, meetingId) ??
  world.instances
    .by(meetingId)
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .at(-1) ??
  null;

/** Moments of a report: first nothing, then rows without an end, at last everything. Each meeting has its own pace, the same each time. */
export const isReadable = (world: World, instance: OverInstance): boolean =>
  world.at >= instance.endedAt + minutes(account(world).reportDelayMinutes) + seconds(Math.floor(chance(instance.uuid) * 90));

export const isComplete = (world: World, instance: OverInstance): boolean =>
  world.at >= instance.endedAt + minutes(account(world).reportCompleteMinutes) + seconds(Math.floor(chance(instance.uuid) * 180));

export type ReportRow = { stay: Stay; row: Row; ready: boolean };

type Told = { rows: ReportRow[]; people: number };

/** Of instances that are complete nothing changes any more, and of large ones every page would otherwise cost as much as all of them. */
const complete = new WeakMap<World, Map<string, Told>>();
const MOST_KEPT = 20;

function told(world: World, instance: OverInstance): Told {
  const tell = (ready: boolean): Told => ({ rows: rowsNow(world, instance, ready), people: peopleIn(world, instance).length });
  if (!isComplete(world, instance)) return tell(false);
  const kept = complete.get(world) ?? new Map<string, Told>();
  complete.set(world, kept);
  const known = kept.get(instance.uuid);
  if (known !== undefined) return known;
  const now = tell(true);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(instance.uuid, now);
  return now;
}

export const rowsOf = (world: World, instance: OverInstance): ReportRow[] => told(world, instance).rows;

/** Zoom makes no report of a meeting of one. */
export const isOfOne = (world: World, instance: OverInstance): boolean => told(world, instance).people < 2;

function rowsNow(world: World, instance: OverInstance, ready: boolean): ReportRow[] {
  const all = staysOf(world, instance.meetingId, instance.uuid).flatMap((stay) => stay.rows.map((row) => ({ stay, row })));
  const ordered = all.toSorted((a, b) => a.row.joinAt - b.row.joinAt || (a.row.userId < b.row.userId ? -1 : 1));
  return ordered.map(({ stay, row }, i) => ({ stay, row, ready: ready || (i > 0 && chance(instance.uuid + row.userId) > 0.35) }));
}

/** People, not rows: who was only in the waiting room is nobody. */
export function peopleIn(world: World, instance: Instance): Stay[] {
  const people = new Map<string, Stay>();
  for (const stay of staysOf(world, instance.meetingId, instance.uuid))
    if (stay.rows.some((row) => row.status === "in_meeting")) people.set(stay.accountUserId || stay.registrantId || stay.name, stay);
  return [...people.values()];
}

/** What every summary of a meeting that is over tells. The sums are nought until the report is complete. */
export function summary(world: World, instance: OverInstance): Record<string, unknown> {
  const host = world.users.get(instance.hostId);
  const rows = rowsOf(world, instance).filter(({ row }) => row.status === "in_meeting");
  const stayed = rows.reduce((sum, { row }) => sum + ((row.leaveAt ?? instance.endedAt) - row.joinAt), 0);
  const complete = isComplete(world, instance);
  return {
    uuid: instance.uuid,
    id: instance.meetingId,
    type: world.meetings.get(instance.meetingId)?.type ?? (instance.kind === "meeting" ? 2 : 5),
    topic: instance.topic,
    user_name: `${host?.first_name ?? ""} ${host?.last_name ?? ""}`.trim(),
    user_email: host?.email ?? "",
    duration: complete ? Math.ceil((instance.endedAt - instance.startedAt) / 60_000) : 0,
    total_minutes: complete ? Math.ceil(stayed / 60_000) : 0,
    participants_count: peopleIn(world, instance).length,
  };
}
