import type { Member } from "../../people/member.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Asked, Facts, RunSecrets } from "./facts.ts";
import { retried, stepsToCome, stopped, type Run, type RunKind } from "./run.ts";
import { insertRun, lockRun, saveRun, sealedFor, type WholeRun } from "./store.ts";

export { runById, runsOf, wakeRuns, type WholeRun } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;

export type Wanted = {
  id: string;
  kind: RunKind;
  asked: Asked;
  facts?: Facts;
  secrets?: RunSecrets;
  email?: string | null;
  memberId?: string | null;
  classroomId?: string | null;
  batchId?: string | null;
  line?: number | null;
};

/**
 * Writes down that it is to be done, in the transaction of the deed that asks for it; whoever asks wakes the loop `runs` afterwards. Asking twice with one id asks once.
 * Refused while another run of the same address or classroom is not over.
 */
export async function askForRun(tx: Tx, world: Pick<World, "clock" | "random" | "secrets">, by: { institutionId: string; id: string | null; name: string }, wanted: Wanted): Promise<Outcome<null>> {
  const now = world.clock.now();
  const run = {
    ...{ institutionId: by.institutionId, id: wanted.id, kind: wanted.kind, asked: wanted.asked, facts: wanted.facts ?? {}, askedBy: by.id, askedByName: by.name, askedAt: now, wakeAt: now },
    ...{ email: wanted.email ?? null, memberId: wanted.memberId ?? null, classroomId: wanted.classroomId ?? null, batchId: wanted.batchId ?? null, line: wanted.line ?? null },
  };
  const isNew = await insertRun(tx, run, stepsToCome(wanted.kind), sealedFor(world.secrets, run, wanted.secrets ?? {}));
  if (!isNew) return (await isThere(tx, run)) ? fine(null) : refused("run_under_way");
  await note(tx, world.random, { institutionId: by.institutionId, at: now, who: by.name, memberId: by.id, what: "run_asked", details: { kind: wanted.kind, about: wanted.asked.name ?? wanted.email ?? "" } });
  return fine(null);
} // prettier-ignore

const isThere = async (tx: Tx, { institutionId, id }: { institutionId: string; id: string }): Promise<boolean> =>
  (await lockRun(tx, institutionId, id)) !== null;

/** Begins its present step anew, at once. Refused of one that is over. */
export const retryRun = (world: Needs, who: Member, id: string): Promise<Outcome<WholeRun>> =>
  changed(world, who, id, "run_retried", (run) => (run.state === "done" ? null : retried(run, who.name, world.clock.now())));

/** Nothing more is done for it. What was done stays. Refused of one that is over. */
export const stopRun = (world: Needs, who: Member, id: string): Promise<Outcome<WholeRun>> =>
  changed(world, who, id, "run_stopped", (run) => (run.state === "done" || run.state === "stopped" ? null : stopped(run, world.clock.now())));

async function changed(world: Needs, who: Member, id: string, what: string, change: (run: Run) => Run | null): Promise<Outcome<WholeRun>> {
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<WholeRun>> => {
    const run = await lockRun(tx, who.institutionId, id);
    if (run === null) return refused("not_found");
    const next = change(run);
    if (next === null) return refused("run_over");
    const saved = { ...run, ...next };
    await saveRun(tx, saved, run.sealed);
    await note(tx, world.random, { institutionId: who.institutionId, at: world.clock.now(), who: who.name, memberId: who.id, what, details: { kind: run.kind, about: run.asked.name ?? run.email ?? "" } });
    return fine(saved);
  });
  world.poke(["runs"]);
  return outcome;
} // prettier-ignore
