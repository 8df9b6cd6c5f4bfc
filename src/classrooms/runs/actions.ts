import type { Member } from "../../people/member.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { Asked, Facts, RunSecrets } from "./facts.ts";
import { retried, stepsToCome, stopped, whyNotRetry, whyNotStop, type Run, type RunKind } from "./run.ts";
import { insertRun, lockRun, saveRun, sealedFor, type WholeRun } from "./store.ts";

export { latestOfPeople, latestRuns, runById, runsOf, wakeRuns, wakeWaiting, type LatestRun, type WholeRun } from "./store.ts";

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

/** Begins its present step anew, at once. Refused of one that is over, at work, or while another is at its address or classroom. */
export const retryRun = (world: Needs, who: Member, id: string): Promise<Outcome<WholeRun>> =>
  changed(world, who, id, "run_retried", whyNotRetry, (run) => retried(run, who.name, world.clock.now()));

/** Nothing more is done for it. What was done stays. Refused of one that is over, and of what would stay half done. */
export const stopRun = (world: Needs, who: Member, id: string): Promise<Outcome<WholeRun>> =>
  changed(world, who, id, "run_stopped", (run) => whyNotStop(run, run.facts), (run) => stopped(run, world.clock.now())); // prettier-ignore

async function changed(world: Needs, who: Member, id: string, what: string, whyNot: (run: WholeRun) => string | null, change: (run: Run) => Run): Promise<Outcome<WholeRun>> {
  const outcome = world.db.transaction(async (tx): Promise<Outcome<WholeRun>> => {
    const run = await lockRun(tx, who.institutionId, id);
    const why = run === null ? "not_found" : whyNot(run);
    if (run === null || why !== null) return refused(why ?? "not_found");
    const saved = { ...run, ...change(run) };
    await saveRun(tx, saved, run.sealed);
    await note(tx, world.random, { institutionId: who.institutionId, at: world.clock.now(), who: who.name, memberId: who.id, what, details: { kind: run.kind, about: run.asked.name ?? run.email ?? "" } });
    return fine(saved);
  });
  const answer = await outcome.catch((error: unknown) => {
    if (isTaken(error)) return refused("run_under_way");
    throw error;
  });
  world.poke(["runs"]);
  return answer;
} // prettier-ignore

/** Another run of the same address or classroom has begun since this one was over: the database lets one at a time. */
const isTaken = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "23505";
