import { contains, type Interval } from "../../../src/lib/interval.ts";
import { after, before, minutes, type Instant } from "../../../src/lib/time.ts";
import type { Session } from "../../../src/sessions/session.ts";
import type { Sight } from "../sight.ts";
import { APART, of, type Promises } from "./promise.ts";

/** From its preparation to its aftermath. */
const wholeOf = ({ time, policy: p }: Session): Interval => ({ start: before(time.start, p.preparation), end: after(time.end, p.courtesy + p.postprocessing) });

/** Since when nothing was done with it, nor by Bedel itself. */
const untouchedSince = ({ audit }: Sight, s: Session): Instant =>
  Math.max(s.askedAt, ...audit.filter(({ sessionId }) => sessionId === s.id).map(({ at }) => at)) as Instant;

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
    const { sessions, waiting } = sight;
    const byHand = new Set(sight.audit.filter(({ what }) => BY_HAND.includes(what)).map(({ sessionId }) => sessionId));
    const early = (waiting ?? []).map(({ sessionId }) => sessions.find(({ id }) => id === sessionId)!);
    const later = sessions.filter((s) => s.source === "pool" && s.undo === null && !s.pinned && !byHand.has(s.id));
    const pairs = early.flatMap((first) => {
      const since = untouchedSince(sight, first);
      const others = later.filter((s) => s.askedAt > after(since, APART) && s.kind === first.kind && contains(wholeOf(s), wholeOf(first)));
      return others.map((second) => ({ first, second }));
    });
    return of(pairs, ({ second }) => second.status === "placed", ({ first, second }) => `${first.id} waits, ${second.id} does not`); // prettier-ignore
  },
};
