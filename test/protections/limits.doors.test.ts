import { describe, expect, test } from "vitest";
import { askToken, BASE, bench, meetingOf } from "../../sandbox/testing.ts";
import { DEFAULT_APP } from "../../sandbox/university.ts";
import { permitsInDatabase } from "../../src/connections/limits/store.ts";
import { after, hours } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import { zoomClient } from "../../src/zoom/client/client.ts";
import { permitsInMemory, type Permits } from "../../src/zoom/client/permits.ts";
import { quotaOf } from "../../src/zoom/client/quota.ts";
import { tokensInMemory } from "../../src/zoom/client/tokens.ts";
import { eachDatabase } from "../support/databases.ts";
import { aProcess } from "../support/outside.ts";

const PROCESSES = ["00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"];
const LIMITS = { plan: "business", leftToOthers: 0.2 } as const;
/** Of 80 light calls a second, 64. */
const QUOTA = quotaOf(LIMITS.plan, LIMITS.leftToOthers);
/** Of each process: less than its permits, and together more than Zoom takes in a second. */
const CALLS = 60;

/** The database's clock can't be made to stand: a permit rests longer than any test takes, and none is free before `aSecondLater`. */
const LONGER = 600_000;
/** A permit that rests longer than one of the store's ever does is taken for free. */
const LASTING = Object.fromEntries(Object.entries(QUOTA).map(([label, rate]) => [label, { ...rate, perMs: rate.perMs + LONGER }])) as typeof QUOTA;
const restingLonger = (permits: Permits): Permits => ({ ...permits, giveBack: (label, n, ms) => permits.giveBack(label, n, ms + LONGER) });

/** A busy machine is no failure. */
const PATIENT = { timeout: 10_000 };

type Machine = { machine: () => number; pause: () => Promise<void> };

/** Two processes call as fast as they may, in one and the same second until `aSecondLater`. Who pauses goes on at each `wake`. */
async function twoProcesses(permitsOf: (process: string, its: Machine) => Permits) {
  const b = await bench();
  const { id, host_id: hostId } = await meetingOf(b);
  const accessToken = String((await askToken(b.sandbox)).body["access_token"]);
  b.passMachine(5000);
  const pauses: (() => void)[] = [];
  let machine = 0;
  const its: Machine = { machine: () => machine, pause: () => new Promise((go) => void pauses.push(go)) };
  const aClient = (process: string) => {
    const tokens = tokensInMemory();
    void tokens.save({ accessToken, expiresAt: after(b.now(), hours(1)), refreshToken: null, refreshExpiresAt: null });
    const app = { ...DEFAULT_APP, apiBase: `${BASE}/v2`, oauthBase: `${BASE}/oauth`, limits: LIMITS, permits: permitsOf(process, its) };
    return zoomClient({ ...app, ...its, tokens, now: b.now, fetch: (url, init) => b.sandbox.fetch(new Request(url, init)) }).at(0);
  };
  for (const process of PROCESSES) {
    const zoom = aClient(process);
    for (let i = 0; i < CALLS; i += 1) void zoom.readMeeting({ id: String(id), kind: "meeting", hostId: String(hostId) });
  }
  return {
    seen: async () => {
      const { calls } = (await b.control("GET", "/calls")).body as { calls: { operation: string; status: number }[] };
      const ours = calls.filter(({ operation }) => operation === "GET /meetings/:meetingId");
      return { answered: ours.filter(({ status }) => status === 200).length, refused: ours.filter(({ status }) => status === 429).length };
    },
    wake: () => pauses.splice(0).forEach((go) => go()),
    aSecondLater: () => {
      machine += LONGER + 1001;
      b.passMachine(LONGER + 1001);
    },
  };
}

describe("permits that each process counts for itself", () => {
  test("are too many together: Zoom refuses with 429 whatever is over its eighty", async () => {
    const it = await twoProcesses((_process, { machine }) => permitsInMemory(QUOTA, machine));
    await expect.poll(it.seen, PATIENT).toEqual({ answered: 80, refused: 40 });
  });
});

eachDatabase((_, open) => {
  test("permits that all processes share are never too many: who has none left waits, and Zoom refuses nobody", async () => {
    const db = await open();
    for (const process of PROCESSES) await aProcess(db, process);
    const it = await twoProcesses((process, its) => restingLonger(permitsInDatabase({ db, process, ...its }, "account", LASTING)));
    const woken = () => (it.wake(), it.seen());
    await expect.poll(woken, PATIENT).toEqual({ answered: 64, refused: 0 });

    it.aSecondLater();
    const rested = async () => {
      await db.run(sql`update zoom_permits set free_at = free_at - ${LONGER + 1001} * interval '1 millisecond'`); // also what was given back only now
      return woken();
    };
    await expect.poll(rested, PATIENT).toEqual({ answered: 2 * CALLS, refused: 0 });
  });
});
