import { z } from "zod";
import type { SessionView } from "../../../src/sessions/contract.ts";
import type { House } from "./house.ts";

/** What a screen must bear: 200 letters and not one space. */
export const TITLE_LONGEST = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3).slice(0, 200);
const LONG_NAME = "María de los Ángeles Fernández-Villaverde y Gutiérrez de la Concha-Castañeda";

export type Full = { over: SessionView; coming: SessionView; waiting: SessionView; roomId: string; token: string; mail: string };

/** A day at the end of which every page has something to show: a report, a request without a room, a crowd, and words that are too long. */
export async function fill(house: House): Promise<Full> {
  const { administrator } = house;
  await house.zoom("visitors", { on: true });
  const over = await administrator.ask({ start: "2027-03-01T10:00", title: `Over: ${TITLE_LONGEST}`.slice(0, 200) });
  await administrator.post(`/api/sessions/${over.id}/attendees`, { lines: people(25) });
  await house.moveClock({ to: "2027-03-01T12:00:00Z" });
  const coming = await administrator.ask({ start: "2027-03-02T10:00", title: TITLE_LONGEST, kind: "webinar", expected: 400 });
  await administrator.post(`/api/sessions/${coming.id}/attendees`, { lines: people(1000) });
  await administrator.ask({ start: "2027-03-02T10:00", title: "Faculty board", minutes: 90 });
  const waiting = await administrator.ask({ start: "2027-03-02T10:30", title: TITLE_LONGEST });
  const mails = await administrator.get("/api/mailbox", z.object({ mails: z.array(z.object({ id: z.string(), subject: z.string() })) }));
  const link = await administrator.get(`/api/mailbox/${mails.mails.find(({ subject }) => subject.startsWith("Link"))!.id}`, z.object({ text: z.string() }));
  const token = /\/j\/([A-Za-z0-9_-]+)/.exec(link.text)![1]!;
  return { over, coming, waiting, roomId: over.room!.id, token, mail: mails.mails[0]!.id };
}

const people = (many: number): string =>
  Array.from(
    { length: many },
    (_, i) => `${i === 0 ? LONG_NAME : `Attendee Number ${i}`} <attendee.${i}.${i === 0 ? "a".repeat(45) : "of"}@people.example>`,
  ).join("\n");
