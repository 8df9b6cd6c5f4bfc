import type { Label } from "./operations.ts";
import { HORIZON_MS, restAfter, URGENT_HORIZON_MS, type Permits } from "./permits.ts";
import type { Quota } from "./quota.ts";

/** Through here every call goes out: no faster than the permits allow, the urgent first. */
export type Gate = {
  /** Waits for a permit. Smaller is more urgent; among equals who came first. */
  enter(label: Label, urgency: number): Promise<Pass>;
};

/** Held while the call is on its way. */
export type Pass = {
  /** `refused`: Zoom's second was full all the same, so others of the account are calling: this permit stays away for longer. */
  leave(how: "answered" | "refused"): void;
};

type Waiting = { urgency: number; enter: (pass: Pass) => void; fail: (error: unknown) => void };

/** What somebody waits for, and what keeps the next group out of its room. */
export const URGENT = 2;

type Needs = { permits: Permits; quota: Quota; machine: () => number; pause: (ms: number) => Promise<void> };

export function openGate(needs: Needs): Gate {
  const doors = new Map<Label, Door>();
  const doorOf = (label: Label): Door => {
    if (!doors.has(label)) doors.set(label, openDoor(needs, label));
    return doors.get(label)!;
  };
  return { enter: (label, urgency) => doorOf(label).enter(urgency) };
}

type Door = { enter(urgency: number): Promise<Pass> };

/** The calls of one label: a queue, and one loop that fetches permits as long as somebody stands in it. */
function openDoor({ permits, quota, machine, pause }: Needs, label: Label): Door {
  const queue: Waiting[] = [];
  let promised = 0; // permits taken whose time has not come
  let fetching = false;

  const passWith = (n: number): Pass => ({ leave: (how) => permits.giveBack(label, n, restAfter(quota[label], how)) });
  const letIn = (n: number): void => {
    promised -= 1;
    const next = queue.shift();
    if (next === undefined) permits.giveBack(label, n, 0);
    else next.enter(passWith(n));
  };
  const letInAfter = async (n: number, waitMs: number): Promise<void> => {
    const until = machine() + waitMs;
    for (let left = waitMs; left > 0; left = until - machine()) await pause(left);
    letIn(n);
  };
  const fetch = async (): Promise<void> => {
    if (fetching) return;
    fetching = true;
    try {
      while (queue.length > promised) {
        const urgent = queue.findLastIndex(({ urgency }) => urgency <= URGENT) + 1;
        const isUrgent = urgent > promised;
        const wanted = (isUrgent ? urgent : queue.length) - promised;
        const { permits: taken, againMs } = await permits.take(label, wanted, isUrgent ? URGENT_HORIZON_MS : HORIZON_MS);
        promised += taken.length;
        for (const { n, waitMs } of taken) {
          if (waitMs > 0) void letInAfter(n, waitMs);
          else letIn(n);
        }
        if (taken.length < wanted) await pause(againMs);
      }
    } catch (error) {
      for (const one of queue.splice(promised)) one.fail(error); // without the database nobody knows what others have sent
    }
    fetching = false; // with nothing in between, lest somebody come who thinks that this loop still looks
  };
  return {
    enter: (urgency) =>
      new Promise((enter, fail) => {
        const place = queue.findLastIndex((other) => other.urgency <= urgency) + 1;
        queue.splice(place, 0, { urgency, enter, fail });
        void fetch();
      }),
  };
}
