import type { Member } from "../people/member.ts";
import { datesOfCourse } from "../sessions/series/actions.ts";
import type { DateOfCourse } from "../sessions/series/date.ts";
import { valueOf, ZONE, type TestWorld } from "../../test/world.ts";
import { makeCourse, type Made } from "./actions.ts";
import type { Answer } from "./at-once-actions.ts";
import type { NewCourse } from "./contract.ts";

/** Mondays at ten, from the week after the world's first, ten times. */
export const asked = (w: TestWorld, more: Partial<NewCourse> = {}): NewCourse => ({
  id: w.random.uuid(),
  title: "Física I",
  teacherId: null,
  zone: ZONE,
  start: "2027-03-08T10:00",
  rule: "FREQ=WEEKLY;COUNT=10",
  without: [],
  extra: [],
  minutes: 60,
  kind: "meeting",
  admission: "automatic",
  expected: null,
  source: "pool",
  hostId: null,
  skipsHolidays: true,
  groupIds: [],
  ...more,
});

export const tryCourse = (w: TestWorld, more: Partial<NewCourse> & { by?: Member } = {}, preview = false): Promise<Answer<Made>> => {
  const { by = w.organizer, ...course } = more;
  return makeCourse(w, by, asked(w, course), { preview });
};

export const aCourse = async (w: TestWorld, more: Partial<NewCourse> & { by?: Member } = {}): Promise<Made> => valueOf(await tryCourse(w, more));

export const datesNow = (w: TestWorld, { course }: Pick<Made, "course">): Promise<DateOfCourse[]> => datesOfCourse(w.db, w.institutionId, course.id);
