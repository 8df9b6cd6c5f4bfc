import { setTimeout as wait } from "node:timers/promises";
import { APP, hostId, type Zoom } from "./zoom.ts";

const AT_ONCE = 48;
const AFTER_REFUSAL_MS = 1000;

/** How most programs do it: many at once, and again after a second where Zoom says that it was too fast. Seconds taken. */
export async function naiveClient(zoom: Zoom, sessions: number, hosts: number): Promise<number> {
  const form = new URLSearchParams({ grant_type: "account_credentials", account_id: APP.accountId });
  const authorization = `Basic ${btoa(`${APP.clientId}:${APP.clientSecret}`)}`;
  const answer = await fetch(`${zoom.base}/oauth/token`, { method: "POST", headers: { authorization }, body: form });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const begun = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < sessions) {
      const n = next++;
      while ((await create(zoom, token, n, hosts)) === 429) await wait(AFTER_REFUSAL_MS);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return (zoom.lastMadeAt() - begun) / 1000;
}

async function create(zoom: Zoom, token: string, n: number, hosts: number): Promise<number> {
  const body = { type: 2, topic: `Session ${n}`, start_time: "2030-01-01T10:00:00Z", duration: 60 };
  const response = await fetch(`${zoom.base}/v2/users/${hostId(n % hosts)}/meetings`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response.status;
}
