import { createHmac } from "node:crypto";
import { after, days, earliest, minutes, seconds, type Instant } from "../../src/lib/time.ts";
import type { Delivery } from "./delivery.ts";
import { secret } from "../ids.ts";
import { findApp } from "../oauth/apps.ts";
import { settle } from "../settle.ts";
import { account, toldAt, type World } from "../world.ts";
import { bodyOf } from "./body.ts";
import { keepValidation, maySend, target, validationDue, type Target } from "./subscription.ts";

const RETRIES = [minutes(5), minutes(20), minutes(60)];
const ANSWER_WITHIN_MS = 3000;
const FORGOTTEN_AFTER = days(1);

/** Where to, or null as long as nothing may be sent. That it was removed an app hears at an address of its own, whatever befalls the subscription. */
function addressOf(world: World, { toApp }: Delivery): Target | null {
  if (toApp === undefined) return maySend(world) ? target(world) : null;
  const app = findApp(world, toApp);
  return app === null || app.deauthorizationUrl === null ? null : { url: app.deauthorizationUrl, secret: app.secretToken };
}

const waiting = (world: World): Delivery[] => [...world.deliveries.all()].filter((d) => d.state === "waiting" && addressOf(world, d) !== null);
const due = (world: World): Delivery[] => waiting(world).filter((d) => d.dueAt <= world.at).toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1)); // prettier-ignore

/** When there is something to send next, be it the question whether the address is still the right one. */
export function nextDelivery(world: World): Instant | null {
  return earliest([...waiting(world).map((delivery) => delivery.dueAt), validationDue(world)].filter((at) => at !== null));
}

/** Asks the address for its proof when that is due, then sends what is due. */
export async function sendDue(world: World): Promise<void> {
  await validateWhenDue(world);
  for (let batch = due(world); batch.length > 0; batch = due(world)) {
    for (const delivery of batch) await send(world, delivery);
    settle(world);
  }
}

async function validateWhenDue(world: World): Promise<void> {
  const to = target(world);
  const when = validationDue(world);
  if (to === null || when === null || when > world.at) return;
  const proved = await proves(world, to);
  const now = target(world);
  if (now?.url === to.url && now.secret === to.secret) keepValidation(world, proved); // else it was saved anew meanwhile, and is asked again
}

/** A challenge that only who knows the secret can answer. */
async function proves(world: World, to: Target): Promise<boolean> {
  const plainToken = secret({ random: world.posting }, 16);
  const body = bodyOf({ event: "endpoint.url_validation", event_ts: toldAt(world), payload: { plainToken } });
  const response = await post(world, to, body, world.at);
  if (response === null || response.status !== 200) return false;
  try {
    const answer = JSON.parse(response.body) as Record<string, unknown>;
    return answer["plainToken"] === plainToken && answer["encryptedToken"] === hmac(to.secret, plainToken);
  } catch {
    return false;
  }
}

/** Tries again on silence and on 5xx. A 3xx or 4xx is an answer: that event is lost. */
async function send(world: World, delivery: Delivery): Promise<void> {
  const to = addressOf(world, delivery);
  if (to === null) return;
  const first = delivery.attempts[0]?.at ?? world.at;
  const response = await post(world, to, delivery.body, account(world).retryTimestamp === "first" ? first : world.at);
  const outcome = response === null ? "no answer" : String(response.status);
  const attempts = [...delivery.attempts, { at: world.at, outcome }];
  const good = response !== null && (response.status === 200 || response.status === 204);
  const again = response === null || response.status >= 500 ? RETRIES[attempts.length - 1] : undefined;
  if (good) world.deliveries.put(delivery.id, { ...delivery, attempts, state: "delivered" });
  else if (again !== undefined) world.deliveries.put(delivery.id, { ...delivery, attempts, dueAt: after(world.at, again) });
  else world.deliveries.put(delivery.id, { ...delivery, attempts, state: "lost" });
}

const hmac = (key: string, message: string): string => createHmac("sha256", key).update(message, "utf8").digest("hex");

/** Posts the very bytes that are signed, by Zoom's clock. Null when nobody answers within three seconds. */
async function post(world: World, to: Target, body: string, at: Instant): Promise<{ status: number; body: string } | null> {
  const timestamp = String(Math.floor(after(at, seconds(account(world).clockSkewSeconds)) / 1000));
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "x-zm-request-timestamp": timestamp,
    "x-zm-signature": `v0=${hmac(to.secret, `v0:${timestamp}:${body}`)}`,
    "x-zm-trackingid": `v=2.0;clid=sandbox;rid=${secret({ random: world.posting }, 9)}`,
  };
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const tooLate = new Promise<null>((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
  const answered = async (): Promise<{ status: number; body: string } | null> => {
    try {
      const response = await world.options.send(to.url, { method: "POST", headers, body, signal, redirect: "manual" });
      return { status: response.status, body: await response.text() };
    } catch {
      return null;
    }
  };
  return Promise.race([answered(), tooLate]);
}

/** What was sent long ago needs no place on the disk. */
export function forgetDelivered(world: World): void {
  for (const old of world.deliveries.all())
    if (old.state !== "waiting" && old.madeAt < world.at - FORGOTTEN_AFTER && world.deliveries.size() > 200) world.deliveries.drop(old.id);
}
