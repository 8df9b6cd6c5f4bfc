import { after, before, minutes, seconds, type Instant } from "../../src/lib/time.ts";
import type { Meeting } from "../account.ts";
import { chance } from "../ids.ts";
import { account, changeAccount, count, type World } from "../world.ts";

/**
 * People who come by themselves. What each does follows from the meeting's number and their own name, so the same
 * institution lives the same day again. The host's coming is settled a quarter of an hour before the start,
 * everybody else's one minute before, when the registrants are known.
 */

const FORGETS_TO_END = 0.15;
const COMES = 0.85;
const COMES_BACK = 0.15;

export function planAct(world: World, at: Instant, what: string, how: Record<string, unknown>): string {
  const id = String(count(world, "planned")).padStart(9, "0");
  world.planned.put(id, { id, at, do: what, with: how, outcome: null, doneAt: null });
  return id;
}

export function planVisit(world: World, meeting: Meeting): void {
  if (!account(world).visitors) return;
  const how = { meetingId: meeting.id, startAt: meeting.startAt };
  planAct(world, before(meeting.startAt, minutes(15)), "visit: host", how);
  planAct(world, before(meeting.startAt, minutes(1)), "visit: people", how);
}

export function letVisitorsCome(world: World, on: boolean): void {
  const was = account(world).visitors;
  changeAccount(world, { visitors: on });
  if (!on || was) return;
  for (const meeting of world.meetings.all()) if (meeting.deletedAt === null && meeting.startAt > world.at) planVisit(world, meeting);
}

/** The meeting as planned when its visit was, or null when it moved, went away or nobody comes any more. */
function expected(world: World, meetingId: number, startAt: number): Meeting | null {
  const meeting = world.meetings.get(meetingId);
  return meeting === undefined || meeting.deletedAt !== null || meeting.startAt !== startAt || !account(world).visitors ? null : meeting;
}

export function visit(world: World, meetingId: number, startAt: number): { ok: boolean } {
  const meeting = expected(world, meetingId, startAt);
  if (meeting === null) return { ok: false };
  const luck = (about: string): number => chance(`${meeting.id} ${about}`);
  const comesAt = before(meeting.startAt, minutes(2) + Math.floor(luck("host comes") * minutes(8)));
  planAct(world, comesAt, "start", { meetingId, by: { room: true }, visitor: true });
  return { ok: true };
}

export function visitors(world: World, meetingId: number, startAt: number): { ok: boolean } {
  const meeting = expected(world, meetingId, startAt);
  if (meeting === null) return { ok: false };
  const end = after(meeting.startAt, minutes(meeting.duration));
  for (const registrant of world.registrants.by(meetingId)) {
    if (registrant.status === "approved" && chance(`${meeting.id} ${registrant.email}`) < COMES) {
      planStay(world, meeting, end, registrant.email, {
        tk: registrant.tk,
        registrantId: registrant.id,
        name: `${registrant.first_name} ${registrant.last_name}`.trim(),
      });
    }
  }
  const guests = 1 + Math.floor(chance(`${meeting.id} guests`) * 2);
  for (let i = 1; i <= guests; i += 1) planStay(world, meeting, end, `guest ${i}`, { name: i === 1 ? "iPhone" : "Invitado", dialIn: true });
  planEnd(world, meeting, end);
  return { ok: true };
}

/** Comes around the start, stays until near the end; some fall out in the middle and come back. */
function planStay(world: World, meeting: Meeting, end: Instant, who: string, how: Record<string, unknown>): void {
  const luck = (about: string): number => chance(`${meeting.id} ${who} ${about}`);
  const come = after(meeting.startAt, Math.floor(luck("comes") * luck("late") * minutes(Math.min(15, meeting.duration / 3))) - seconds(45));
  const go = before(end, Math.floor(luck("goes") * minutes(Math.min(10, meeting.duration / 4))));
  const person = { meetingId: meeting.id, visitor: true };
  const enter = (at: Instant): void => void planAct(world, at, "join", { ...person, ...how });
  const exit = (at: Instant): void =>
    void planAct(world, at, "leave", how["registrantId"] === undefined ? { ...person, name: how["name"] } : { ...person, registrantId: how["registrantId"] });
  enter(come);
  if (meeting.settings["waiting_room"] === true) planAct(world, after(come, seconds(20 + Math.floor(luck("admitted") * 60))), "admit", { ...person });
  if (luck("falls out") < COMES_BACK) {
    const middle = after(come, Math.floor((go - come) / 2));
    exit(middle);
    enter(after(middle, minutes(1)));
  }
  exit(go);
}

function planEnd(world: World, meeting: Meeting, end: Instant): void {
  if (chance(`${meeting.id} forgets`) < FORGETS_TO_END) return;
  const at = after(end, Math.floor((chance(`${meeting.id} ends`) * 2 - 1) * minutes(Math.min(4, meeting.duration / 5))));
  planAct(world, at, "end", { meetingId: meeting.id, visitor: true });
}
