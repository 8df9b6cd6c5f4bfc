import { TO_THE_END, type Round } from "../../platform/worker.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { lockClassrooms } from "../store.ts";
import type { Facts, RunSecrets } from "./facts.ts";
import { leaveRows } from "./leaving-rows-actions.ts";
import { PERFORMERS } from "./performers-actions.ts";
import { Overtaken, Stopped, type AtWork, type PerformStep, type StepResult } from "./performer.ts";
import { abandoned, begun, ended, stepAt, withHalfway, type Run, type RunStep } from "./run.ts";
import { claimRuns, letGo, lockRun, saveRun, sealedFor, secretsOf, type WholeRun } from "./store.ts";
import { endOf } from "./trouble.ts";

/** So many are gone on with at once: each waits for Zoom, a mailbox or a database most of the time. */
const AT_ONCE = 16;
/** So many of one institution: the rest is for the others. */
const SHARE = 12;

export type Performers = Readonly<Record<RunStep, PerformStep>>;

/**
 * Goes on with every run that is due, step by step, until none is, or it is not to go on. Says how many steps were carried out. What falls due while others wait is
 * begun beside them.
 */
export async function goOnWithRuns(world: World, process: string, round: Round = TO_THE_END, performers: Performers = PERFORMERS): Promise<number> {
  const inHand = new Map<string, Promise<number>>();
  const threw = new Set<string>(); // looked at again in the next round: at once it would throw without end
  let carried = 0;
  for (;;) {
    const due = !round.goesOn()
      ? []
      : await claimRuns(world.db, process, world.clock.now(), {
          most: AT_ONCE - inHand.size,
          share: SHARE,
          inHand: [...inHand.keys()],
          not: [...threw],
        });
    for (const run of due) {
      const surprised = (error: unknown): number => {
        threw.add(run.id);
        world.log.error("a run threw", { run: run.id, error: String(error) });
        return 0;
      };
      inHand.set(run.id, goOn(world, run, performers).catch(surprised).finally(() => inHand.delete(run.id))); // prettier-ignore
    }
    if (inHand.size === 0) return carried;
    carried += await Promise.race([...inHand.values(), ...(round.goesOn() ? [round.woken().then(() => 0)] : [])]);
  }
}

/** Its steps one after the other, as long as they end at once. However that ends, it is let go. */
async function goOn(world: World, claimed: WholeRun, performers: Performers): Promise<number> {
  try {
    let run: WholeRun | null = claimed;
    if (claimed.state === "stopped") run = await left(world, claimed, (run, facts) => abandoned(run, facts, world.clock.now()), {});
    let steps = 0;
    while (run !== null && run.state === "running" && run.wakeAt !== null && run.wakeAt <= world.clock.now()) {
      const step = stepAt(run);
      if (step === null) break;
      steps += 1;
      run = await carryOut(world, run, step.name, performers);
    }
    return steps;
  } finally {
    await letGo(world.db, claimed);
  }
}

/** Null: another process has the run now. */
async function carryOut(world: World, claimed: WholeRun, name: RunStep, performers: Performers): Promise<WholeRun | null> {
  const started = await changed(world, claimed, (run) => (run.state === "running" ? begun(run, name, world.clock.now()) : null), {});
  if (started === null) return null;
  const result = await performed(world, started, name, performers[name]);
  if (result === null) return null;
  return left(world, claimed, (run, facts) => ended(run, name, result.end, facts, world.clock.now()), result);
}

async function performed(world: World, run: WholeRun, name: RunStep, perform: PerformStep): Promise<StepResult | null> {
  const now = world.clock.now();
  const tries = stepAt(run)?.tries ?? 1;
  const at: AtWork = {
    ...{ run, asked: run.asked, facts: run.facts, secrets: secretsOf(world.secrets, run), now, tries },
    keep: async (more) => {
      if ((await changed(world, run, (same) => same, more)) === null) throw new Overtaken();
    },
    intend: async (more) => {
      const unlessStopped = (same: Run): Run => {
        if (same.state === "stopped") throw new Stopped();
        return same;
      };
      if ((await changed(world, run, unlessStopped, more)) === null) throw new Overtaken();
    },
  };
  try {
    return await perform(world, at);
  } catch (error) {
    if (error instanceof Overtaken) return null;
    if (error instanceof Stopped) return { end: { is: "failed", because: "run_stopped", retryAt: null } };
    const end = endOf(error, tries, now);
    if ("because" in end && end.because === "run_surprise") world.log.error("a step of a run threw", { run: run.id, step: name, error: String(error) });
    return { end };
  }
}

type Change = (run: WholeRun, facts: Facts) => Run | null;

type Known = Pick<StepResult, "facts" | "secrets">;

/** What is kept of a run is kept in one transaction, and only by who has it. Null: somebody else has, or there is nothing to change. */
const changed = (world: World, claimed: WholeRun, change: Change, known: Known): Promise<WholeRun | null> =>
  world.db.transaction((tx) => changedIn(tx, world, claimed, change, known));

/** The same at the end of a step, with the rows that a run leaves which was stopped meanwhile. Its classroom is locked before the run, as by whoever changes one. */
const left = (world: World, claimed: WholeRun, change: Change, known: Known): Promise<WholeRun | null> =>
  world.db.transaction(async (tx) => {
    if (claimed.classroomId !== null) await lockClassrooms(tx, claimed.institutionId, [claimed.classroomId]);
    const run = await changedIn(tx, world, claimed, change, known);
    if (run?.state === "stopped" && run.endedAt !== null) await leaveRows(tx, claimed);
    return run;
  });

async function changedIn(tx: Tx, world: World, claimed: WholeRun, change: Change, { facts, secrets }: Known): Promise<WholeRun | null> {
  const run = await lockRun(tx, claimed.institutionId, claimed.id);
  if (run === null || run.generation !== claimed.generation) return null;
  const known = { ...run.facts, ...facts };
  const next = change(run, known);
  if (next === null) return null;
  const sealed = secrets === undefined && next.state !== "done" ? run.sealed : sealedFor(world.secrets, run, kept({ ...secretsOf(world.secrets, run), ...secrets }, next));
  const saved: WholeRun = { ...run, ...next, facts: withHalfway(next, known, world.clock.now()), classroomId: known.classroomId ?? next.classroomId, sealed };
  await saveRun(tx, saved, sealed);
  return saved;
} // prettier-ignore

/** Passwords are there for trying again, and what is done is not tried again. What a row held before stays, for undoing. */
function kept(all: RunSecrets, { state }: Pick<Run, "state">): RunSecrets {
  if (state !== "done") return all;
  const { password: _typed, chosen: _chosen, ...others } = all;
  return others;
}
