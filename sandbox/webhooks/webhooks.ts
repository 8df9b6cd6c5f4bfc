import { createHmac } from "node:crypto";
import { days, hours, minutes, earliest, type Instant } from "../../src/lib/time.ts";
import type { Delivery, Subscription } from "../account.ts";
import { secret } from "../ids.ts";
import { findApp } from "../oauth/apps.ts";
import { settle } from "../settle.ts";
import type { World } from "../world.ts";

const RETRIES = [minutes(5), minutes(20), minutes(60)];
const VALID_FOR = hours(72);
const VALIDATION_AGAIN = minutes(5);
const FAILURES_UNTIL_DISABLED = 6;
const ANSWER_WITHIN_MS = 3000;
const FORGOTTEN_AFTER = days(1);

const fresh: Subscription = { validatedAt: null, failures: 0, disabled: false, tryAt: null };
export const subscription = (world: World): Subscription => world.subscriptions.get("one") ?? fresh;
const change = (world: World, to: Partial<Subscription>): Subscription => world.subscriptions.put("one", { ...subscription(world), ...to });
/** Somebody repaired the address and saved the subscription anew. */
export const renewSubscription = (world: World): Subscription => world.subscriptions.put("one", fresh);

const waiting = (world: World): Delivery[] => [...world.deliveries.all()].filter((delivery) => delivery.state === "waiting" && delivery.toApp === undefined);
const waitingForApps = (world: World): Delivery[] =>
  [...world.deliveries.all()].filter((delivery) => delivery.state === "waiting" && delivery.toApp !== undefined);
const due = (world: World, from = waiting(world)): Delivery[] => from.filter((d) => d.dueAt <= world.at).toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1)); // prettier-ignore

/** When there is something to send next. */
export const nextDelivery = (world: World): Instant | null =>
  earliest([nextEvent(world), ...waitingForApps(world).map((delivery) => delivery.dueAt)].filter((at) => at !== null));

function nextEvent(world: World): Instant | null {
  if (world.options.webhook === null || subscription(world).disabled) return null;
  const first = earliest(waiting(world).map((delivery) => delivery.dueAt));
  const { tryAt, validatedAt } = subscription(world);
  return first === null || tryAt === null || validatedAt !== null ? first : (Math.max(first, tryAt) as Instant);
}

/** Sends what is due. The address proves itself before the first event and every three days. */
export async function sendDue(world: World): Promise<void> {
  for (const delivery of due(world, waitingForApps(world))) await send(world, delivery);
  if (world.options.webhook === null) return;
  for (let batch = due(world); batch.length > 0; batch = due(world)) {
    if (!(await isValidated(world))) return;
    for (const delivery of batch) await send(world, delivery);
    settle(world);
  }
}

async function isValidated(world: World): Promise<boolean> {
  const state = subscription(world);
  if (state.disabled) return false;
  if (state.validatedAt !== null && state.validatedAt > world.at - VALID_FOR) return true;
  if (state.tryAt !== null && state.tryAt > world.at) return state.validatedAt !== null;
  if (await validates(world)) return change(world, { validatedAt: world.at, failures: 0, tryAt: null }).validatedAt !== null;
  const failures = subscription(world).failures + 1;
  change(world, { failures, disabled: failures >= FAILURES_UNTIL_DISABLED, tryAt: (world.at + VALIDATION_AGAIN) as Instant });
  return false;
}

/** A challenge that only who knows the secret can answer. */
async function validates(world: World): Promise<boolean> {
  const plainToken = secret(world, 16);
  const response = await post(world, JSON.stringify({ event: "endpoint.url_validation", event_ts: world.at, payload: { plainToken } }), world.options.webhook);
  if (response === null || response.status !== 200) return false;
  try {
    const answer = JSON.parse(response.body) as Record<string, unknown>;
    return answer["plainToken"] === plainToken && answer["encryptedToken"] === hmac(world.options.webhook!.secret, plainToken);
  } catch {
    return false;
  }
}

async function send(world: World, delivery: Delivery): Promise<void> {
  const response = await post(world, delivery.body, delivery.toApp === undefined ? world.options.webhook : addressOf(world, delivery.toApp));
  const outcome = response === null ? "no answer" : String(response.status);
  const attempts = [...delivery.attempts, { at: world.at, outcome }];
  const good = response !== null && (response.status === 200 || response.status === 204);
  const again = response === null || response.status >= 500 ? RETRIES[attempts.length - 1] : undefined;
  if (good) world.deliveries.put(delivery.id, { ...delivery, attempts, state: "delivered" });
  else if (again !== undefined) world.deliveries.put(delivery.id, { ...delivery, attempts, dueAt: (world.at + again) as Instant });
  else world.deliveries.put(delivery.id, { ...delivery, attempts, state: "lost" });
}

type Address = { url: string; secret: string };

/** Where an app wants to hear that it was removed. */
function addressOf(world: World, clientId: string): Address | null {
  const app = findApp(world, clientId);
  return app === null || app.deauthorizationUrl === null ? null : { url: app.deauthorizationUrl, secret: app.secretToken };
}

const hmac = (key: string, message: string): string => createHmac("sha256", key).update(message, "utf8").digest("hex");

/** Posts the very bytes that are signed. Null when nobody answers within three seconds. */
async function post(world: World, body: string, to: Address | null): Promise<{ status: number; body: string } | null> {
  if (to === null) return null;
  const { url, secret: key } = to;
  const timestamp = String(Math.floor(world.at / 1000));
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "x-zm-request-timestamp": timestamp,
    "x-zm-signature": `v0=${hmac(key, `v0:${timestamp}:${body}`)}`,
    "x-zm-trackingid": `v=2.0;clid=sandbox;rid=${secret(world, 9)}`,
  };
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const tooLate = new Promise<null>((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
  const answered = async (): Promise<{ status: number; body: string } | null> => {
    try {
      const response = await world.options.send(url, { method: "POST", headers, body, signal, redirect: "manual" });
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
