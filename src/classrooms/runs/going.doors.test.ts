import { expect, test } from "vitest";
import { aProcess, beatAgain, holdForDead, killProcess } from "../../../test/support/outside.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, valueOf, type TestWorld } from "../../../test/world.ts";
import { after, hours } from "../../lib/time.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import { insertInstitution } from "../../people/store.ts";
import { sql } from "../../platform/database.ts";
import { askForRun, retryRun, runById, stopRun, type Wanted } from "./actions.ts";
import { changeAccount } from "../zoom-users/accounts.fixtures.ts";
import { tryAgain } from "./retrying.fixtures.ts";
import { goOnWithRuns, type Performers } from "./going-actions.ts";
import { done, type PerformStep } from "./performer.ts";
import { claimRuns } from "./store.ts";

const ID = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e01";
const OTHER = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e02";

const ask = (w: TestWorld, more: Partial<Wanted> = {}) =>
  w.db.transaction((tx) => askForRun(tx, w, w.admin, { id: ID, kind: "zoom user", asked: { email: "ada@example.com" }, email: "ada@example.com", ...more }));

/** Every step does the same, unless named. */
const all = (perform: PerformStep, more: Partial<Performers> = {}): Performers => {
  const names = ["look_up", "make_user", "activation", "secure_user", "settle_user", "standing_link", "open_room", "set_passcode", "write_rows", "move_sessions", "retire_user"] as const; // prettier-ignore
  return { ...(Object.fromEntries(names.map((name) => [name, perform])) as Performers), ...more };
};
const FIVE = { most: 5, share: 5, inHand: [], not: [] };
const fine: PerformStep = async () => done();
const stepNow = ({ steps }: { steps: readonly { name: string; state: string }[] }): string => steps.find(({ state }) => state === "under way")?.name ?? "";
const theRun = async (w: TestWorld, id = ID) => (await runById(w.db, w.institutionId, id))!;
const statesOf = async (w: TestWorld, id = ID) => (await theRun(w, id)).steps.map(({ state }) => state);

