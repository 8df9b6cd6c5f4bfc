import { holds, type Interval } from "../../lib/interval.ts";
import { after, before, minutes, type Instant } from "../../lib/time.ts";
import type { AppointmentType } from "../type.ts";
import { startsWithin, type Hours, type Start } from "./hours.ts";
import { dayIn, weekAt } from "./offsets.ts";
import { sweep } from "./sweep.ts";
import type { HostTimes, Times } from "./times.ts";

/** What a type says of when it can be booked. */
export type Rules = Hours &
  Pick<AppointmentType, "hosting" | "lengths" | "bufferBefore" | "bufferAfter" | "noticeMinutes" | "horizonDays" | "mostADay" | "mostAWeek" | "active">;

/** Why nobody at all can be booked, as a message key under `refusals`; null: somebody can. */
export function whyClosed(rules: Pick<Rules, "active" | "hosting">, { hosts, seat }: Times): string | null {
  if (!rules.active || hosts.length === 0) return "booking_not_active";
  if (seat !== null && seat.whyNot !== null) return seat.whyNot;
  const shut = hosts.filter(({ whyNot }) => whyNot !== null);
  const isClosed = rules.hosting === "together" ? shut.length > 0 : shut.length === hosts.length;
  return isClosed ? shut[0]!.whyNot : null;
}

/** As of when Zoom and calendars are known, the oldest that counts; null: nothing had to be read. */
export function readAtOf({ hosts, seat }: Times): Instant | null {
  const read = [...hosts.filter(({ whyNot }) => whyNot === null), ...(seat === null ? [] : [seat])].flatMap(({ readAt }) => (readAt === null ? [] : [readAt]));
  return read.length === 0 ? null : (Math.min(...read) as Instant);
}

/** The last day that can be booked, in the type's zone, by number. */
export const lastDay = ({ zone, horizonDays }: Pick<Rules, "zone" | "horizonDays">, now: Instant): number => dayIn(zone, now) + horizonDays;

/** The starts within a time at which so many minutes can be booked, in order. */
export function freeStarts(rules: Rules, times: Times, length: number, within: Interval, now: Instant): Instant[] {
  if (whyClosed(rules, times) !== null) return [];
  return openStarts(rules, freeWhenever(rules, times, length, within), now).map(({ start }) => start);
}

/** Of starts that are free those that the notice and the horizon leave. */
export function openStarts<S extends Start>(rules: Pick<Rules, "zone" | "noticeMinutes" | "horizonDays">, starts: readonly S[], now: Instant): S[] {
  const [earliest, last] = [after(now, minutes(rules.noticeMinutes)), lastDay(rules, now)];
  return starts.filter(({ start, day }) => start >= earliest && day <= last);
}

/** The same whatever the time is now, so that it can be kept. */
export function freeWhenever(rules: Rules, times: Times, length: number, within: Interval): Start[] {
  const seated = seatedOf(times, length, startsWithin(rules, times.holidays, length, within));
  const able = times.hosts.filter(({ whyNot }) => whyNot === null);
  if (rules.hosting === "together") return able.reduce((left, host) => left.filter(isFree(rules, host, length)), seated);
  let left = seated;
  const free: Start[] = [];
  for (const host of able) {
    const isIts = isFree(rules, host, length);
    const others: Start[] = [];
    for (const one of left) (isIts(one) ? free : others).push(one);
    left = others;
  }
  return free.toSorted((a, b) => a.start - b.start);
}

/** Those at which the Zoom meeting has a room, or the Zoom user who hosts for all. */
function seatedOf({ seat }: Times, length: number, starts: Start[]): Start[] {
  if (seat === null) return starts;
  const seats = seat.busy.map((busy) => sweep(busy));
  return starts.filter(({ start }) => seats.some((isVacant) => isVacant(before(start, seat.before), after(start, minutes(length) + seat.after))));
}

/** Whether a host has the time with its buffers, and not too many appointments on that day and in that week. To be asked in order of time. */
function isFree(rules: Rules, host: HostTimes, length: number): (one: Start) => boolean {
  const [lead, tail] = [minutes(rules.bufferBefore), minutes(length + rules.bufferAfter)];
  const isVacant = sweep(host.busy);
  const isFull = fullOf(rules, host.booked);
  return ({ start, day }) => isVacant(before(start, lead), after(start, tail)) && !isFull(day);
}

function fullOf({ mostADay, mostAWeek }: Rules, booked: ReadonlyMap<number, number>): (day: number) => boolean {
  if (mostADay === null && mostAWeek === null) return () => false;
  const weeks = new Map<number, number>();
  for (const [day, count] of booked) weeks.set(weekAt(day), (weeks.get(weekAt(day)) ?? 0) + count);
  return (day) => (booked.get(day) ?? 0) >= (mostADay ?? Infinity) || (weeks.get(weekAt(day)) ?? 0) >= (mostAWeek ?? Infinity);
}

/** How many of these moments lie on which day. */
export function countedByDay(zone: string, moments: readonly Instant[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const moment of moments) counts.set(dayIn(zone, moment), (counts.get(dayIn(zone, moment)) ?? 0) + 1);
  return counts;
}

/**
 * Who hosts an appointment at this start: all, if they host together, else those who could, whose turn it is first: with the fewest appointments of this type
 * lately, then who was given one longest ago, then the type's order. Nobody where it can't be booked.
 */
export function hostsFreeAt(rules: Rules, times: Times, start: Instant, length: number, now: Instant): string[] {
  if (whyNotAt(rules, times, start, length, now) !== null) return [];
  if (rules.hosting === "together") return times.hosts.map(({ memberId }) => memberId);
  const at = { start, day: dayIn(rules.zone, start) };
  return times.hosts
    .filter((host) => host.whyNot === null && isFree(rules, host, length)(at))
    .toSorted((a, b) => a.lately - b.lately || (a.given ?? 0) - (b.given ?? 0))
    .map(({ memberId }) => memberId);
}

/** Why it can't be booked at this start, as a message key under `refusals`; null: it can. */
export function whyNotAt(rules: Rules, times: Times, start: Instant, length: number, now: Instant): string | null {
  const closed = whyClosed(rules, times);
  if (closed !== null) return closed;
  if (!rules.lengths.includes(length)) return "length_unknown";
  if (start < after(now, minutes(rules.noticeMinutes))) return "booking_too_soon";
  if (dayIn(rules.zone, start) > lastDay(rules, now)) return "booking_too_far_ahead";
  const only: Interval = { start, end: after(start, 1) };
  if (!startsWithin(rules, times.holidays, length, only).some((one) => holds(only, one.start))) return "booking_outside_hours";
  return freeStarts(rules, times, length, only, now).length === 0 ? "time_taken" : null;
}
