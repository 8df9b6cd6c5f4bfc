import { Temporal } from "temporal-polyfill";
import type { AppointmentType } from "../type.ts";

/**
 * What "free" means, written down a second time, minute by minute and as plainly as can be. It shares nothing with the rule but Temporal:
 * where both say the same of ten thousand worlds, both are believed.
 */
export type PlainWorld = {
  type: Pick<
    AppointmentType,
    | "hosting"
    | "zone"
    | "weekly"
    | "days"
    | "bufferBefore"
    | "bufferAfter"
    | "noticeMinutes"
    | "horizonDays"
    | "mostADay"
    | "mostAWeek"
    | "gridMinutes"
    | "skipsHolidays"
  >;
  holidays: readonly string[];
  /** Milliseconds since 1970. */
  hosts: readonly { busy: readonly Time[]; booked: readonly number[]; away: boolean }[];
  seat: { before: number; after: number; rooms: readonly (readonly Time[])[] } | null;
  length: number;
  within: Time;
  now: number;
};
type Time = { start: number; end: number };

const MINUTE = 60_000;
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

type Shown = { date: string; minute: number; weekday: (typeof WEEKDAYS)[number]; week: string };
const seen = new Map<string, Map<number, Shown>>();

/** What clock and calendar on the wall show. */
function shown(zone: string, moment: number): Shown {
  const known = seen.get(zone) ?? new Map<number, Shown>();
  seen.set(zone, known);
  let what = known.get(moment);
  if (what === undefined) {
    const at = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
    const date = at.toPlainDate();
    what = { date: date.toString(), minute: at.hour * 60 + at.minute, weekday: WEEKDAYS[date.dayOfWeek - 1]!, week: `${date.yearOfWeek}-${date.weekOfYear}` };
    known.set(moment, what);
  }
  return what;
}

const minuteOf = (text: string): number => Number(text.split(":")[0]) * 60 + Number(text.split(":")[1]);

export function freeMinuteByMinute(world: PlainWorld): number[] {
  const free: number[] = [];
  const hosts = world.hosts.map((host) => ({ ...host, taken: minutesOf(host.busy) }));
  const rooms = world.seat?.rooms.map(minutesOf) ?? [];
  const today = Temporal.Instant.fromEpochMilliseconds(world.now).toZonedDateTimeISO(world.type.zone).toPlainDate();
  const furthest = today.add({ days: world.type.horizonDays }).toString();
  for (let moment = Math.ceil(world.within.start / MINUTE) * MINUTE; moment < world.within.end; moment += MINUTE) {
    if (moment < world.now + world.type.noticeMinutes * MINUTE || shown(world.type.zone, moment).date > furthest || !isWithinHours(world, moment)) continue;
    if (world.seat !== null && !rooms.some((taken) => isUntouched(taken, moment - world.seat!.before, moment + world.length * MINUTE + world.seat!.after)))
      continue;
    const can = hosts.map((host) => canHost(world, host, moment));
    if (can.length > 0 && (world.type.hosting === "together" ? !can.includes(false) : can.includes(true))) free.push(moment);
  }
  return free;
}

function isWithinHours({ type, holidays, length }: PlainWorld, moment: number): boolean {
  const { date, minute, weekday } = shown(type.zone, moment);
  const own = type.days.find(({ day }) => day === date);
  const spans = own !== undefined ? own.spans : type.skipsHolidays && holidays.includes(date) ? [] : (type.weekly[weekday] ?? []);
  return spans.some(({ from, to }) => {
    if (minute < minuteOf(from) || (minute - minuteOf(from)) % type.gridMinutes !== 0) return false;
    for (let n = 0; n < length; n += 1) {
      const at = shown(type.zone, moment + n * MINUTE);
      if (at.date !== date || at.minute < minuteOf(from) || at.minute >= minuteOf(to)) return false;
    }
    return true;
  });
}

function canHost({ type, length }: PlainWorld, host: PlainWorld["hosts"][number] & { taken: ReadonlySet<number> }, moment: number): boolean {
  const at = shown(type.zone, moment);
  const booked = host.booked.map((one) => shown(type.zone, one));
  return (
    !host.away &&
    isUntouched(host.taken, moment - type.bufferBefore * MINUTE, moment + (length + type.bufferAfter) * MINUTE) &&
    (type.mostADay === null || booked.filter(({ date }) => date === at.date).length < type.mostADay) &&
    (type.mostAWeek === null || booked.filter(({ week }) => week === at.week).length < type.mostAWeek)
  );
}

/** Every minute of which some part is taken. */
function minutesOf(times: readonly Time[]): Set<number> {
  const taken = new Set<number>();
  for (const { start, end } of times) for (let minute = Math.floor(start / MINUTE); minute * MINUTE < end; minute += 1) taken.add(minute);
  return taken;
}

function isUntouched(taken: ReadonlySet<number>, from: number, to: number): boolean {
  for (let minute = from / MINUTE; minute < to / MINUTE; minute += 1) if (taken.has(minute)) return false;
  return true;
}
