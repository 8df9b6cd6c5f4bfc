import { z } from "zod";
import { assert } from "../../lib/assert.ts";
import { after, before, days, minutes, type Instant } from "../../lib/time.ts";
import { ZoomError, type Meeting, type MeetingKind, type MeetingRef, type Zoom } from "../port.ts";
import type { UserCalls } from "../users-port.ts";
import { meetingWire, registrantRowWire, registrantsWire, type MeetingWire } from "../wire.ts";
import { call, callPages, tell, type Line, type Request } from "./call.ts";
import { look, made } from "./looks.ts";
import { FOR_KIND } from "./operations.ts";
import { meetingOf, plannedOf, refOf } from "./reading.ts";
import { alternativeOf, changedMeetingOf, lockOf, newMeetingOf, registrantsOf } from "./writing.ts";

type MeetingCalls = Omit<
  Zoom,
  keyof UserCalls | "listUsers" | "whoAmI" | "myPermissions" | "endAccess" | "readUser" | "setPassword" | "signOut" | "instances" | "stays"
>;

const at = (ref: MeetingRef): Pick<Request, "path" | "hostId"> => ({ path: { id: ref.id }, hostId: ref.hostId });

/** Zoom takes no more in one call. */
const MOST_REGISTRANTS = 30;

export function meetingCalls(line: Line): MeetingCalls {
  return {
    findMeeting: async (host, kind, mark, { lately }) => (await look(line, host, kind, lately)).get(mark) ?? null,
    createMeeting: async (host, plan, counted) => {
      const wire = await call(line, FOR_KIND[plan.kind].create, { path: { host }, json: newMeetingOf(plan), counted }, meetingWire);
      await made(line, plan.mark, refOf(wire, plan.kind, host));
      return meetingOf(wire, plan.kind);
    },
    readMeeting: async (ref) => unlessGone(null, async () => readMeeting(line, ref)),
    updateMeeting: (ref, plan, counted) => tell(line, FOR_KIND[ref.kind].update, { ...at(ref), json: changedMeetingOf(plan), counted }),
    nameAlternativeHost: (ref, email) => tell(line, FOR_KIND[ref.kind].update, { ...at(ref), json: alternativeOf(ref.kind, email) }),
    // A webinar lets nobody in before its host anyway.
    lockMeeting: async (ref) => (ref.kind === "webinar" ? undefined : tell(line, "updateMeeting", { ...at(ref), json: lockOf() })),
    removeMeeting: (ref, counted) => unlessGone(undefined, () => tell(line, FOR_KIND[ref.kind].remove, { ...at(ref), counted })),
    // What is gone does not run. Whether it really ended is for the caller to confirm in any case.
    endMeeting: (ref) => unlessGone(undefined, () => tell(line, FOR_KIND[ref.kind].end, { ...at(ref), json: { action: "end" } })),
    liveMeetings: (host) => liveMeetings(line, host),
    plannedMeetings: async (host) => [
      ...(await list(line, host, "meeting", "upcoming")).map((row) => plannedOf(row, "meeting", host)),
      ...(await listWebinars(line, host, "upcoming")).map((row) => plannedOf(row, "webinar", host)),
    ],
    addRegistrants: async (ref, people) => {
      assert(people.length <= MOST_REGISTRANTS, `Zoom takes ${MOST_REGISTRANTS} registrants at once, not ${people.length}`);
      if (people.length === 0) return [];
      const read = await call(line, FOR_KIND[ref.kind].register, { path: { id: ref.id }, json: registrantsOf(ref.kind, people) }, registrantsWire);
      return read.registrants.map((r) => ({ email: r.email.toLowerCase(), registrantId: r.registrant_id, joinUrl: r.join_url }));
    },
    registrants: async (ref) => {
      const rows = await callPages(line, FOR_KIND[ref.kind].registrants, { path: { id: ref.id } }, { rows: "registrants", wire: z.array(registrantRowWire) });
      return rows.map((r) => ({ email: r.email.toLowerCase(), registrantId: r.id, joinUrl: r.join_url }));
    },
    removeRegistrant: (ref, registrant) => unlessGone(undefined, () => tell(line, FOR_KIND[ref.kind].unregister, { path: { id: ref.id, registrant } })),
    startLink: async (ref) => {
      const read = await call(line, FOR_KIND[ref.kind].read, { path: { id: ref.id } }, meetingWire);
      if (read.start_url === null) throw new ZoomError("refused", "Zoom gives no start link for this meeting");
      return read.start_url;
    },
  };
}

const list = (line: Line, host: string, kind: MeetingKind, type: "scheduled" | "upcoming" | "live"): Promise<MeetingWire[]> =>
  callPages(line, FOR_KIND[kind].list, { path: { host }, query: { type } }, { rows: FOR_KIND[kind].rows, wire: z.array(meetingWire) });

/** A host without the webinar add-on can run no webinar: here the refusal itself says that there is none. */
async function listWebinars(line: Line, host: string, type: "scheduled" | "upcoming"): Promise<MeetingWire[]> {
  try {
    return await list(line, host, "webinar", type);
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "plan") return [];
    throw error;
  }
}

async function readMeeting(line: Line, ref: MeetingRef): Promise<Meeting> {
  const wire = await call(line, FOR_KIND[ref.kind].read, { path: { id: ref.id } }, meetingWire);
  return ref.kind === "meeting" ? meetingOf(wire, "meeting") : meetingOf(wire, "webinar", await webinarRuns(line, wire));
}

/** Zoom lists running meetings, but not running webinars: of those, ask the ones that could be running. */
async function liveMeetings(line: Line, host: string): Promise<MeetingRef[]> {
  const live = (await list(line, host, "meeting", "live")).map((row) => refOf(row, "meeting", host));
  const webinars = (await listWebinars(line, host, "scheduled")).filter((row) => couldRun(row, line.now()));
  for (const webinar of webinars) {
    const ref = refOf(webinar, "webinar", host);
    if ((await unlessGone(null, () => readMeeting(line, ref)))?.running === true) live.push(ref);
  }
  return live;
}

/** Zoom's webinar, unlike its meeting, is documented without a status; its dashboard knows the live ones. */
async function webinarRuns(line: Line, wire: MeetingWire): Promise<boolean> {
  if (wire.status !== null) return wire.status === "started";
  if (!couldRun(wire, line.now())) return false;
  return unlessGone(false, async () => {
    await tell(line, "liveWebinar", { path: { id: wire.id }, query: { type: "live" } });
    return true;
  });
}

/** A day early and a day late is more than a room is ever held for; it spares the dashboard calls that can only say no. */
function couldRun({ start_time: start, duration }: MeetingWire, now: Instant): boolean {
  if (start === null) return true;
  return before(start, days(1)) <= now && now <= after(start, minutes(duration ?? 0) + days(1));
}

export async function unlessGone<T, Gone>(gone: Gone, ask: () => Promise<T>): Promise<T | Gone> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "not_found") return gone;
    throw error;
  }
}
