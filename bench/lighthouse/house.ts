import { randomUUID } from "node:crypto";
import { ORGANIZER, PASSWORD } from "../../src/example/programme.ts";
import type { NewType } from "../../src/bookings/contract.ts";
import { forget, startServer } from "../../test/screens/support/server.ts";

export type BookingHouse = { origin: string; page: string; stop(): Promise<void> };

const MORNINGS = [{ from: "09:00", to: "13:00" }];
const HOURS = { MO: MORNINGS, TU: MORNINGS, WE: MORNINGS, TH: MORNINGS, FR: MORNINGS, SA: [], SU: [] };

/** A server as people run it, with one thing that strangers can book. */
export async function openBookingHouse(): Promise<BookingHouse> {
  const { origin, folder, stop } = await startServer(null);
  const entered = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: ORGANIZER, password: PASSWORD }),
  });
  const cookie = entered.headers.getSetCookie().map((one) => one.split(";")[0]).join("; "); // prettier-ignore
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const headers = { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const answer = await fetch(`${origin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { member } = await ask<{ member: { id: string } }>("GET", "/api/me");
  const type: NewType = {
    id: randomUUID(),
    slug: "thesis-consultation",
    name: "Thesis consultation",
    description: "A first talk about the subject, the plan, and who could supervise it.",
    lengths: [20, 45],
    place: { kind: "telephone", text: "+34 900 000 000" },
    source: "pool",
    hosting: "one",
    hostIds: [member.id],
    teamId: null,
    zone: "Europe/Madrid",
    weekly: HOURS,
    days: [],
    ...{ bufferBefore: 0, bufferAfter: 0, noticeMinutes: 60, horizonDays: 90, mostADay: null, mostAWeek: null, gridMinutes: 15 },
    ...{ skipsHolidays: false, listed: true, languages: ["en", "es"], staleMinutes: 1440, changeUntilMinutes: 60, reminders: [], mostGuests: 3, active: true },
  };
  await ask("POST", "/api/appointment-types", type);
  return { origin, page: `${origin}/book/${type.slug}`, stop: () => stop().then(() => forget(folder)) };
}
