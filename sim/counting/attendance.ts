import { earliest, instant, latest, type Instant } from "../../src/lib/time.ts";
import type { ReportView } from "../../src/attendance/contract.ts";
import type { KeptByZoom } from "./kept.ts";

/** Who was in a session, from when to when: e-mail of who was registered, the name of everybody else, and the organizer. */
export type Presence = { who: string; from: Instant; to: Instant };

const ORGANIZER = "the organizer";

/**
 * As Zoom's own records say. Who was only in the waiting room was not there. `only`: of this meeting of the session's, where it had another before: whoever met there before
 * Zoom could be told that it moves was at no session.
 */
export function inZoom(kept: KeptByZoom, sessionId: string, only: string | null = null): Presence[] {
  const own = kept.meetings.filter((meeting) => meeting.agenda.split("\n")[0] === `bedel:${sessionId}`).map((meeting) => meeting.id);
  const meetings = new Set(own.filter((id) => only === null || String(id) === only));
  const emails = new Map(kept.registrants.map((registrant) => [registrant.id, registrant.email.toLowerCase()]));
  const stays = kept.stays.filter((stay) => meetings.has(stay.meetingId) && stay.rows.some((row) => row.status === "in_meeting"));
  const people = Map.groupBy(stays, (stay) => (stay.host ? ORGANIZER : (emails.get(stay.registrantId) ?? stay.name)));
  return inOrder(
    [...people].map(([who, theirs]) => {
      const rows = theirs.flatMap((stay) => stay.rows.filter((row) => row.status === "in_meeting"));
      return { who, from: earliest(rows.map((row) => row.joinAt))!, to: latest(rows.map((row) => row.leaveAt ?? row.joinAt))! };
    }),
  );
}

/** As Bedel's report says. */
export function inReport(report: ReportView): Presence[] {
  const presence = (who: string, row: ReportView["rows"][number]): Presence => ({ who, from: instant(row.firstJoin!), to: instant(row.lastLeave!) });
  const came = report.rows.filter((row) => row.attended).map((row) => presence(row.registered ? row.email!.toLowerCase() : row.name, row));
  return inOrder([...came, ...report.organizers.filter((row) => row.attended).map((row) => presence(ORGANIZER, row))]);
}

const inOrder = (people: Presence[]): Presence[] => people.toSorted((a, b) => (a.who < b.who ? -1 : 1));

/** Zoom's reports tell whole seconds, and its clocks are a second or two apart. */
const CLOSE = 2000;

export const tellTheSame = (a: readonly Presence[], b: readonly Presence[]): boolean =>
  a.length === b.length && a.every((one, i) => one.who === b[i]!.who && Math.abs(one.from - b[i]!.from) <= CLOSE && Math.abs(one.to - b[i]!.to) <= CLOSE);
