import { contains, type Interval } from "../../../src/lib/interval.ts";
import { after, before, minutes, type Instant } from "../../../src/lib/time.ts";
import type { Session } from "../../../src/sessions/session.ts";
import type { Sight } from "../sight.ts";
import { APART, of, type Promises } from "./promise.ts";

/** From its preparation to its aftermath. */
const wholeOf = ({ time, policy: p }: Session): Interval => ({ start: before(time.start, p.preparation), end: after(time.end, p.courtesy + p.postprocessing) });

/** From when on a request waited for a room, until when: nothing was done with it meanwhile, nor by Bedel itself. Null: it did not. */
function waitOf({ audit, waiting, now }: Sight, s: Session): { since: Instant; until: Instant } | null {
  const own = audit.filter(({ sessionId }) => sessionId === s.id);
  const served = own.findLast(({ what }) => what === "served")?.at;
  const isWaiting = (waiting ?? []).some(({ sessionId }) => sessionId === s.id);
  const until = isWaiting ? now : served;
  if (until === undefined) return null;
  return { since: Math.max(s.askedAt, ...own.filter(({ at, what }) => at < until && what !== "served").map(({ at }) => at)) as Instant, until };
}

/** When Bedel gave it a room by itself; null: it did not, or somebody did. */
function placedAt({ audit }: Sight, { id }: Session): Instant | null {
  const own = audit.filter(({ sessionId }) => sessionId === id);
  return own.some(({ what }) => BY_HAND.includes(what)) ? null : (own.findLast(({ what }) => what === "placed" || what === "served")?.at ?? null);
}

/** What an administrator does with a room goes past the queue. */
const BY_HAND = ["assigned", "moved"];

/** Of those who wait for a room. */
export const OF_THE_QUEUE: Promises = {
  "nobody waits for a room while an arrangement exists": ({ waiting, sessions, now }) => {
    const ahead = new Set(sessions.filter((s) => s.time.start > now + minutes(20)).map(({ id }) => id));
    return of(
      (waiting ?? []).filter(({ sessionId }) => ahead.has(sessionId)),
      ({ arrangement }) => arrangement !== null,
      ({ sessionId, arrangement }) => `${sessionId}: ${JSON.stringify(arrangement)}`,
    );
  },
  "who asked first is served first": (sight) => {
    const waits = sight.sessions.flatMap((first) => {
      const wait = first.source === "pool" && first.undo === null ? waitOf(sight, first) : null;
      return wait === null ? [] : [{ first, ...wait }];
    });
    const later = sight.sessions.filter((s) => s.source === "pool" && s.undo === null && !s.pinned);
    const pairs = waits.flatMap(({ first, since, until }) => {
      const others = later.filter(
        (s) => s.id !== first.id && s.askedAt > after(first.askedAt, APART) && s.kind === first.kind && contains(wholeOf(s), wholeOf(first)),
      );
      return others.map((second) => ({ first, since, until, second }));
    });
    const isBefore = ({ since, until, second }: (typeof pairs)[number]): boolean => {
      const at = placedAt(sight, second);
      return at !== null && at > after(since, APART) && at < before(until, APART);
    };
    return of(pairs, isBefore, ({ first, second }) => `${first.id} waited, ${second.id} did not`);
  },
};
