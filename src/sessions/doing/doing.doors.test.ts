import { expect, test } from "vitest";
import { aCommand } from "../../../test/builders.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { fault } from "../../../test/support/sessions.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, hours, minutes } from "../../lib/time.ts";
import type { Database } from "../../platform/database.ts";
import { wish, type Command } from "../../platform/outbox.ts";
import type { Round } from "../../platform/worker.ts";
import { runDueSessions } from "../deciding/actions.ts";
import type { Session } from "../session.ts";
import { runCommands } from "./actions.ts";
import { done, type Performer } from "./effect.ts";

/** A wish beside the steps of this session, carried out by a performer of the test's own. */
const wishFor = (w: TestWorld, s: Session, more: Partial<Command>): Promise<number> =>
  wish(
    w.db,
    aCommand({
      institutionId: w.institutionId,
      sessionId: s.id,
      roomId: null,
      revision: s.revision,
      step: null,
      lane: more.key!,
      dueAt: w.clock.now(),
      madeAt: w.clock.now(),
      ...more,
    }),
  );

const performing = (w: TestWorld, performers: Record<string, Performer>): TestWorld["neighbours"] => ({
  ...w.neighbours,
  performers: { ...w.neighbours.performers, ...performers },
});

eachDatabase((_, open) => {
  test("what could not be written down while the database was away is carried out again by the process that had it", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask();
    await w.settle();
    let away = false;
    const transaction: Database["transaction"] = (work) => (away ? Promise.reject(new Error("the database is away")) : w.db.transaction(work));
    const world = { ...w, db: { ...w.db, transaction } };
    const ran: string[] = [];
    const ends = Promise.withResolvers<void>();
    const neighbours = performing(w, {
      breaks: async () => (ran.push("breaks"), (away = ran.length === 1), done()),
      lasts: async () => (await ends.promise, ran.push("lasts"), done()),
    });
    await wishFor(w, s, { key: "breaks", does: "breaks" });
    await wishFor(w, s, { key: "lasts", does: "lasts" });
    const first = runCommands(world, neighbours, w.process).catch((error: unknown) => String(error));
    await expect.poll(() => w.surprises.length).toBeGreaterThan(1);
    ends.resolve();
    expect(await first).toContain("away");

    away = false;
    await runCommands(world, neighbours, w.process);
    expect(ran.filter((one) => one === "breaks")).toHaveLength(2);
    expect(w.surprises.splice(0).join()).toContain("the database is away");
  });

  test("while all places are taken by what is slow, what is urgent is looked for all the same", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask();
    await w.settle();
    const [slow, urgent] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let begun = 0;
    const neighbours = performing(w, {
      slow: async () => ((begun += 1), await slow.promise, done()),
      urgent: async () => (urgent.resolve(), done()),
    });
    for (let i = 0; i < 130; i += 1) await wishFor(w, s, { key: `slow ${i}`, does: "slow" });
    const laters: (() => void)[] = [];
    const round: Round = { woken: () => new Promise(() => undefined), later: () => new Promise((go) => laters.push(go)), goesOn: () => true };
    const all = runCommands(w, neighbours, w.process, round);
    await expect.poll(() => begun).toBe(128);
    await wishFor(w, s, { key: "urgent", does: "urgent", urgency: 0 });
    laters.at(-1)?.();

    await urgent.promise;
    expect(begun).toBe(128);
    slow.resolve();
    expect(await all).toBe(131);
  });

  test("what fails as it did before tells so, and its session is not decided about each time", async () => {
    await using w = await aWorld(await open());
    const s = await w.ask({ start: after(NINE, hours(2)) });
    await fault(w, "POST /users/:id/meetings", "503", { times: 1000 });
    await runDueSessions(w, w.neighbours);
    const tries: [number, unknown][] = [];
    for (let n = 0; n < 4; n += 1) {
      await runCommands(w, w.neighbours, w.process);
      tries.push([await runDueSessions(w, w.neighbours), (await w.session(s)).steps.generate]);
      w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), minutes(2)) });
    }
    expect(tries).toMatchObject([1, 0, 0, 0].map((decided) => [decided, { is: "failed", because: "unanswered" }]));
    const moments = tries.map(([, step]) => (step as { retryAt: number }).retryAt);
    expect([new Set(moments).size, moments.toSorted((a, b) => a - b)]).toEqual([4, moments]);
    await w.control("faults", { kind: "clear" });
    await w.settle();
    expect((await w.session(s)).steps.generate.is).toBe("done");
  });
});
