import { setTimeout as machinePause } from "node:timers/promises";
import { refuse, type Answer } from "../answer.ts";
import { record } from "../call.ts";
import { asIfReached, type Label } from "../limits.ts";
import type { Fault, NextFault } from "./fault.ts";
import { account, type World } from "../world.ts";

export type Next = Extract<Fault, { kind: "next" }>;

/** Zoom is away between two moments. People already in meetings go on. */
export function isOut(world: World): boolean {
  for (const fault of world.faults.all()) if (fault.kind === "outage" && fault.from <= world.at && world.at < fault.to) return true;
  return false;
}

/**
 * What was ordered for the next call like this one; used up as it is taken. `match` names a method and a path, `:x` and `*` stand for anything.
 * At the regional address nothing is sent on to the regional address.
 */
export function takeFault(world: World, method: string, path: string, isRegional: boolean): Next | null {
  for (const fault of world.faults.all()) {
    if (fault.kind !== "next" || (fault.do === "redirect" && isRegional) || !fits(fault.match, `${method} ${path}`)) continue;
    if (fault.times <= 1) world.faults.drop(fault.id);
    else world.faults.put(fault.id, { ...fault, times: fault.times - 1 });
    return fault;
  }
  return null;
}

function fits(pattern: string, call: string): boolean {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replace(/:[A-Za-z]+/g, "[^/]+");
  return new RegExp(`^${source}$`).test(call);
}

/** The call as it came: `target` is its path and query. */
export type Asked = { label: Label; target: string };

/** What is said instead of doing it; null when the call is to be obeyed. */
export function insteadOf(world: World, fault: Next | null, { label, target }: Asked): Answer | null {
  if (fault === null) return null;
  const own = (usual: Answer): Answer =>
    fault.status === null && fault.body === null ? usual : { ...usual, status: fault.status ?? usual.status, body: fault.body ?? usual.body };
  const said: Partial<Record<NextFault, () => Answer>> = {
    refuse: () => own(refuse(400, 300, "Validation Failed.")),
    "429": () => own(asIfReached(world, label, fault.limit ?? "second", fault.headers ?? account(world).limitHeaders)),
    "503": () => own(refuse(503, 503, "Service unavailable.")),
    "200 with an error": () => own(refuse(200, 200, "No permission.")),
    redirect: () => ({ status: 307, headers: { location: `${world.options.regionalBaseUrl ?? world.base}${target}` } }),
    ignore: () => (fault.body === null ? { status: fault.status ?? 204 } : { status: fault.status ?? 200, body: fault.body }),
  };
  return said[fault.do]?.() ?? null;
}

/** The request without the settings that are to stay as they were. Zoom drops some, answers 2xx and says nothing. */
export function withoutDropped(fault: Next | null, body: Record<string, unknown>): Record<string, unknown> {
  if (fault?.do !== "drop settings") return body;
  const left = structuredClone(body);
  for (const name of fault.settings ?? []) {
    const [group, setting] = name.includes(".") ? name.split(".", 2) : ["settings", name];
    delete record(left[group!])[setting!];
  }
  return left;
}

export const hangsUpBefore = (fault: Next | null): boolean => fault?.do === "hang up";
export const hangsUpAfter = (fault: Next | null): boolean => fault?.do === "obey, then hang up";

/** Slowness is of the machine's time, and ends at once when the caller gives up. */
export async function dawdle(fault: Next | null, when: "before" | "after", signal: AbortSignal): Promise<void> {
  const name: NextFault = when === "before" ? "slow" : "obey, slowly";
  if (fault?.do !== name) return;
  await machinePause(fault.seconds * 1000, undefined, { signal, ref: false });
}

/** The way through the net: a call arrives a little later than it was sent, by the machine's time. */
export async function travel(world: World, signal: AbortSignal): Promise<void> {
  const { jitterMs } = account(world);
  if (jitterMs > 0) await machinePause(world.random.unit() * jitterMs, undefined, { signal, ref: false });
}
