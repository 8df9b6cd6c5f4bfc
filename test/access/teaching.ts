import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CourseDetail, NewCourse } from "../../src/courses/contract.ts";
import { done, type Asker } from "./people.ts";
import type { Server } from "./server.ts";

export type Teaching = {
  /** Of `organizer`, with three dates that lie ahead. */
  course: CourseDetail;
  /** Holidays that were read at an address, which answers no more. `path`: whoever knows it reads them. */
  holidays: { id: string; path: string };
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

export async function teaching(server: Server, organizer: Asker, admin: Asker, name: string): Promise<Teaching> {
  const body = aCourse(`Astronomy ${name}`, { id: randomUUID() });
  const course = await done<CourseDetail>(server, { method: "POST", url: "/api/courses", body }, organizer);
  const holidays = { id: randomUUID(), path: `private-holidays-of-${name}` };
  await whileServed(holidays.path, `Day of ${name}`, async (address) => {
    await done(server, { method: "POST", url: "/api/holidays", body: { id: holidays.id, name: `Holidays ${name}`, address } }, admin);
  });
  return { course, holidays };
}

/** A calendar with one whole day in it can be read at an address, which answers no more afterwards. */
export async function whileServed(path: string, summary: string, work: (address: string) => Promise<void>): Promise<void> {
  const text = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20280501", `SUMMARY:${summary}`, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
  const calendars = createServer((_, reply) => void reply.setHeader("connection", "close").end(text));
  await new Promise<void>((resolve) => calendars.listen(0, "127.0.0.1", resolve));
  await work(`http://127.0.0.1:${(calendars.address() as AddressInfo).port}/${path}`);
  await new Promise((resolve) => calendars.close(resolve));
}
