import { z } from "zod";
import { after, hours, minutes, type Instant } from "../../src/lib/time.ts";
import { ok, type Answer } from "../answer.ts";
import type { Subscription } from "./delivery.ts";
import { read } from "../reading.ts";
import { account, type World } from "../world.ts";

/** The address proves itself every three days, also when nothing happens. https://developers.zoom.us/docs/api/webhooks/, read 2026-11-22. */
const VALID_FOR = hours(72);
const FAILURES_UNTIL_SWITCHED_OFF = 6;

const fresh: Subscription = { validatedAt: null, failures: 0, disabled: false, tryAt: null };

export const subscription = (world: World): Subscription => world.subscriptions.get("one") ?? fresh;

export type Target = { url: string; secret: string };

/** Where events go and with what they are signed; null when nobody listens. */
export function target(world: World): Target | null {
  const { url, secret } = subscription(world);
  const first = world.options.webhook;
  const address = url ?? first?.url;
  return address === undefined ? null : { url: address, secret: secret ?? first?.secret ?? "" };
}

export function isSubscribed(world: World, event: string): boolean {
  const { events } = subscription(world);
  return target(world) !== null && (events === undefined || events.includes(event));
}

/** Zoom saves no address that fails its first proof, and forgets one that failed too often: what happens then is never told. */
export function isSwitchedOff(world: World): boolean {
  const { disabled, validatedAt, failures } = subscription(world);
  return disabled || (validatedAt === null && failures > 0);
}

export const maySend = (world: World): boolean => target(world) !== null && !subscription(world).disabled && subscription(world).validatedAt !== null;

/** When the address must prove itself next: on saving at once. */
export function validationDue(world: World): Instant | null {
  const { disabled, tryAt, validatedAt } = subscription(world);
  if (target(world) === null || disabled) return null;
  return tryAt ?? (validatedAt === null ? world.at : after(validatedAt, VALID_FOR));
}

/** Six failures in a row switch it off, and what still waited is lost. */
export function keepValidation(world: World, proved: boolean): void {
  const before = subscription(world);
  if (proved) {
    world.subscriptions.put("one", { ...before, validatedAt: world.at, failures: 0, tryAt: null });
    return;
  }
  const failures = before.failures + 1;
  const disabled = failures >= FAILURES_UNTIL_SWITCHED_OFF;
  world.subscriptions.put("one", { ...before, failures, disabled, tryAt: after(world.at, minutes(account(world).validationAgainMinutes)) });
  if (!disabled && before.validatedAt !== null) return;
  for (const delivery of world.deliveries.all())
    if (delivery.state === "waiting" && delivery.toApp === undefined) world.deliveries.put(delivery.id, { ...delivery, state: "lost" });
}

const change = z.strictObject({ url: z.url().optional(), secret: z.string().min(1).optional(), events: z.array(z.string()).optional() });

/** POST /control/webhooks: somebody repaired the address, exchanged the secret or chose other events, and saved. */
export function saveSubscription(world: World, body: Record<string, unknown>): Answer {
  const given = read(change, body);
  if (!given.ok) return { status: 400, body: { error: given.problem } };
  const { url, secret, events } = subscription(world);
  const kept = { ...(url && { url }), ...(secret && { secret }), ...(events && { events }) };
  const saved = { ...fresh, ...kept, ...(given.value as Partial<Subscription>) };
  if (saved.url !== undefined && saved.secret === undefined && world.options.webhook === null)
    return { status: 400, body: { error: "a first address needs a secret" } };
  world.subscriptions.put("one", saved);
  return ok({ subscription: subscriptionView(world) });
}

/** Without its secret, which nobody needs to see twice. */
export function subscriptionView(world: World): Record<string, unknown> {
  const { secret: _, ...rest } = subscription(world);
  return { ...rest, url: target(world)?.url ?? null, switchedOff: isSwitchedOff(world), validationDue: validationDue(world) };
}
