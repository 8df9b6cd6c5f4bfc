import { after, hours, minutes } from "../../lib/time.ts";
import { policyOf, DEFAULT_SETTINGS } from "../../people/institution.ts";
import type { Database } from "../../platform/database.ts";
import { newSession } from "../../sessions/asking.ts";
import { insertSession, saveSession } from "../../sessions/store.ts";
import { attending, INSTITUTION, MARTA } from "../attending.fixtures.ts";
import { serving } from "../serving.fixtures.ts";

export const LIST = "00000000-0000-4000-8000-0000000000a1";
export const SECOND = "00000000-0000-4000-8000-0000000000b2";
export const url = `/api/lists/${LIST}`;

/** Marta has two sessions, a week apart, and a list. */
export async function programme(db: Database) {
  const it = await attending(db);
  const start = after(it.start, hours(24 * 7));
  const asked = {
    id: SECOND,
    title: "Óptica II",
    start: "",
    zone: "Europe/Madrid",
    minutes: 60,
    admission: "automatic",
    kind: "meeting",
    expected: null,
    source: "pool",
  } as const;
  const by = {
    institutionId: INSTITUTION,
    organizerId: MARTA.id,
    time: { start, end: after(start, minutes(60)) },
    policy: policyOf(DEFAULT_SETTINGS),
    now: it.world.clock.now(),
  };
  await insertSession(db, newSession(asked, by));
  await saveSession(db, { ...newSession(asked, by), status: "waiting" }, null);
  const organizer = await serving(it);
  await organizer.inject({ method: "POST", url: "/api/lists", payload: { id: LIST, name: "Curso de óptica" } });
  return {
    it,
    organizer,
    add: (lines: string) => organizer.inject({ method: "POST", url: `${url}/people`, payload: { lines } }),
    serve: (...sessions: string[]) => organizer.inject({ method: "PUT", url: `${url}/sessions`, payload: { sessions } }),
    shown: async () => (await organizer.inject({ url })).json(),
  };
}
