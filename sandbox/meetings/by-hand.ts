import { record, text } from "../call.ts";
import type { Meeting, User } from "../account.ts";
import { findByNumber } from "../live/acts.ts";
import { liveOf } from "../live/live.ts";
import { planVisit } from "../live/visitors.ts";
import { findUser } from "../users/users.ts";
import type { World } from "../world.ts";
import { lagging } from "./listing.ts";
import { readPlan } from "./plan.ts";
import { remove, tellChange } from "./telling.ts";

type Outcome = Record<string, unknown> & { ok: boolean };
const no = (because: string): Outcome => ({ ok: false, because });

/** Signed in at Zoom's own pages: whoever hosts it, unless somebody else is named who may edit all of the account's. */
export function editorOf(world: World, meeting: Meeting, named: string | null): User | null {
  const user = named === null ? (world.users.get(meeting.hostId) ?? null) : findUser(world, named);
  return user !== null && user.status === "active" && (user.id === meeting.hostId || user.role_id !== "2") ? user : null;
}

/**
 * Changes a meeting as somebody does on Zoom's own pages, with the words of the API. They save the meeting and its options one after the other, so that one
 * press of *Save* can be told in two events.
 */
export function editByHand(world: World, how: Record<string, unknown>): Outcome {
  const found = doing(world, how);
  if ("ok" in found) return found;
  const { meeting: before, by } = found;
  const { settings, ...plain } = record(how["set"]);
  const saved = save(world, before, plain, by);
  if (saved === null) return no("not_understood");
  return settings === undefined || save(world, saved, { settings }, by) !== null ? { ok: true } : no("not_understood");
}

function save(world: World, before: Meeting, body: Record<string, unknown>, by: User): Meeting | null {
  const { errors, plan } = readPlan(world, before.kind, body, world.users.get(before.hostId)!, before);
  if (errors.length > 0) return null;
  const meeting: Meeting = { ...before, ...plan, password: plan.password ?? before.password, ...lagging(world, before) };
  world.meetings.put(meeting.id, meeting);
  tellChange(world, before, meeting, by);
  if (meeting.startAt !== before.startAt) planVisit(world, meeting);
  return meeting;
}

/** Refuses what runs, as Zoom does. */
export function deleteByHand(world: World, how: Record<string, unknown>): Outcome {
  const found = doing(world, how);
  if ("ok" in found) return found;
  if (liveOf(world, found.meeting.id) !== null) return no("in_progress");
  remove(world, found.meeting, found.by);
  return { ok: true };
}

function doing(world: World, how: Record<string, unknown>): { meeting: Meeting; by: User } | Outcome {
  const meeting = findByNumber(world, how["meetingId"]);
  if (meeting === null) return no("no_such_meeting");
  const by = editorOf(world, meeting, text(how["by"]));
  return by === null ? no("may_not_edit") : { meeting, by };
}
