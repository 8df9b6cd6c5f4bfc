import { minutes, type Instant } from "../../src/lib/time.ts";
import type { Instance, Meeting, Plan, Registrant, Row, Stay, User } from "../account.ts";
import { emitEnded, emitPerson, emitStarted, emitWaiting } from "../webhooks/events.ts";
import { secret, uuid } from "../ids.ts";
import { mayStart } from "../meetings/alternatives.ts";
import { account, count, type World } from "../world.ts";

export type Entered = { ok: true; participantId: string; where: Stay["where"] } | { ok: false; because: string };

export const liveOf = (world: World, meetingId: number): Instance | null => world.instances.by(meetingId).find((i) => i.endedAt === null) ?? null;
export const staysOf = (world: World, meetingId: number, uuid: string): Stay[] => world.stays.by(meetingId).filter((stay) => stay.uuid === uuid);
export const inside = (world: World, meetingId: number): Stay[] => world.stays.by(meetingId).filter((stay) => stay.where !== "left");

const liveMeetingsOf = (world: World, hostId: string): Meeting[] => world.meetings.by(hostId).filter((meeting) => liveOf(world, meeting.id) !== null);

/** What plans say of a licensed host, and what the add-on makes of it. Of how many it allows Zoom gives no number. */
const AT_ONCE: Record<Plan, number> = { free: 1, pro: 1, business: 2, education: 2 };
const WITH_ADD_ON = 4;

function allowedAtOnce(world: World, host: User | undefined): number {
  if (host?.type !== 2) return 1;
  if (["Basic", "Plus"].includes(host.feature.concurrent_meeting)) return WITH_ADD_ON;
  const { concurrentMeetings, plan } = account(world);
  return concurrentMeetings === "by plan" ? AT_ONCE[plan] : concurrentMeetings;
}

/** The live meetings in the way of starting this one: never two webinars, never a webinar and a meeting, and so many meetings as the plan says. */
export function inTheWay(world: World, meeting: Meeting): Meeting[] {
  const live = liveMeetingsOf(world, meeting.hostId).filter((other) => other.id !== meeting.id);
  const allowed = allowedAtOnce(world, world.users.get(meeting.hostId));
  const webinars = meeting.kind === "webinar" || live.some((other) => other.kind === "webinar");
  return webinars ? live : live.slice(0, Math.max(0, live.length - allowed + 1));
}

/** The host opens the door. When others of this host's are in the way Zoom asks whether to end them: `endOthers` says yes. */
export function startMeeting(world: World, meeting: Meeting, host: User, endOthers: boolean): Entered {
  if (!mayStart(world, meeting, host)) return { ok: false, because: "not_the_host" };
  if (host.status !== "active") return { ok: false, because: "host_inactive" };
  if (meeting.kind === "webinar" && !host.feature.webinar) return { ok: false, because: "no_webinar_plan" };
  const others = liveOf(world, meeting.id) === null ? inTheWay(world, meeting) : [];
  if (others.length > 0 && !endOthers) return { ok: false, because: "host_has_another_meeting" };
  for (const other of others) endMeeting(world, other, "Host started a new meeting.");
  const instance = liveOf(world, meeting.id) ?? begin(world, meeting);
  const stay = newStay(world, meeting, {
    name: `${host.first_name} ${host.last_name}`,
    email: host.email,
    accountUserId: host.id,
    registrantId: "",
    host: true,
  });
  letIn(world, meeting, instance, stay);
  for (const waiting of world.stays.by(meeting.id).filter((s) => s.where === "waiting_for_host")) enter(world, meeting, instance, waiting);
  return { ok: true, participantId: stay.id, where: "in" };
}

function begin(world: World, meeting: Meeting): Instance {
  const { uuid, id, kind, hostId, topic } = meeting;
  const instance: Instance = { uuid, meetingId: id, kind, hostId, topic, startedAt: world.at, endedAt: null };
  world.instances.put(uuid, instance);
  emitStarted(world, meeting, instance);
  return instance;
}

type Newcomer = Pick<Stay, "name" | "email" | "accountUserId" | "registrantId" | "host">;

function newStay(world: World, meeting: Meeting, who: Newcomer): Stay {
  const id = secret(world, 12);
  return world.stays.put(id, { ...who, id, meetingId: meeting.id, uuid: null, knockedAt: world.at, where: "waiting_for_host", rows: [] });
}

export type Guest = { name: string; registrant: Registrant | null; user: User | null };

