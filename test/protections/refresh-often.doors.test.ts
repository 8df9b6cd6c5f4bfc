import { expect, test } from "vitest";
import { minutes } from "../../src/lib/time.ts";
import type { TokenStore } from "../../src/zoom/client/tokens.ts";
import { eachDatabase } from "../support/databases.ts";
import { aConnection, outcomeOf, toldBy, type Process } from "./two-processes.ts";

const TIMES = 1000;

/** Two processes that need another token at the same moment, again and again, and what was seen of their asking. */
function counting() {
  let [inFlight, most, asked] = [0, 0, 0];
  let held = Promise.withResolvers<void>();
  held.resolve();
  /** Whoever is told to wait waits for the lease to be given back, not for a time. */
  const leased = (store: TokenStore): TokenStore => ({
    ...store,
    take: async () => {
      const lease = await store.take();
      if (lease === null) return null;
      const mine = (held = Promise.withResolvers<void>());
      return { ...lease, release: () => lease.release().finally(() => mine.resolve()) };
    },
  });
  const watched = ({ fetch, tokens }: Process): Process => ({
    tokens: leased(tokens),
    pause: () => held.promise,
    fetch: async (url, init) => {
      if (!url.endsWith("/oauth/token")) return fetch(url, init);
      asked += 1;
      most = Math.max(most, (inFlight += 1));
      return fetch(url, init).finally(() => (inFlight -= 1));
    },
  });
  return { watched, seen: () => ({ most, asked }) };
}

eachDatabase((_, open) => {
  test("two processes that refresh at once a thousand times: never a second refresh in flight, never a lost token", { timeout: 240_000 }, async () => {
    const it = await aConnection(await open(), "refresh token", { machineRuns: true });
    const { watched, seen } = counting();
    const [one, other] = [await it.process(watched), await it.process(watched)];
    const outcomes = new Set<string>();
    for (let i = 0; i < TIMES; i += 1) {
      for (const outcome of await Promise.all([outcomeOf(one), outcomeOf(other)])) outcomes.add(outcome);
      await it.bench.pass(minutes(61));
      it.bench.passMachine(2000);
    }
    expect([...outcomes]).toEqual(["fine"]);
    expect(seen()).toEqual({ most: 1, asked: TIMES });
    expect(await toldBy(it)).toMatchObject({ deadTokens: 0 });
    expect(await it.state()).toBe("connected");
  });
});
