import { createTransport } from "nodemailer";
import { instant } from "../../src/lib/time.ts";
import type { Facts } from "../../src/notices/facts.ts";
import { writeLetter } from "../../src/notices/letter.ts";

/** A bare loop over a pooled nodemailer with its own settings: so fast can the library hand over so many mails like ours. Says the rate. */
const [port, many] = process.argv.slice(2).map(Number) as [number, number];

const facts: Facts = {
  institution: "Universidad del Sur",
  contact: { name: "Campus virtual", email: "campus@universidad.example", phone: "+34 900 000 000" },
  session: {
    id: "00000000-0000-4000-8000-000000000001",
    title: "Session 1",
    kind: "meeting",
    start: instant("2027-03-01T09:00:00Z"),
    end: instant("2027-03-01T10:00:00Z"),
    zone: "UTC",
    organizer: "Marta Rivas",
    room: null,
    admission: "automatic",
    sequence: 1,
  },
  audience: "attendee",
  page: "http://127.0.0.1:3000/sessions/00000000-0000-4000-8000-000000000001",
};
const { subject, text, html, calendar } = writeLetter(
  "link",
  facts,
  { joinAddress: "http://127.0.0.1:3000/j/abcdefghijklmnopqrstuv" },
  { name: "Zoë Núñez", email: "zoe@people.example", language: "es", zone: "Europe/Madrid" },
);
const transport = createTransport({ host: "127.0.0.1", port, pool: true, logger: false });
const send = (i: number): Promise<unknown> =>
  transport.sendMail({
    messageId: `<${i}@bare>`,
    from: { name: "Bedel", address: "bedel@localhost.localdomain" },
    to: { name: `Zoë Núñez ${i}`, address: `zoe.${i}@people.example` },
    subject,
    text,
    html,
    ...(calendar === null ? {} : { icalEvent: { method: calendar.method, filename: "session.ics", content: calendar.content } }),
  });
let next = 0;
const loop = async (): Promise<void> => {
  while (next < many) await send((next += 1));
};
const begun = performance.now();
await Promise.all(Array.from({ length: 20 }, loop));
console.log(JSON.stringify({ ms: performance.now() - begun }));
transport.close();
