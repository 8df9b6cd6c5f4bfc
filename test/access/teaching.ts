import { randomUUID } from "node:crypto";
import type { CourseDetail, NewCourse } from "../../src/courses/contract.ts";
import { done, type Asker } from "./people.ts";
import type { Server } from "./server.ts";

export type Teaching = {
  /** Of `organizer`, with three dates that lie ahead. */
  course: CourseDetail;
};

/** Mondays at eight. */
export const aCourse = (title: string, more: Partial<NewCourse> = {}): NewCourse => ({
  id: "00000000-0000-4000-8000-00000000c0de",
  title,
  teacherId: null,
  zone: "Europe/Madrid",
  start: "2027-03-08T08:00",
  rule: "FREQ=WEEKLY;COUNT=3",
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

export async function teaching(server: Server, organizer: Asker, name: string): Promise<Teaching> {
  const body = aCourse(`Astronomy ${name}`, { id: randomUUID() });
  return { course: await done<CourseDetail>(server, { method: "POST", url: "/api/courses", body }, organizer) };
}
