import type { World } from "../../world.ts";
import { PERFORMERS } from "./performers-actions.ts";
import { Overtaken, type AtWork, type StepResult } from "./performer.ts";
import { begun, ended, stepAt, type RunStep } from "./run.ts";
import { claimRuns, letGo, lockRun, saveRun, sealedFor, secretsOf, type WholeRun } from "./store.ts";
import { endOf } from "./trouble.ts";

/** So many are gone on with at once: each waits for Zoom, a mailbox or a database most of the time. */
const AT_ONCE = 16;

/** Goes on with every run that is due, step by step, until none is. Says how many steps were carried out. */
export async function goOnWithRuns(world: World, process: string): Promise<number> {
  const inHand = new Map<string, Promise<number>>();
  let carried = 0;
  for (;;) {
    const due = await claimRuns(world.db, process, world.clock.now(), AT_ONCE - inHand.size, [...inHand.keys()]);
    for (const run of due)
      inHand.set(
        run.id,
        goOn(world, run)
          .catch((error: unknown) => (world.log.error("a run threw", { run: run.id, error: String(error) }), 0))
          .finally(() => inHand.delete(run.id)),
      );
    if (inHand.size === 0) return carried;
    carried += await Promise.race(inHand.values());
  }
}

/** Its steps one after the other, as long as they end at once. */
async function goOn(world: World, claimed: WholeRun): Promise<number> {
  let run: WholeRun | null = claimed;
  let steps = 0;
  while (run !== null && run.wakeAt !== null && run.wakeAt <= world.clock.now()) {
    const step = stepAt(run);
    if (step === null) break;
    steps += 1;
    run = await carryOut(world, run, step.name);
  }
  await letGo(world.db, claimed);
  return steps;
}

/** Null: another process has the run now. */
async function carryOut(world: World, claimed: WholeRun, name: RunStep): Promise<WholeRun | null> {
  const started = await changed(world, claimed, (run) => begun(run, name, world.clock.now()), {});
  if (started === null) return null;
  const result = await performed(world, started, name);
  if (result === null) return null;
  return changed(world, claimed, (run) => ended(run, name, result.end, world.clock.now()), result);
}

async function performed(world: World, run: WholeRun, name: RunStep): Promise<StepResult | null> {
  const now = world.clock.now();
  const tries = stepAt(run)?.tries ?? 1;
  const at: AtWork = {
    ...{ run, asked: run.asked, facts: run.facts, secrets: secretsOf(world.secrets, run), now, tries },
    keep: async (more) => {
      if ((await changed(world, run, (same) => same, more)) === null) throw new Overtaken();
    },
  };
  try {
    return await PERFORMERS[name](world, at);
  } catch (error) {
    if (error instanceof Overtaken) return null;
    const end = endOf(error, tries, now);
    if ("because" in end && end.because === "run_surprise") world.log.error("a step of a run threw", { run: run.id, step: name, error: String(error) });
    return { end };
  }
}

type Change = (run: WholeRun) => ReturnType<typeof ended>;

/** What is kept of a run is kept in one transaction, and only by who has it. Null: somebody else has. */
const changed = (world: World, claimed: WholeRun, change: Change, { facts, secrets }: Pick<StepResult, "facts" | "secrets">): Promise<WholeRun | null> =>
  world.db.transaction(async (tx) => {
    const run = await lockRun(tx, claimed.institutionId, claimed.id);
    if (run === null || run.generation !== claimed.generation) return null;
    const next: WholeRun = { ...run, ...change(run), facts: { ...run.facts, ...facts } };
    const sealed = secrets === undefined ? run.sealed : sealedFor(world.secrets, run, { ...secretsOf(world.secrets, run), ...secrets });
    const saved = { ...next, classroomId: next.facts.classroomId ?? next.classroomId, sealed };
    await saveRun(tx, saved, sealed);
    return saved;
  });
