import { randomUUID } from "node:crypto";

/** A Monday before the semester; its clocks change in the seventh week. */
export const BEGINS = "2027-08-30T07:00:00Z";
const FIRST_WEEK = "2027-09-20";
export const WEEKS = 20;
export const ROOMS = 40;
export const PEOPLE_A_COURSE = 30;
export const ZONE = "Europe/Madrid";
/** A week of the semester, after the change of clocks. */
export const SOME_MONDAY = "2027-11-15";

/** Two days of the week apart, as timetables have them. */
const DAYS = [["MO", 0], ["TU", 1], ["WE", 2], ["TH", 3], ["FR", 4]] as const; // prettier-ignore
const HOURS = ["08:00", "10:00", "12:00", "14:00", "16:00", "18:00"];

export type Course = { id: string; title: string; start: string; rule: string };

/** So many courses, each twice a week at the same hour, spread over the week as a timetable spreads them. */
export function timetable(many: number): Course[] {
  return Array.from({ length: many }, (_, n) => {
    const [first, second] = [n % 5, (n + 2) % 5].toSorted((a, b) => a - b) as [number, number];
    const day = new Date(Date.parse(`${FIRST_WEEK}T00:00:00Z`) + DAYS[first]![1] * 86_400_000).toISOString().slice(0, 10);
    const time = HOURS[Math.floor(n / 5) % HOURS.length]!;
    return {
      id: randomUUID(),
      title: `Asignatura ${n + 1}`,
      start: `${day}T${time}`,
      rule: `FREQ=WEEKLY;BYDAY=${DAYS[first]![0]},${DAYS[second]![0]};COUNT=${2 * WEEKS}`,
    };
  });
}

export const asked = ({ id, title, start, rule }: Course) => ({
  id, title, start, rule, zone: ZONE, teacherId: null, without: [], extra: [], minutes: 90, kind: "meeting", admission: "automatic", expected: null,
  source: "pool", hostId: null, skipsHolidays: true, groupIds: [],
}); // prettier-ignore

/** One line a person, as they are pasted. */
export const people = (course: number): string =>
  Array.from({ length: PEOPLE_A_COURSE }, (_, n) => `Zoë Núñez ${n} <zoe.${course}.${n}@people.example>`).join("\n");
