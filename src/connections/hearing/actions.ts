import { before, seconds, type Instant } from "../../lib/time.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import { REFUSALS_LAST } from "../hearing.ts";
import { saveHeard } from "../store.ts";

export type Hearing = {
  /** Only notes it: whoever delivers waits for nothing. */
  heard(what: "validation" | "refusal"): void;
  /** An event of this account; of another one it says nothing. */
  heardOf(accountId: string): void;
  /** Writes down what was noted, if anything, and not too often. */
  write(): Promise<void>;
  /** Writes down what is left, at once. */
  stop(): Promise<void>;
};

/** So much may be forgotten by a process that is killed. */
const WRITES_EVERY = seconds(5);

type Noted = { heardAt: ReadonlyMap<string, Instant>; validatedAt: Instant | null; refused: { count: number; first: Instant; last: Instant } | null };
const NOTHING: Noted = { heardAt: new Map(), validatedAt: null, refused: null };

/** How well Zoom is heard, for whoever looks after the connection. */
export function openHearing({ db, clock }: { db: Database; clock: Clock }): Hearing {
  let noted = NOTHING;
  let writtenAt = Number.NEGATIVE_INFINITY;
  const writeNoted = async (): Promise<void> => {
    if (noted === NOTHING) return;
    const written = noted;
    [noted, writtenAt] = [NOTHING, clock.machine()];
    try {
      await saveHeard(db, { ...written, countsAnewBefore: written.refused === null ? null : before(written.refused.first, REFUSALS_LAST) });
    } catch (error) {
      noted = together(written, noted);
      throw error;
    }
  };
  return {
    heard: (what) => {
      const now = clock.now();
      const news = { validation: { validatedAt: now }, refusal: { refused: { count: 1, first: now, last: now } } };
      noted = together(noted, { ...NOTHING, ...news[what] });
    },
    heardOf: (accountId) => void (noted = together(noted, { ...NOTHING, heardAt: new Map([[accountId, clock.now()]]) })),
    write: async () => {
      if (clock.machine() - writtenAt >= WRITES_EVERY) await writeNoted();
    },
    stop: writeNoted,
  };
}

const together = (earlier: Noted, later: Noted): Noted => ({
  heardAt: new Map([...earlier.heardAt, ...later.heardAt]),
  validatedAt: later.validatedAt ?? earlier.validatedAt,
  refused:
    earlier.refused === null || later.refused === null
      ? (later.refused ?? earlier.refused)
      : { count: earlier.refused.count + later.refused.count, first: earlier.refused.first, last: later.refused.last },
});
