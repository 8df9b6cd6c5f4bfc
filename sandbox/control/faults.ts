import { setTimeout as machinePause } from "node:timers/promises";
import { refuse, type Answer } from "../answer.ts";
import type { Fault, NextFault } from "../account.ts";
import type { World } from "../world.ts";

type Next = Extract<Fault, { kind: "next" }>;

/** Zoom is away between two moments. People already in meetings go on. */
export const isOut = (world: World): boolean =>
  [...world.faults.all()].some((fault) => fault.kind === "outage" && fault.from <= world.at && world.at < fault.to);

/** What was ordered for the next call like this one; used up as it is taken. `match` names a method and a path, `:x` and `*` stand for anything. */
export function takeFault(world: World, method: string, path: string): Next | null {
  for (const fault of world.faults.all()) {
    if (fault.kind !== "next" || !fits(fault.match, `${method} ${path}`)) continue;
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

/** What is said instead of doing it; null when the call is to be obeyed. */
export function insteadOf(fault: Next | null): Answer | null {
  if (fault === null) return null;
  const own = (status: number, code: number, message: string): Answer =>
    fault.status === null && fault.body === null ? refuse(status, code, message) : { status: fault.status ?? status, body: fault.body ?? { code, message } };
  const said: Partial<Record<NextFault, () => Answer>> = {
    refuse: () => own(400, 300, "Validation Failed."),
    "429": () => own(429, 429, "You have reached the maximum per-second rate limit for this API. Try again later."),
    "503": () => own(503, 503, "Service unavailable."),
    ignore: () => (fault.body === null ? { status: fault.status ?? 204 } : { status: fault.status ?? 200, body: fault.body }),
  };
  return said[fault.do]?.() ?? null;
}

export const hangsUpBefore = (fault: Next | null): boolean => fault?.do === "hang up";
export const hangsUpAfter = (fault: Next | null): boolean => fault?.do === "obey, then hang up";

/** Slowness is of the machine's time, and ends at once when the caller gives up. */
export async function dawdle(fault: Next | null, when: "before" | "after", signal: AbortSignal): Promise<void> {
  const name: NextFault = when === "before" ? "slow" : "obey, slowly";
  if (fault?.do !== name) return;
  await machinePause(fault.seconds * 1000, undefined, { signal, ref: false });
}
