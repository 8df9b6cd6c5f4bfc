import { earliest, iso, latest, type Instant } from "../../lib/time.ts";
import { merged, total } from "../../lib/interval.ts";
import type { Matching } from "../contract.ts";
import { byArrival, countsOf, isErased, peakOf, shareOf, type Person } from "../presence.ts";
import type { Report } from "../report.ts";
import { totalsOf, wholeMinutes } from "../totals.ts";
import { likelyAmong } from "./likely.ts";

/** What an organizer said of one guest of a report; without an attendee: it was nobody who was registered. */
export type Said = { guest: string; attendeeId: string | null; by: string; at: Instant };

/** Guests by whom nothing tells who they are, and who could be them. */
export const isGuest = (person: Person): boolean => person.attended && !person.registered;

/**
 * The report as it stands with what was said: a guest who was an attendee is counted with that attendee, once, on however many devices.
 * What was said of somebody whom a later reading tells apart by itself is left aside, and holds again should the guest come back.
 * Where somebody was erased, nobody can count anew without that person's times: the totals stay as they were shown.
 */
export function withSaid(report: Report, said: readonly Said[]): Report {
  const attendees = new Map(report.rows.flatMap((row) => (row.attendeeId === null ? [] : [[row.attendeeId, row] as const])));
  const guests = new Map(report.rows.filter(isGuest).map((row) => [row.key, row]));
  const holding = said.flatMap(({ guest, attendeeId }) => {
    const [row, attendee] = [guests.get(guest), attendees.get(attendeeId ?? "")];
    return row === undefined || attendee === undefined ? [] : [{ row, attendee }];
  });
  if (holding.length === 0) return report;
  const devices = Map.groupBy(holding, (one) => one.attendee);
  const gone = new Set(holding.map((one) => one.row));
  const rows = report.rows
    .filter((row) => !gone.has(row))
    .map((row) =>
      joined(
        row,
        (devices.get(row) ?? []).map((one) => one.row),
        report,
      ),
    )
    .toSorted(byArrival);
  if (report.rows.some(isErased)) return { ...report, rows };
  const presence = countsOf(rows.flatMap((row) => row.stays));
  return { ...report, rows, presence, totals: totalsOf(rows, peakOf(presence)) };
}

function joined(person: Person, devices: readonly Person[], { planned, ran }: Report): Person {
  if (devices.length === 0) return person;
  const all = [person, ...devices];
  if (isErased(person)) return { ...person, attended: true, present: longest(all.map((one) => one.present)), share: longest(all.map((one) => one.share)) };
  const stays = merged(all.flatMap((one) => one.stays));
  return {
    ...person,
    attended: true,
    firstJoin: earliest(all.flatMap((one) => one.firstJoin ?? [])),
    lastLeave: latest(all.flatMap((one) => one.lastLeave ?? [])),
    present: total(stays),
    share: shareOf(stays, planned, ran),
    stays,
  };
}

/** Of an erased person's devices nobody knows any more how much of their time was the same. */
const longest = (lengths: readonly number[]): number => Math.max(...lengths);

/** Nobody looks at more at once, and comparing everybody with everybody takes seconds; who is settled makes room for the next. */
export const MOST_OFFERED = 60;

/**
 * What is still to be said, with the likely person, and what was said and can be taken back: nothing any more where somebody was erased.
 * `read` is the report as it was read. For the first `offered` guests a likely person is looked for.
 */
export function matchingOf(read: Report, said: readonly Said[], offered = MOST_OFFERED): Matching {
  if (read.rows.some(isErased)) return { open: [], said: [] };
  const told = new Map(said.map((one) => [one.guest, one]));
  const guests = read.rows.filter(isGuest);
  const names = new Map(read.rows.flatMap((row) => (row.attendeeId === null ? [] : [[row.attendeeId, row.name] as const])));
  const open = guests.filter((guest) => !told.has(guest.key));
  const registered = read.rows.flatMap(({ attendeeId, name, email }) => (attendeeId === null ? [] : [{ attendeeId, name, email: email ?? "" }]));
  const likely = open.length === 0 || offered === 0 ? () => null : likelyAmong(registered);
  return {
    open: open.map((guest, i) => ({ ...lineOf(guest), likely: i < offered ? likely(guest) : null })),
    said: guests.flatMap((guest) => {
      const one = told.get(guest.key);
      const attendee = names.get(one?.attendeeId ?? "") ?? null;
      if (one === undefined || (one.attendeeId !== null && attendee === null)) return [];
      return [{ ...lineOf(guest), attendeeId: one.attendeeId, attendee, by: one.by, at: iso(one.at) }];
    }),
  };
}

const lineOf = ({ key, name, email, firstJoin, lastLeave, present }: Person) => ({
  key,
  name,
  email,
  firstJoin: firstJoin === null ? null : iso(firstJoin),
  lastLeave: lastLeave === null ? null : iso(lastLeave),
  minutes: wholeMinutes(present),
});
