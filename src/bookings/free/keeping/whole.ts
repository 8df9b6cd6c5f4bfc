import type { Interval } from "../../../lib/interval.ts";
import { after, minutes, type Instant } from "../../../lib/time.ts";
import type { AppointmentType } from "../../type.ts";
import { knownRooms, lineReading, seatHosts, seatReading, type Ground, type Reads } from "../ground.ts";
import { countedByDay } from "../free.ts";
import type { HostTimes, Times } from "../times.ts";
import { GROUND } from "./journal.ts";
import { whoseOf, type KeptLine } from "./lines.ts";

/** What is known of all that a type's free times are made of. */
export type Whole = {
  times: Times;
  lines: readonly KeptLine[];
  within: Interval;
  whose: readonly string[];
  /** What was read of Zoom and calendars becomes too old afterwards. */
  until: Instant;
  /** Something could not be read for too long: that is looked at every time, so that it is offered again at once. */
  unread: boolean;
  /** Who can be booked at all. */
  state: string;
};

export type Parts = {
  ground: Ground;
  lines: readonly KeptLine[];
  seat: { within: Interval; value: readonly (readonly Interval[])[] } | null;
  reads: Reads;
};

/** Who hosts next is no page's business. */
const NO_TURN = { lately: 0, given: null };

/** `before`: what was known before; of whom nothing was changed is not counted again. */
export function wholeOf(type: AppointmentType, { ground, lines, seat, reads }: Parts, before: Whole | null, now: Instant): Whole {
  const hosts = ground.lines.map((line, n): HostTimes => {
    const { busy } = lines[n]!;
    return { memberId: line.memberId, busy, booked: countsOf(type, line.memberId, lines[n]!, before), ...lineReading(line, reads, type, now), ...NO_TURN };
  });
  const seated = seatReading(ground.seat, (seat?.value ?? []) as Interval[][], reads, type, now);
  const rooms = ground.seat?.is === "rooms" ? ground.seat.rooms : [];
  return {
    times: { hosts, holidays: ground.holidays, seat: seated },
    lines,
    within: {
      start: Math.max(...lines.map((line) => line.within.start), seat?.within.start ?? -Infinity) as Instant,
      end: Math.min(...lines.map((line) => line.within.end), seat?.within.end ?? Infinity) as Instant,
    },
    whose: [GROUND, ...ground.lines.flatMap(whoseOf), ...seatHosts(ground.seat)],
    until: untilOf(type, ground, reads, now),
    unread:
      hosts.some(({ whyNot }, n) => whyNot !== ground.lines[n]!.whyNot) ||
      (ground.seat?.is === "host" && seated!.whyNot !== null) ||
      (rooms.length > 0 && seated!.busy.length < rooms.length),
    state: [
      ...hosts.map(({ whyNot }) => (whyNot === null ? "open" : "shut")),
      seated?.whyNot,
      ...(ground.seat?.is === "rooms" ? knownRooms(ground.seat, reads, type, now) : []),
    ].join(),
  };
}

/** Days are counted only where they are limited. */
function countsOf({ id, zone, mostADay, mostAWeek }: AppointmentType, memberId: string, line: KeptLine, before: Whole | null): ReadonlyMap<number, number> {
  if (mostADay === null && mostAWeek === null) return NONE;
  const n = before?.times.hosts.findIndex((host) => host.memberId === memberId) ?? -1;
  if (before?.lines[n]?.booked === line.booked) return before.times.hosts[n]!.booked;
  const starts = line.booked.flatMap(({ typeId, start }) => (typeId === id ? [start] : []));
  return countedByDay(zone, starts);
}

const NONE: ReadonlyMap<number, number> = new Map();

function untilOf({ staleMinutes }: AppointmentType, { lines, seat }: Ground, reads: Reads, now: Instant): Instant {
  const hostIds = [...lines.flatMap(({ hostId }) => hostId ?? []), ...seatHosts(seat)];
  const read = [
    ...hostIds.flatMap((hostId) => [reads.hosts.get(hostId)?.readAt ?? reads.hosts.get(hostId)?.failedAt, reads.hosts.get(hostId)?.unreadSince]),
    ...lines.flatMap(({ memberId }) => (reads.calendars.get(memberId) ?? []).map(({ readAt }) => readAt)),
    seat?.is === "rooms" ? seat.unreadSince : null,
  ];
  const ends = read.flatMap((moment) => (moment == null ? [] : [after(moment, minutes(staleMinutes))])).filter((end) => end >= now);
  return Math.min(...ends, Infinity) as Instant;
}