eachDatabase((_, open) => {
  test("its steps are carried out in their order, what each found is kept, and nothing is left in hand", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w));
    const seen: unknown[] = [];
    const noted: PerformStep = async (_, { run, facts, secrets }) => {
      seen.push([run.steps.find(({ state }) => state === "under way")?.name, facts.hostId, secrets.password]);
      return done({ facts: { hostId: `h${seen.length}` }, secrets: { password: `p${seen.length}` } });
    };
    expect(await goOnWithRuns(w, w.process, undefined, all(noted))).toBe(4);
    expect(seen).toEqual([["look_up", undefined, undefined], ["make_user", "h1", "p1"], ["activation", "h2", "p2"], ["settle_user", "h3", "p3"]]); // prettier-ignore
    expect(await theRun(w)).toMatchObject({ state: "done", wakeAt: null, facts: { hostId: "h4" } });
    expect(await w.db.list((r) => r.leased_by, sql`select leased_by from runs`)).toEqual([null]);
  });

  test("asked twice with one id it is asked once; another of the same address is refused, in whichever letters", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    expect([(await ask(w)).ok, (await ask(w)).ok]).toEqual([true, true]);
    expect(await ask(w, { id: OTHER, email: "ADA@example.com" })).toMatchObject({ ok: false, refusal: { because: "run_under_way" } });
  });

  test("whoever waits holds up no more than its institution's share: another's goes on beside it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    const elsewhere = { ...w.admin, institutionId: w.random.uuid() };
    await insertInstitution(w.db, elsewhere.institutionId, { ...DEFAULT_SETTINGS, name: "Elsewhere", contact: { name: "", email: "", phone: "" } });
    const emails = Array.from({ length: 40 }, (_, i) => `a${i}@example.com`);
    for (const email of emails) valueOf(await ask(w, { id: w.random.uuid(), email, asked: { email } }));
    const [answers, gone, wakes] = [Promise.withResolvers<void>(), new Set<string>(), [] as (() => void)[]];
    const round = { woken: () => new Promise<void>((wake) => void wakes.push(wake)), later: () => new Promise<void>(() => undefined), goesOn: () => true };
    const theirs = { id: OTHER, kind: "zoom user", asked: { email: "eva@example.com" }, email: "eva@example.com" } as const;
    let waiting = 0;
    const silent: PerformStep = async (_, { run }) => {
      if (run.institutionId === w.institutionId) {
        waiting += 1;
        if (waiting === 12) {
          valueOf(await w.db.transaction((tx) => askForRun(tx, w, elsewhere, theirs)));
          for (const wake of wakes) wake();
        }
        await answers.promise;
      } else if (gone.add(stepNow(run)).size === 4) answers.resolve();
      return done();
    };
    await goOnWithRuns(w, w.process, round, all(silent));
    expect([gone.size, waiting]).toEqual([4, emails.length * 4]);
  });

  test("one process at a time has it; who is killed loses it, and may write nothing afterwards", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w));
    const other = await aProcess(w.db, w.random.uuid());
    let overtaken: unknown = null;
    const slow: PerformStep = async (_, at) => {
      if (overtaken !== null) return done();
      expect(await claimRuns(w.db, other, w.clock.now(), FIVE)).toHaveLength(0);
      await killProcess(w.db, w.process);
      expect(await claimRuns(w.db, other, w.clock.now(), FIVE)).toHaveLength(1);
      overtaken = await at.keep({ facts: { hostId: "stale" } }).catch((error: unknown) => error);
      throw overtaken;
    };
    await goOnWithRuns(w, w.process, undefined, all(slow));
    expect(overtaken).toBeInstanceOf(Error);
    expect(await theRun(w)).toMatchObject({ facts: {}, state: "running" });
    await killProcess(w.db, other);
    await aProcess(w.db, w.process);
    await goOnWithRuns(w, w.process, undefined, all(fine));
    expect(await theRun(w)).toMatchObject({ state: "done" });
  });

  test("a process that the others hold for dead takes none until it has beaten again: they would take the same", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w));
    await holdForDead(w.db, w.process);
    expect(await claimRuns(w.db, w.process, w.clock.now(), FIVE)).toEqual([]);
    await beatAgain(w.db, w.process);
    expect(await claimRuns(w.db, w.process, w.clock.now(), FIVE)).toHaveLength(1);
  });

  test("what a step found says nothing where another Zoom account was connected meanwhile: it looks again", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w, { kind: "former user", asked: { email: "ada@example.com", farewell: "unlink" } }));
    const [looked, first] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let looks = 0;
    const slow: PerformStep = async () => {
      looks += 1;
      if (looks === 1) {
        looked.resolve();
        await first.promise;
        return done();
      }
      return { end: { is: "waits", for: "person", because: "user_of_former_account", lookAt: after(w.clock.now(), hours(1)) } };
    };
    const going = goOnWithRuns(w, w.process, undefined, all(slow));
    await looked.promise;
    await changeAccount(w);
    first.resolve();
    await going;
    await goOnWithRuns(w, w.process, undefined, all(slow));
    expect([looks, await theRun(w)]).toMatchObject([2, { state: "running", steps: [{ state: "waiting", because: "user_of_former_account" }] }]);
  });

  test("letting go of somebody who leaves, under way as another Zoom account comes, ends with that, and says so", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w, { kind: "leaving", asked: { email: "ada@example.com", farewell: "unlink" } }));
    const slow: PerformStep = async () => {
      await changeAccount(w);
      return done();
    };
    await goOnWithRuns(w, w.process, undefined, all(slow));
    await goOnWithRuns(w, w.process, undefined, all(slow));
    expect(await theRun(w)).toMatchObject({ state: "stopped", endedAt: w.clock.now(), steps: [{ state: "failed", because: "account_changed" }] });
  });

  test("stopped while it is at work: the step is finished, and none after it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w));
    const stops: PerformStep = async () => {
      valueOf(await stopRun(w, w.admin, ID));
      expect(await ask(w, { id: OTHER })).toMatchObject({ ok: false }); // two would be at one address
      return done();
    };
    await goOnWithRuns(w, w.process, undefined, all(fine, { make_user: stops }));
    expect(await statesOf(w)).toEqual(["done", "done", "to come", "to come"]);
    expect(await theRun(w)).toMatchObject({ state: "stopped", endedAt: w.clock.now() });
    expect((await ask(w, { id: OTHER })).ok).toBe(true);
  });

  test("stopped, and whoever was at it was killed: the next who looks ends it", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w));
    const dies: PerformStep = async () => {
      valueOf(await stopRun(w, w.admin, ID));
      await killProcess(w.db, w.process);
      await goOnWithRuns(w, await aProcess(w.db, w.random.uuid()), undefined, all(fine));
      return done({ facts: { hostId: "late" } });
    };
    await goOnWithRuns(w, w.process, undefined, all(fine, { make_user: dies }));
    expect(await theRun(w)).toMatchObject({ state: "stopped", endedAt: w.clock.now(), facts: {} });
    expect((await theRun(w)).steps[1]).toMatchObject({ state: "failed", because: "run_interrupted" });
  });

  test("one of long ago can't be begun anew while another is at its address", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w));
    valueOf(await stopRun(w, w.admin, ID));
    valueOf(await ask(w, { id: OTHER }));
    expect(await tryAgain(w, ID)).toMatchObject({ ok: false, refusal: { because: "run_under_way" } });
    await goOnWithRuns(w, w.process, undefined, all(fine));
    valueOf(await tryAgain(w, ID));
    await goOnWithRuns(w, w.process, undefined, all(fine));
    expect(await theRun(w)).toMatchObject({ state: "done" });
    expect(await tryAgain(w, ID)).toMatchObject({ ok: false, refusal: { because: "run_over" } });
    expect(await retryRun(w, { ...w.admin, institutionId: OTHER }, ID, { because: null, at: null })).toMatchObject({
      ok: false,
      refusal: { because: "not_found" },
    });
  });

  test("a surprise is tried again with pauses, then somebody has to say how it goes on", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w));
    const breaks: PerformStep = async () => Promise.reject(new Error("no such thing"));
    for (let hour = 0; hour < 6; hour += 1) {
      await goOnWithRuns(w, w.process, undefined, all(breaks));
      w.clock.set({ offset: 0, frozenAt: after(w.clock.now(), hours(1)) });
    }
    expect(await theRun(w)).toMatchObject({ state: "failed" });
    expect((await theRun(w)).steps[0]).toMatchObject({ state: "failed", because: "run_surprise", tries: 5 });
    expect(w.surprises.splice(0)).toHaveLength(5);
  });

  test("what can't even be begun is let go, and holds up nothing else", async () => {
    await using w = await aWorld(await open(), { rooms: 0 });
    valueOf(await ask(w, { secrets: { password: "s3cret" } }));
    valueOf(await ask(w, { id: OTHER, email: "eva@example.com" }));
    const opens = w.secrets.open;
    const broken = { ...w, secrets: { ...w.secrets, open: () => { throw new Error("another key"); } } }; // prettier-ignore
    await goOnWithRuns(broken, w.process, undefined, all(fine));
    expect(w.surprises.splice(0)).toHaveLength(1);
    expect(await theRun(w, OTHER)).toMatchObject({ state: "done" });
    await goOnWithRuns({ ...w, secrets: { ...w.secrets, open: opens } }, w.process, undefined, all(fine));
    expect(await theRun(w)).toMatchObject({ state: "done" });
  });
});