/** Somebody knocks. What they are called and whether Zoom knows their address depends on how they come. */
export function joinMeeting(world: World, meeting: Meeting, guest: Guest): Entered {
  const live = liveOf(world, meeting.id);
  const early = live === null && !mayComeBeforeHost(world, meeting);
  if (live === null && !early && inTheWay(world, meeting).length > 0) return { ok: false, because: "host_has_another_meeting" };
  if (live !== null && isFull(world, meeting)) return { ok: false, because: "full" };
  const email = guest.user?.email ?? guest.registrant?.email ?? "";
  const stay = newStay(world, meeting, { name: guest.name, email, accountUserId: guest.user?.id ?? "", registrantId: guest.registrant?.id ?? "", host: false });
  if (early) emitWaiting(world, meeting, stay);
  else enter(world, meeting, live ?? begin(world, meeting), stay);
  return { ok: true, participantId: stay.id, where: stay.where };
}

function mayComeBeforeHost(world: World, meeting: Meeting): boolean {
  if (meeting.kind === "webinar" || meeting.settings["join_before_host"] !== true) return false;
  const early = Number(meeting.settings["jbh_time"] ?? 0);
  return early === 0 || world.at >= meeting.startAt - minutes(early);
}

function isFull(world: World, meeting: Meeting): boolean {
  const feature = world.users.get(meeting.hostId)?.feature;
  const capacity =
    meeting.kind === "webinar" ? (feature?.webinar_capacity ?? 0) : Math.max(feature?.meeting_capacity ?? 0, feature?.large_meeting_capacity ?? 0);
  return inside(world, meeting.id).length >= capacity;
}

function enter(world: World, meeting: Meeting, instance: Instance, stay: Stay): void {
  if (meeting.settings["waiting_room"] !== true || meeting.kind === "webinar") return letIn(world, meeting, instance, stay);
  const row = openRow(world, instance, stay, "in_waiting_room");
  emitPerson(world, "participant_joined_waiting_room", meeting, instance, stay, row);
}

function letIn(world: World, meeting: Meeting, instance: Instance, stay: Stay): void {
  const row = openRow(world, instance, stay, "in_meeting");
  emitPerson(world, "participant_joined", meeting, instance, stay, row);
}

function openRow(world: World, instance: Instance, stay: Stay, status: Row["status"]): Row {
  const row: Row = { userId: String(16_778_240 + count(world, "rows") * 1024), joinAt: world.at, leaveAt: null, status };
  stay.uuid = instance.uuid;
  stay.where = status === "in_meeting" ? "in" : "waiting_room";
  stay.rows.push(row);
  world.stays.put(stay.id, stay);
  return row;
}

function closeRow(world: World, stay: Stay, leaveReason?: string): Row | null {
  const row = stay.rows.at(-1);
  if (row === undefined || row.leaveAt !== null) return null;
  row.leaveAt = world.at;
  if (leaveReason !== undefined) row.leaveReason = leaveReason;
  world.stays.put(stay.id, stay);
  return row;
}

/** From the waiting room into the meeting: another row, as in Zoom's report. */
export function admitPerson(world: World, meeting: Meeting, stay: Stay): Entered {
  const instance = liveOf(world, meeting.id);
  if (instance === null || stay.where !== "waiting_room") return { ok: false, because: "not_in_waiting_room" };
  const row = closeRow(world, stay)!;
  emitPerson(world, "participant_admitted", meeting, instance, stay, row);
  letIn(world, meeting, instance, stay);
  return { ok: true, participantId: stay.id, where: stay.where };
}

/** When the last one has gone the meeting is over. */
export function leaveMeeting(world: World, meeting: Meeting, stay: Stay): Entered {
  if (stay.where === "left") return { ok: false, because: "already_left" };
  depart(world, meeting, stay, `left the ${meeting.kind}.`);
  if (liveOf(world, meeting.id) !== null && !inside(world, meeting.id).some((other) => other.where === "in"))
    endMeeting(world, meeting, `Host ended the ${meeting.kind}.`);
  return { ok: true, participantId: stay.id, where: "left" };
}

function depart(world: World, meeting: Meeting, stay: Stay, reason: string): void {
  const instance = liveOf(world, meeting.id);
  const was = stay.where;
  const row = closeRow(world, stay, reason);
  stay.where = "left";
  world.stays.put(stay.id, stay);
  if (row === null || instance === null) return;
  emitPerson(world, was === "in" ? "participant_left" : "participant_left_waiting_room", meeting, instance, stay, row, reason);
}

/** Everybody out, and the next time it will be another instance with another uuid. */
export function endMeeting(world: World, meeting: Meeting, reason: string): boolean {
  const instance = liveOf(world, meeting.id);
  if (instance === null) return false;
  for (const stay of staysOf(world, meeting.id, instance.uuid)) if (stay.where !== "left") depart(world, meeting, stay, reason);
  const ended: Instance = { ...instance, endedAt: world.at as Instant };
  world.instances.put(ended.uuid, ended);
  emitEnded(world, meeting, ended);
  const current = world.meetings.get(meeting.id);
  if (current !== undefined) world.meetings.put(meeting.id, { ...current, uuid: uuid(world) });
  return true;
}
