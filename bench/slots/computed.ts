import { merged, type Interval } from "../../src/lib/interval.ts";
import { after, days, minutes } from "../../src/lib/time.ts";
import { countedByDay, freeStarts, type Rules } from "../../src/bookings/free/free.ts";
import type { Times } from "../../src/bookings/free/times.ts";
import { quantile } from "../webhook-load.ts";
import { A_DAY, appointment, BEGINS, DAYS, HOSTS, midnight, QUARTER, ZONE } from "./agenda.ts";

const RULES: Rules = {
  hosting: "round robin",
  zone: ZONE,
  weekly: Object.fromEntries(["MO", "TU", "WE", "TH", "FR", "SA", "SU"].map((day) => [day, [{ from: "07:00", to: "20:00" }]])),
  days: [],
  lengths: [30],
  bufferBefore: 5,
  bufferAfter: 5,
  noticeMinutes: 60,
  horizonDays: 60,
  mostADay: 30,
  mostAWeek: 150,
  gridMinutes: QUARTER,
  skipsHolidays: true,
  active: true,
};

/** `times` as many appointments of the same hosts in the same days, each so much shorter. */
function timesOf(times: number): Times {
  const many = A_DAY * times;
  const hosts = Array.from({ length: HOSTS }, (_, host) => {
    const busy: Interval[] = [];
    for (let day = 0; day <= DAYS; day += 1) for (let k = 0; k < many; k += 1) busy.push(appointment(host, day, k, many));
    const booked = countedByDay(ZONE, busy.filter((_, n) => n % 4 === 0).map(({ start }) => start)); // prettier-ignore
    return { memberId: `m${host}`, busy: merged(busy), booked, lately: 0, given: null, whyNot: null, readAt: BEGINS };
  });
  return { hosts, holidays: new Set(["2027-03-19"]), seat: null };
}

const ROUNDS = 400;

/** What it takes to say which starts are free, of what is known of fifty hosts, from the second round on: the first reads how the clocks change. */
function asked(hosting: Rules["hosting"], times: Times): { p50: number; p99: number; starts: number } {
  const took: number[] = [];
  let starts = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const now = after(BEGINS, minutes(round));
    const begun = performance.now();
    starts = freeStarts({ ...RULES, hosting }, times, 30, { start: midnight(0), end: after(midnight(0), days(DAYS)) }, now).length;
    if (round > 0) took.push(performance.now() - begun);
  }
  const sorted = took.toSorted((a, b) => a - b);
  return { p50: rounded(quantile(sorted, 0.5)), p99: rounded(quantile(sorted, 0.99)), starts };
}

const rounded = (ms: number): number => Math.round(ms * 100) / 100;

export function computed() {
  const [once, tenfold] = [timesOf(1), timesOf(10)];
  const roundRobin = { once: asked("round robin", once), tenfold: asked("round robin", tenfold) };
  const together = { once: asked("together", once), tenfold: asked("together", tenfold) };
  return { roundRobin, together };
}
