/** The semester as whoever made the timetable wrote it: by a calendar of its own, so that what Bedel makes of it is held against something else. */

export const ZONE = "Europe/Madrid";
/** A Monday, the week before the first. */
export const BEGINS = "2027-09-13T07:00:00Z";
export const WEEKS = 20;
const FIRST_MONDAY = "2027-09-20";
/** Clocks go back in the sixth week. */
const CLOCKS_GO_BACK = Date.parse("2027-10-31T01:00:00Z");
const [SUMMER, WINTER] = [2, 1];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A Monday from six to twelve. */
export const ZOOM_IS_AWAY = { from: Date.parse("2027-10-18T06:00:00Z") - SUMMER * HOUR, to: Date.parse("2027-10-18T12:00:00Z") - SUMMER * HOUR };

/** One of its dates: what the clock on the wall shows when it begins, and when that is. */
export type Slot = { wall: string; start: number };
export type Planned = {
  title: string;
  host: "room" | "named";
  minutes: number;
  rule: string | null;
  slots: Slot[];
  people: string[];
};

const slotAt = (wall: string): Slot => {
  const asUtc = Date.parse(`${wall}:00Z`);
  const inSummer = asUtc - SUMMER * HOUR;
  return { wall, start: inSummer < CLOCKS_GO_BACK ? inSummer : asUtc - WINTER * HOUR };
};
const dayAfter = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10);
const peopleOf = (course: string, many: number): string[] => Array.from({ length: many }, (_, n) => `zoe.${course.toLowerCase()}.${n}@people.example`);

const DAYS = ["MO", "TU", "WE", "TH", "FR"];
const TIMES = ["09:00", "11:00", "13:00", "15:00", "17:00", "19:00"];

/** So many courses, each on two days of the week at the same time, evenly spread over days and times. */
export function timetable(courses: number, people: number): Planned[] {
  return Array.from({ length: courses }, (_, n) => {
    const on = [n % 5, (n + 2) % 5].toSorted((a, b) => a - b);
    const time = TIMES[n % TIMES.length]!;
    const slots = Array.from({ length: WEEKS }, (__, week) => on.map((day) => slotAt(`${dayAfter(FIRST_MONDAY, 7 * week + day)}T${time}`))).flat();
    return {
      title: `Subject ${n + 1}`,
      host: "room",
      minutes: 90,
      rule: `FREQ=WEEKLY;BYDAY=${on.map((day) => DAYS[day]).join(",")};COUNT=${2 * WEEKS}`,
      slots,
      people: peopleOf(String(n), people),
    };
  });
}

/** So many meetings of one host on one day, two at a time. All begin between 04:00 and 21:00 of Zoom's day (UTC). */
export const THE_DAY = "2027-11-24";
export const ON_THE_DAY = 130;
/** When somebody looks at the courses' pages. */
export const LOOKED_AT = "2027-11-22T10:00:00Z";

export function tutorials(people: number): Planned[] {
  return ["A", "B"].map((group) => ({
    title: `Tutorials ${group}`,
    host: "named",
    minutes: 15,
    rule: null,
    slots: Array.from({ length: ON_THE_DAY / 2 }, (_, n) => slotAt(new Date(Date.parse(`${THE_DAY}T05:00:00Z`) + n * 15 * 60_000).toISOString().slice(0, 16))),
    people: peopleOf(group, people),
  }));
}
