import { randomUUID } from "node:crypto";
import { z } from "zod";
import { DEFAULT_APP } from "../../../sandbox/university.ts";
import { typeDetail, type NewType } from "../../../src/bookings/contract.ts";
import { courseDetail, type NewCourse } from "../../../src/courses/contract.ts";
import { me } from "../../../src/people/contract.ts";
import { sessionDetail, type SessionView } from "../../../src/sessions/contract.ts";
import { book } from "./booking.ts";
import type { House } from "./house.ts";

/** What a screen must bear: 200 letters and not one space. */
export const TITLE_LONGEST = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3).slice(0, 200);
const LONG_NAME = "María de los Ángeles Fernández-Villaverde y Gutiérrez de la Concha-Castañeda";

export type Full = {
  over: SessionView;
  coming: SessionView;
  waiting: SessionView;
  hosted: SessionView;
  roomId: string;
  list: string;
  group: string;
  course: string;
  type: string;
  run: string;
  batch: string;
  token: string;
  panelToken: string;
  mail: string;
};

/** A day at the end of which every page has something to show: a report, a request without a room, a crowd, and words that are too long. */
export async function fill(house: House): Promise<Full> {
  const { administrator } = house;
  await house.zoom("visitors", { on: true });
  const over = await administrator.ask({ start: "2027-03-01T10:00", title: `Over: ${TITLE_LONGEST}`.slice(0, 200) });
  await administrator.post(`/api/sessions/${over.id}/attendees`, { lines: people(25) });
  const hosted = await administrator.ask({ start: "2027-03-02T16:00", title: TITLE_LONGEST, source: "default host" });
  await planInZoom(house, { topic: TITLE_LONGEST, start_time: "2027-03-02T15:30:00Z", duration: 60, type: 2 });
  await house.moveClock({ to: "2027-03-01T12:00:00Z" });
  await administrator.post("/api/rooms/sync");
  const coming = await administrator.ask({ start: "2027-03-02T10:00", title: TITLE_LONGEST, kind: "webinar", expected: 400 });
  await administrator.post(`/api/sessions/${coming.id}/attendees`, { lines: people(1000) });
  await administrator.ask({ start: "2027-03-02T10:00", title: "Faculty board", minutes: 90 });
  const list = randomUUID();
  await administrator.post("/api/lists", { id: list, name: TITLE_LONGEST.slice(0, 120) });
  await administrator.put(`/api/lists/${list}/sessions`, { sessions: [coming.id] });
  await administrator.post(`/api/lists/${list}/people`, { lines: people(3) });
  const group = randomUUID();
  await administrator.post("/api/groups", { id: group, name: TITLE_LONGEST.slice(0, 119) });
  await administrator.post(`/api/groups/${group}/people`, { lines: people(4) });
  await administrator.put(`/api/lists/${list}/groups/${group}`, {});
  const waiting = await administrator.ask({ start: "2027-03-02T10:30", title: TITLE_LONGEST });
  const mails = await administrator.get("/api/mailbox", z.object({ mails: z.array(z.object({ id: z.string(), subject: z.string() })) }));
  const link = await administrator.get(`/api/mailbox/${mails.mails.find(({ subject }) => subject.startsWith("Link"))!.id}`, z.object({ text: z.string() }));
  const token = /\/j\/([A-Za-z0-9_-]+)/.exec(link.text)![1]!;
  const panelToken = /\/p\/([A-Za-z0-9_-]+)/.exec(link.text)![1]!;
  const course = await aCourse(administrator, group);
  const type = await aBookedType(house);
  const { run, batch } = await someClassrooms(administrator);
  return { over, coming, waiting, hosted, roomId: over.room!.id, list, group, course, type, run, batch, token, panelToken, mail: mails.mails[0]!.id };
}

/** One that waits for its invitation to be accepted, under a name that is too long, and two of one file. */
async function someClassrooms(administrator: House["administrator"]): Promise<{ run: string; batch: string }> {
  const how = { licence: true, standing: "personal meeting", farewell: "nothing" };
  await administrator.put("/api/provisioning", { revision: 0, on: true, makesAt: "at once", madeAs: "invited", standing: "personal meeting" });
  const [run, batchId] = [randomUUID(), randomUUID()];
  const named = {
    name: TITLE_LONGEST.slice(0, 120),
    code: TITLE_LONGEST.slice(0, 60),
    firstName: "Aula",
    lastName: "Larga",
    email: "aula.larga@universidad.example",
  };
  await administrator.post("/api/classrooms", { id: run, ...how, ...named, link: null, passcode: null, replaces: null, seen: null });
  const text = "aula.31@universidad.example,Aula,31,Aula 31\naula.32@universidad.example,Aula,32,Aula 32";
  await administrator.post("/api/classrooms/many", { batchId, ...how, text, preview: false, linkTableId: null, passcodeTableId: null });
  return { run, batch: batchId };
}

