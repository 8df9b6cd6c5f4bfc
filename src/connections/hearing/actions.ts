import { before, seconds, type Instant } from "../../lib/time.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import { REFUSALS_LAST } from "../hearing.ts";
import { saveHeard } from "../store.ts";

export type Hearing = {
  /** Only notes it: whoever delivers waits for nothing. */
  heard(what: "event" | "validation" | "refusal"): void;
  /** Writes down what was noted, if anything, and not too often. */
  write(): Promise<void>;
};

/** So much may be forgotten by a process that is killed. */
const WRITES_EVERY = seconds(5);

type Noted = { heardAt: Instant | null; validatedAt: Instant | null; refused: { count: number; first: Instant; last: Instant } | null };
const NOTHING: Noted = { heardAt: null, validatedAt: null, refused: null };

/** How well Zoom is heard, for whoever looks after the connection. */
export function openHearing({ db, clock }: { db: Database; clock: Clock }): Hearing {
  let noted = NOTHING;
  let writtenAt = Number.NEGATIVE_INFINITY;
  return {
    heard: (what) => {
      const now = clock.now();
      if (what === "event") noted = { ...noted, heardAt: now };
      if (what === "validation") noted = { ...noted, validatedAt: now };
      if (what === "refusal") noted = { ...noted, refused: { count: (noted.refused?.count ?? 0) + 1, first: noted.refused?.first ?? now, last: now } };
    },
    write: async () => {
      if (noted === NOTHING || clock.machine() - writtenAt < WRITES_EVERY) return;
      const written = noted;
      [noted, writtenAt] = [NOTHING, clock.machine()];
      await saveHeard(db, { ...written, countsAnewBefore: written.refused === null ? null : before(written.refused.first, REFUSALS_LAST) });
    },
  };
}
