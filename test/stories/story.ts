import { after, before, hours, instant, minutes } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import type { Off, Told } from "./telling.ts";

/** The Zoom user of whoever authorizes. */
export const HOST = "uAdmin00000000000000AA";
export const [ADA, BRUNO, AGNES] = ["ada@elsewhere.example", "bruno@elsewhere.example", "agnes@elsewhere.example"];
/** The course's dates are Wednesdays at ten in Madrid; it is Monday morning, two days before the first. */
export const FIRST = instant("2027-03-03T09:00:00Z");
export const SECOND = after(FIRST, 7 * hours(24));
export const DAY_BEFORE = before(FIRST, hours(24));
export const LINKS = before(FIRST, minutes(15));

/**
 * What a help page for members of another platform says of its link with Zoom, sentence by sentence, each told on a course here, with the sandbox as Zoom. What
 * that page names as a limitation must hold the other way round. `off`: without it the same story must fail.
 */
export type Story = { says: string; goes: string; tell: (told: Told) => Promise<void>; off: Off };

export const neverDue = { livedBy: () => false };

/** For the first time: nothing was connected before. */
export async function connected({ w, deeds }: Told): Promise<void> {
  await w.db.run(sql`delete from connections where institution_id = ${w.institutionId}`);
  await deeds.connect();
}

/** What the connection's page is told. */
export const page = async ({ w }: Told) => (await w.browser(w.admin).ask("GET", "/api/connection")).body;

/** A connected institution, a course by its default host with Ada on it, until the first date is on Zoom. */
export async function generated(told: Told) {
  await connected(told);
  const course = await told.course();
  await told.register(course, ADA);
  await told.w.advanceTo(after(DAY_BEFORE, minutes(1)));
  const [first] = await told.dates(course);
  return { course, first: first! };
}
