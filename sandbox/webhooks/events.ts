import { seconds, type Instant } from "../../src/lib/time.ts";
import type { Chaos } from "../control/fault.ts";
import type { Delivery } from "./delivery.ts";
import type { Instance, Meeting, Row, Stay, User } from "../account.ts";
import { account, count, counted, toldAt, zoomTime, type World } from "../world.ts";
import { bodyOf } from "./body.ts";
import { isSubscribed, isSwitchedOff } from "./subscription.ts";

const CALM: Chaos = { drop: 0, dup: 0, reorder: 0, delaySeconds: 0 };
const KEPT = 500;

/** Writes an event down to be sent; nothing leaves before `run`. */
export function emit(world: World, event: string, payload: Record<string, unknown>): void {
  if (!isSubscribed(world, event)) return;
  const chaos = world.chaos.get("one") ?? CALM;
  const unit = world.random.unit;
  const body = bodyOf({ event, event_ts: toldAt(world), payload: { account_id: account(world).id, ...payload } });
  const copies = chaos.dup > 0 && unit() < chaos.dup ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) {
    const dropped = chaos.drop > 0 && unit() < chaos.drop;
    const late = chaos.reorder > 0 && unit() < chaos.reorder ? seconds(1 + Math.floor(unit() * 20)) : 0;
    const dueAt = (world.at + seconds(chaos.delaySeconds) + late) as Instant;
    const id = String(count(world, "deliveries")).padStart(9, "0");
    world.deliveries.put(id, {
      id,
      event,
      body,
      madeAt: world.at,
      dueAt,
      attempts: [],
      state: isSwitchedOff(world) ? "lost" : dropped ? "dropped" : "waiting",
    });
  }
  forgetOld(world);
}

/** For one app alone, at its own address: whatever befalls the events of the subscription does not touch it. */
export function emitToApp(world: World, clientId: string, event: string, payload: Record<string, unknown>): void {
  const id = String(count(world, "deliveries")).padStart(9, "0");
  const body = bodyOf({ event, payload });
  world.deliveries.put(id, { id, event, body, madeAt: world.at, dueAt: world.at, attempts: [], state: "waiting", toApp: clientId });
}

function forgetOld(world: World): void {
  if (world.deliveries.size() <= KEPT * 2 || counted(world, "deliveries") % 100 !== 0) return;
  const done = [...world.deliveries.all()].filter((d: Delivery) => d.state !== "waiting");
  for (const old of done.slice(0, Math.max(0, done.length - KEPT))) world.deliveries.drop(old.id);
}

/** Who did it; without anybody it was a program, and Zoom names who allowed it the account. */
export const operator = (world: World, by?: User): Record<string, unknown> => {
  const who = by ?? [...world.users.all()].find((user) => user.role_id === "0");
  return { operator: who?.email ?? "", operator_id: who?.id ?? "" };
};

/** What people do themselves names no operator. */
const byThemselves = (event: string): boolean => event.startsWith("user.signed") || event === "user.invitation_accepted";

export function emitUser(
  world: World,
  event: string,
  object: Record<string, unknown>,
  old: Record<string, unknown> | null,
  more: Record<string, unknown> = {},
): void {
  const by = byThemselves(event) ? {} : operator(world);
  const before = old === null ? {} : { time_stamp: world.at, old_object: { id: object["id"], ...old } };
  emit(world, event, { ...by, ...more, object, ...before });
}

/** The number of a meeting is a number where somebody scheduled and text where something happened. */
export function emitScheduled(world: World, what: "created" | "deleted" | "recovered", meeting: Meeting, object: Record<string, unknown>, by?: User): void {
  const source = meeting.kind === "webinar" && what === "created" ? { creation_source: meeting.source } : {};
  emit(world, `${meeting.kind}.${what}`, { ...operator(world, by), operation: "single", object: { ...object, ...source } });
}

/** Only what changed is told. */
export function emitUpdated(world: World, meeting: Meeting, changed: Record<string, unknown>, old: Record<string, unknown>, by?: User): void {
  const before = { id: meeting.id, ...old };
  const object = { id: meeting.id, uuid: meeting.uuid, host_id: meeting.hostId, ...changed };
  emit(world, `${meeting.kind}.updated`, { ...operator(world, by), scope: "single", time_stamp: world.at, object, old_object: before });
}

const liveObject = (meeting: Meeting, instance: Pick<Instance, "uuid" | "startedAt">): Record<string, unknown> => ({
  id: String(meeting.id),
  uuid: instance.uuid,
  host_id: meeting.hostId,
  topic: meeting.topic,
  type: meeting.type,
  start_time: zoomTime(instance.startedAt),
  timezone: meeting.timezone,
  duration: meeting.duration,
});

export const emitStarted = (world: World, meeting: Meeting, instance: Instance): void =>
  emit(world, `${meeting.kind}.started`, { object: liveObject(meeting, instance) });

/** `duration` is the planned one: what really passed is end minus start. */
export function emitEnded(world: World, meeting: Meeting, instance: Instance): void {
  const object = { ...liveObject(meeting, instance), end_time: zoomTime(world.at) };
  emit(world, `${meeting.kind}.ended`, { object: meeting.kind === "webinar" ? { ...object, practice_session: false } : object });
}

export type PersonEvent =
  "participant_joined" | "participant_left" | "participant_joined_waiting_room" | "participant_left_waiting_room" | "participant_admitted";

export function emitPerson(world: World, event: PersonEvent, meeting: Meeting, instance: Instance, stay: Stay, row: Row, reason?: string): void {
  const participant = {
    user_id: row.userId,
    user_name: stay.name,
    id: stay.accountUserId,
    participant_uuid: stay.id,
    participant_user_id: stay.accountUserId,
    email: stay.email,
    registrant_id: stay.registrantId,
    customer_key: "",
    phone_number: "",
    ...momentOfPerson(world, event, stay, reason),
  };
  emit(world, `${meeting.kind}.${event}`, { object: { ...liveObject(meeting, instance), participant } });
}

/** Who knocks before the host is told of with little more than a name. */
export function emitWaiting(world: World, meeting: Meeting, stay: Stay): void {
  if (meeting.kind === "webinar") return;
  const planned = liveObject(meeting, { uuid: meeting.uuid, startedAt: meeting.startAt });
  emit(world, "meeting.participant_jbh_waiting", { object: { ...planned, participant: { id: stay.accountUserId, user_name: stay.name, customer_key: "" } } });
}

function momentOfPerson(world: World, event: PersonEvent, stay: Stay, reason: string | undefined): Record<string, unknown> {
  const at = zoomTime(world.at);
  if (event === "participant_joined") return { join_time: at };
  if (event === "participant_left") return { leave_time: at, leave_reason: `${stay.name} left the meeting.<br>Reason: ${reason ?? "left the meeting."}` };
  return { date_time: at };
}
