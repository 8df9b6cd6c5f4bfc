import { openSandbox } from "../../sandbox/sandbox.ts";
import { seededRandom } from "../../src/lib/random.ts";
import type { Instant } from "../../src/lib/time.ts";
import type { Said } from "./house.ts";

const BASE = "http://sandbox.example/zoom";

/** What Zoom itself knows, asked after Bedel has stopped. */
export type Truth = {
  state: Said;
  opens: (email: string, password: string) => Promise<boolean>;
  attended: (sessionId: string) => Promise<string[]>;
  close: () => void;
};

export async function truthIn(file: string, now: Instant): Promise<Truth> {
  let machine = 0;
  const sandbox = openSandbox({
    now: () => now,
    machine: () => (machine += 1000),
    random: seededRandom(1),
    baseUrl: BASE,
    file,
    webhook: null,
    send: () => Promise.reject(new Error("nobody listens")),
  });
  const fetched = async (path: string, init: RequestInit): Promise<Said> => {
    const answer = await sandbox.fetch(new Request(`${BASE}${path}`, init));
    if (!answer.ok) throw new Error(`Zoom answered ${answer.status} to ${path}: ${await answer.text()}`);
    return answer.json();
  };
  const basic = { authorization: `Basic ${btoa("sandbox-client:sandbox-client-secret")}`, "content-type": "application/x-www-form-urlencoded" };
  const token = await fetched("/oauth/token", { method: "POST", headers: basic, body: "grant_type=account_credentials&account_id=sandbox-account" });
  const api: Api = (path) => fetched(`/v2${path}`, { headers: { authorization: `Bearer ${token.access_token}` } });
  const state = await fetched("/control/state", {});
  return {
    state,
    opens: async (email, password) => (await fetched("/control/sign-in", { method: "POST", body: JSON.stringify({ email, password }) })).ok as boolean,
    attended: async (sessionId) => {
      const meeting = (state.meetings as Said[]).find((m) => m.deletedAt === null && String(m.agenda).includes(sessionId));
      return meeting === undefined ? [] : attendedIn(api, meeting);
    },
    close: () => sandbox.close(),
  };
}

type Api = (path: string) => Promise<Said>;

/** Every registrant who was there, with the first coming and the last going. */
async function attendedIn(api: Api, meeting: Said): Promise<string[]> {
  const { registrants } = (await api(`/meetings/${meeting.id}/registrants?page_size=300`)) as { registrants: Said[] };
  const people = new Map<string, { join: string; leave: string }>();
  for (const { uuid } of meeting.instances as { uuid: string }[]) {
    const { participants } = await api(
      `/report/meetings/${encodeURIComponent(encodeURIComponent(uuid))}/participants?page_size=300&include_fields=registrant_id`,
    );
    for (const p of participants as Said[]) {
      const registrant = registrants.find((r) => r.id === p.registrant_id);
      if (registrant === undefined) continue;
      const known = people.get(registrant.email) ?? { join: p.join_time, leave: p.leave_time };
      people.set(registrant.email, {
        join: known.join < p.join_time ? known.join : p.join_time,
        leave: known.leave > p.leave_time ? known.leave : p.leave_time,
      });
    }
  }
  return [...people].map(([email, { join, leave }]) => whenThere(email, join, leave)).toSorted();
}

/** One line for one person, to the second. */
export const whenThere = (email: string, join: string, leave: string): string =>
  [email, ...[join, leave].map((moment) => new Date(moment).toISOString().slice(0, 19))].join(" ");
