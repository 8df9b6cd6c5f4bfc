import type { Tx } from "../../platform/database.ts";
import { recipientsAmong } from "../actions.ts";
import { heardOnList, inDates } from "./heard-store.ts";

/** `attendeeId`, `sessionId`: one of the person's places, by which the panel is found; null for whoever has none yet. `only`: the dates that the person comes to; null: all. */
export type Hearer = {
  attendeeId: string | null;
  sessionId: string | null;
  name: string;
  email: string;
  language: "en" | "es" | null;
  zone: string | null;
  only: string[] | null;
};

/**
 * Who must hear of what happened to these dates of a course, each person once: whoever has heard of one of them, by a link, a note or when registering, and
 * whoever is on the course's list and was written to about any of its dates.
 */
export async function whoHasHeard(
  tx: Tx,
  institutionId: string,
  course: { courseId: string; listId: string },
  sessionIds: readonly string[],
): Promise<Hearer[]> {
  const found = new Map<string, Omit<Hearer, "language" | "zone">>();
  const byPerson = Map.groupBy(await inDates(tx, institutionId, course.listId, sessionIds), ({ email }) => email.toLowerCase());
  for (const [person, places] of byPerson) {
    const [{ attendeeId, sessionId, name, email }] = places as [(typeof places)[number]];
    if (places.some((one) => one.heard)) found.set(person, { attendeeId, sessionId, name, email, only: places.map((one) => one.sessionId) });
  }
  for (const one of await heardOnList(tx, institutionId, course))
    found.set(one.email.toLowerCase(), { ...one, ...found.get(one.email.toLowerCase()), only: null });
  const people = [...found.values()];
  const wishes = await recipientsAmong(tx, institutionId, people.map(({ name, email }) => ({ id: "", name, email }))); // prettier-ignore
  return people.map((one, i) => ({ ...one, language: wishes[i]!.language ?? null, zone: wishes[i]!.zone ?? null }));
}
