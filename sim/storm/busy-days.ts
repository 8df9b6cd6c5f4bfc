import { after, days, dayOf, hours, instant, iso, minutes, type Instant } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import type { TestWorld } from "../../test/open-world.ts";

/** In so many houses of a few hosts have been changed a lot today already, by Bedel itself: what can wait for another day has hardly a change left. */
const BUSY_EVERY = 3;
export const isBusy = (seed: number): boolean => seed % BUSY_EVERY === 0;
const CHANGED = 76;
/** Of Zoom's hundred changes of a host's meetings in a day, with so many is planned: the rest is for what nobody foresees. */
const PLANNED = 80;
/** What begins before three in the morning can't wait for the day. */
const EARLY = hours(3);
/** Around midnight it is another day for one process than for another. */
const TURN = minutes(2);

/** What was made for another day. `beyond`: although its host had no change left for that. */
export type MadeAhead = { made: number; beyond: string[] };
type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export async function makeBusy({ db, institutionId, rooms, clock, control }: TestWorld): Promise<void> {
  const day = dayOf(clock.now(), "UTC");
  for (const { hostId } of rooms) {
    await db.run(sql`insert into host_days (institution_id, host_id, day, changes) values (${institutionId}, ${hostId}, ${day}, ${CHANGED})`);
    await control("faults", { kind: "host day", hostId, changes: CHANGED });
  }
}

/** Counts on the way to Zoom what of each host is made and changed in a day, and notes what is made for another day beyond what is planned with. */
export function watchedHosts(fetch: Fetch, now: () => Instant, isBusyToday: boolean): { fetch: Fetch; ahead: MadeAhead } {
  const ahead: MadeAhead = { made: 0, beyond: [] };
  const [changes, hosts, begun] = [new Map<string, number>(), new Map<string, string>(), dayOf(now(), "UTC")];
  const changed = (hostId: string, day: string): number => {
    const key = `${hostId} ${day}`;
    const many = (changes.get(key) ?? (isBusyToday && day === begun ? CHANGED : 0)) + 1;
    changes.set(key, many);
    return many;
  };
  const made = (hostId: string, start: Instant, title: string): void => {
    const day = dayOf(now(), "UTC");
    const many = changed(hostId, day);
    const untilTomorrow = after(instant(`${day}T00:00:00Z`), days(1) + EARLY);
    if (start < after(untilTomorrow, TURN) || now() % days(1) > days(1) - TURN) return;
    ahead.made += 1;
    if (many > PLANNED) ahead.beyond.push(`${title} for ${iso(start)} was change ${many} of ${hostId} on ${day}`);
  };
  return {
    ahead,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      const path = new URL(url).pathname;
      const [, hostId] = /\/users\/([^/]+)\/(?:meetings|webinars)$/.exec(path) ?? [];
      const [, meetingId] = /\/(?:meetings|webinars)\/(\d+)$/.exec(path) ?? [];
      if (init.method === "POST" && hostId !== undefined && response.status === 201) {
        const { id } = (await response.clone().json()) as { id: number };
        const { start_time: start, topic } = JSON.parse(String(init.body)) as { start_time?: string; topic: string };
        hosts.set(String(id), hostId);
        if (start === undefined) changed(hostId, dayOf(now(), "UTC"));
        else made(hostId, instant(start), topic);
      } else if (init.method === "PATCH" && hosts.has(meetingId ?? "") && response.status === 204) changed(hosts.get(meetingId!)!, dayOf(now(), "UTC"));
      return response;
    },
  };
}