/** On Sundays, also on that of the change of clocks in the hour that it skips, with a date changed by hand. */
async function aCourse(administrator: House["administrator"], group: string): Promise<string> {
  const course: NewCourse = {
    id: randomUUID(),
    title: TITLE_LONGEST,
    teacherId: null,
    zone: "Europe/Madrid",
    start: "2027-03-07T02:30",
    rule: "FREQ=WEEKLY;BYDAY=SU;COUNT=6",
    without: ["2027-03-21"],
    extra: ["2027-03-09T12:00"],
    minutes: 90,
    kind: "meeting",
    admission: "manual",
    expected: null,
    source: "pool",
    hostId: null,
    skipsHolidays: true,
    groupIds: [group],
  };
  await administrator.post("/api/courses", course);
  const { sessions } = await administrator.get(`/api/courses/${course.id}`, courseDetail);
  const { revision } = await administrator.get(`/api/sessions/${sessions[0]!.sessionId}`, sessionDetail);
  await administrator.post(`/api/sessions/${sessions[0]!.sessionId}/change`, { revision, title: "Revision", minutes: 60 });
  return course.id;
}

/** Booked by somebody elsewhere, with words that are too long; and one that nobody can book. */
async function aBookedType(house: House): Promise<string> {
  const { administrator } = house;
  const host = (await administrator.get("/api/me", me)).member.id;
  const spans = [
    { from: "09:00", to: "12:00" },
    { from: "14:00", to: "24:00" },
  ];
  const type: NewType = {
    ...{ id: randomUUID(), slug: null, name: TITLE_LONGEST.slice(0, 120), description: TITLE_LONGEST, lengths: [25, 30], place: { kind: "zoom" } },
    ...{ source: "pool", hosting: "one", hostIds: [host], teamId: null, zone: "Europe/Madrid" },
    weekly: { MO: spans, TU: spans, WE: spans, TH: spans, FR: [], SA: [], SU: [] },
    days: [
      { day: "2027-03-08", spans: [] },
      { day: "2027-03-13", spans: [{ from: "10:00", to: "11:10" }] },
    ],
    ...{ bufferBefore: 10, bufferAfter: 20, noticeMinutes: 0, horizonDays: 60, mostADay: 8, mostAWeek: null, gridMinutes: 15, skipsHolidays: true },
    ...{ listed: true, languages: ["en"], staleMinutes: 1440, changeUntilMinutes: 240, reminders: [60], mostGuests: 5, active: true },
  };
  const { slug } = typeDetail.parse(await administrator.post("/api/appointment-types", type));
  const message = `${TITLE_LONGEST}\n`.repeat(4);
  await book(house, slug, { start: "2027-03-03T15:00:00Z", name: TITLE_LONGEST.slice(0, 120), zone: "America/Lima", message });
  await administrator.post("/api/appointment-types", { ...type, id: randomUUID(), name: "Nobody’s", source: "personal", hosting: "one" });
  return type.id;
}

/** By the default host, beside Bedel. */
async function planInZoom({ origin }: House, meeting: object): Promise<void> {
  const { accountId, clientId, clientSecret } = DEFAULT_APP;
  const asked = await fetch(`${origin}/zoom/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "account_credentials", account_id: accountId }),
  });
  const { access_token: token } = z.object({ access_token: z.string() }).parse(await asked.json());
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const made = await fetch(`${origin}/zoom/v2/users/uOwner00000000000000AA/meetings`, { method: "POST", headers, body: JSON.stringify(meeting) });
  if (!made.ok) throw new Error(`it was not planned: ${made.status} ${await made.text()}`);
}

const people = (many: number): string =>
  Array.from(
    { length: many },
    (_, i) => `${i === 0 ? LONG_NAME : `Attendee Number ${i}`} <attendee.${i}.${i === 0 ? "a".repeat(45) : "of"}@people.example>`,
  ).join("\n");
