import { hours, instant, minutes, after, before } from "../lib/time.ts";
import type { Facts, Reader, Secret } from "./facts.ts";

const START = instant("2027-03-01T09:00:00Z");

/** Facts of an unremarkable session in Madrid, and one argument for what the test is about. */
export function someFacts(more: Partial<Omit<Facts, "session">> & { session?: Partial<Facts["session"]> } = {}): Facts {
  const session = {
    id: "s1",
    title: "Introduction to logic",
    kind: "meeting",
    start: START,
    end: after(START, hours(1)),
    zone: "Europe/Madrid",
    organizer: "Ana Ruiz",
    room: "Room 2",
    admission: "automatic",
    sequence: 0,
  } as const;
  return {
    institution: "University of the South",
    contact: { name: "Online teaching", email: "online@south.example", phone: "+34 900 000 000" },
    opensAt: before(START, minutes(15)),
    handover: "credentials",
    audience: "organizer",
    page: "https://bedel.example/sessions/s1",
    ...more,
    session: { ...session, ...more.session },
  };
}

export const someSecret: Secret = {
  credentials: {
    signInUrl: "https://zoom.example/signin",
    userName: "room2@south.example",
    password: "Kq7<&>\"'pass",
    validUntil: after(START, hours(1) + minutes(10)),
  },
};

export const aReader = (more: Partial<Reader> = {}): Reader => ({ name: "Ana Ruiz", language: "en", zone: "Europe/Madrid", ...more });
