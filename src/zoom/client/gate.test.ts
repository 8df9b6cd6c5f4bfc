import { array, assert, asyncProperty, integer } from "fast-check";
import { expect, test } from "vitest";
import { openGate, type Gate } from "./gate.ts";
import { HORIZON_MS, permitsInMemory, URGENT_HORIZON_MS } from "./permits.ts";
import { quotaOf, type Quota } from "./quota.ts";

/** A time that goes on only when everybody waits, from one waiter to the next. */
function ownTime() {
  let now = 0;
  let sleepers: { at: number; wake: () => void }[] = [];
  const pause = (ms: number): Promise<void> => new Promise((wake) => sleepers.push({ at: now + ms, wake }));
  const goOn = async (): Promise<void> => {
    for (let quiet = 0; quiet < 20; quiet += 1) await Promise.resolve();
    while (sleepers.length > 0) {
      sleepers = sleepers.toSorted((a, b) => a.at - b.at);
      const next = sleepers.shift()!;
      now = Math.max(now, next.at);
      next.wake();
      for (let quiet = 0; quiet < 20; quiet += 1) await Promise.resolve();
    }
  };
  return { machine: () => now, pause, goOn };
}

const four: Quota = { ...quotaOf("business", 0), light: { calls: 4, perMs: 1000 } };

function gateOf(quota: Quota): { gate: Gate; time: ReturnType<typeof ownTime> } {
  const time = ownTime();
  return { gate: openGate({ quota, permits: permitsInMemory(quota, time.machine), machine: time.machine, pause: time.pause }), time };
}

test("as many as there are permits go at once, the others when one is free again: a second after its answer", async () => {
  const { gate, time } = gateOf(four);
  const enteredAt: number[] = [];
  for (let i = 0; i < 9; i += 1) {
    void gate.enter("light", 0).then(async (pass) => {
      enteredAt.push(time.machine());
      await time.pause(100);
      pass.leave("answered");
    });
  }
  await time.goOn();

  expect(enteredAt).toEqual([0, 0, 0, 0, 1101, 1101, 1101, 1101, 2202]);
});

test("who is more urgent goes first, among equals who came first", async () => {
  const { gate, time } = gateOf({ ...four, light: { calls: 1, perMs: 1000 } });
  const order: string[] = [];
  const call = (name: string, urgency: number): void =>
    void gate.enter("light", urgency).then((pass) => {
      order.push(name);
      pass.leave("answered");
    });
  call("first", 8);
  await Promise.resolve();
  call("report", 8);
  call("create", 3);
  call("another create", 3);
  call("end", 0);
  await time.goOn();

  expect(order).toEqual(["first", "end", "create", "another create", "report"]);
});

test("for what is urgent permits are asked for further ahead, and no more of them than it needs", async () => {
  const time = ownTime();
  const real = permitsInMemory(four, time.machine);
  const asked: [number, number][] = [];
  const take: typeof real.take = (label, most, aheadMs) => (asked.push([most, aheadMs]), real.take(label, most, aheadMs));
  const gate = openGate({ quota: four, permits: { ...real, take }, machine: time.machine, pause: time.pause });
  for (const urgency of [8, 3, 0, 2]) void gate.enter("light", urgency).then((pass) => pass.leave("answered"));
  await time.goOn();

  expect(asked).toEqual([
    [1, HORIZON_MS], // and 0 goes with it
    [1, URGENT_HORIZON_MS],
    [2, HORIZON_MS],
  ]);
});

test("one label does not wait for another", async () => {
  const { gate, time } = gateOf({ ...four, heavy: { calls: 1, perMs: 1000 } });
  const entered: string[] = [];
  for (const label of ["heavy", "heavy", "light"] as const) void gate.enter(label, 0).then(() => entered.push(label));
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();

  expect(entered).toEqual(["heavy", "light"]);
  void time;
});

test("where Zoom's second was full all the same, others are calling, and this permit rests", async () => {
  const { gate, time } = gateOf({ ...four, light: { calls: 1, perMs: 1000 } });
  const enteredAt: number[] = [];
  for (const how of ["refused", "answered"] as const) {
    void gate.enter("light", 0).then((pass) => {
      enteredAt.push(time.machine());
      pass.leave(how);
    });
  }
  await time.goOn();

  expect(enteredAt).toEqual([0, 3001]);
});

test("a database that is away fails whoever waits, and the next may try again", async () => {
  const time = ownTime();
  let away = true;
  const real = permitsInMemory(four, time.machine);
  const gate = openGate({
    quota: four,
    permits: { ...real, take: (...asked) => (away ? Promise.reject(new Error("away")) : real.take(...asked)) },
    machine: time.machine,
    pause: time.pause,
  });
  await expect(gate.enter("light", 0)).rejects.toThrow("away");
  away = false;
  await expect(gate.enter("light", 0)).resolves.toBeDefined();
});

test("however long calls are on their way, no second at Zoom ever sees more of them than there are permits", async () => {
  await assert(
    asyncProperty(array(integer({ min: 1, max: 700 }), { minLength: 20, maxLength: 150 }), async (ways) => {
      const { gate, time } = gateOf({ ...four, light: { calls: 7, perMs: 1000 } });
      const arrivedAt: number[] = [];
      for (const [i, way] of ways.entries()) {
        void gate.enter("light", i % 3).then(async (pass) => {
          await time.pause(way);
          arrivedAt.push(time.machine());
          await time.pause(ways[(i + 7) % ways.length]!);
          pass.leave("answered");
        });
      }
      await time.goOn();
      expect(arrivedAt).toHaveLength(ways.length);
      for (const start of arrivedAt) expect(arrivedAt.filter((at) => at >= start && at < start + 1000).length).toBeLessThanOrEqual(7);
    }),
    { numRuns: 40 },
  );
});
