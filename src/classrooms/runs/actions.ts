import type { Member } from "../../people/member.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { classroomsOf, lockClassrooms, runsAtWork } from "../store.ts";
import { consentOf, isHeld, needsOf, whyNotAgain, whyNotAsShown, type Around } from "./again.ts";
import type { Retry } from "./contract.ts";
import type { Asked, Facts, RunSecrets } from "./facts.ts";
import { retried, stepsToCome, stoppedAs, whyNotRetry, whyNotStop, type RunKind } from "./run.ts";
import { giveUpLeaving, insertRun, lockRun, runById, saveRun, sealedFor, secretsOf, type WholeRun } from "./store.ts";

export { latestOfPeople, latestRuns, runById, runsOf, wakeRuns, wakeWaiting, type LatestRun, type WholeRun } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;

/** Of one file, the line that asks. */
export type Line = { batchId: string; line: number };

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
 * Refused while another run of the same address or classroom is not over, unless it is of a user to be made whose letting go gave up.
 */
export async function askForRun(tx: Tx, world: Pick<World, "clock" | "random" | "secrets">, by: { institutionId: string; id: string | null; name: string }, wanted: Wanted): Promise<Outcome<null>> {
  const now = world.clock.now();
  const run = {
    ...{ institutionId: by.institutionId, id: wanted.id, kind: wanted.kind, asked: wanted.asked, facts: wanted.facts ?? {}, askedBy: by.id, askedByName: by.name, askedAt: now, wakeAt: now },
    ...{ email: wanted.email ?? null, memberId: wanted.memberId ?? null, classroomId: wanted.classroomId ?? null, batchId: wanted.batchId ?? null, line: wanted.line ?? null },
  };
  // Whoever is to be a Zoom user again is not to be let go of any more.
  if (run.kind === "zoom user" && run.email !== null) await giveUpLeaving(tx, run.institutionId, run.email, { name: by.name, at: now, by: "asking again" });
  const isNew = await insertRun(tx, run, stepsToCome(wanted.kind), sealedFor(world.secrets, run, wanted.secrets ?? {}));
  if (!isNew) return (await isThere(tx, run)) ? fine(null) : refused("run_under_way");
  await note(tx, world.random, { institutionId: by.institutionId, at: now, who: by.name, memberId: by.id, what: "run_asked", details: { kind: wanted.kind, about: wanted.asked.name ?? wanted.email ?? "" } });
  return fine(null);
} // prettier-ignore

const isThere = async (tx: Tx, { institutionId, id }: { institutionId: string; id: string }): Promise<boolean> =>
  (await lockRun(tx, institutionId, id)) !== null;

/**
 * Begins its present step anew, at once. Refused of one that is over, at work, or while another is at its address or classroom, of one that was stopped where another
 * run has changed its classrooms since, and where by now something else stands in the way than was shown.
 */
export const retryRun = (world: Needs, who: Member, id: string, shown: Retry): Promise<Outcome<WholeRun>> =>
  changed(world, who, id, "run_retried", async (run, tx) => whyNotRetry(run) ?? whyNotAgain(run, await aroundOf(tx, run)) ?? whyNotAsShown(run, shown), (run) => ({ ...run, ...retried(run, who.name, world.clock.now()), facts: { ...withMeant(run), stoppedBy: null }, sealed: withMoved(world.secrets, run) })); // prettier-ignore

/** Whoever says *go on* was told that this Zoom user is there already: that one is meant from now on, and nobody who comes to be there later. */
function withMeant(run: WholeRun): Facts {
  const who = run.facts.hostId ?? run.asked.email;
  return consentOf(run) === "user" && who !== undefined ? { ...run.facts, meant: who } : run.facts;
}

/** Whoever says *go on* was told that this row was changed: what was found there then is written over from now on, and nothing in another row, or that comes to be there later. */
function withMoved(secrets: World["secrets"], run: WholeRun): WholeRun["sealed"] {
  const place = run.facts.hinderedBy;
  const { moved, ...rest } = secretsOf(secrets, run);
  const found = place == null || consentOf(run) !== "row" ? undefined : moved?.[place];
  return place == null || found === undefined ? run.sealed : sealedFor(secrets, run, { ...rest, before: { ...rest.before, [place]: found } });
}

async function aroundOf(tx: Tx, run: WholeRun): Promise<Around> {
  const [all, busy] = [await classroomsOf(tx, run.institutionId), await runsAtWork(tx, run.institutionId)];
  const one = (id: string | null | undefined) => all.find((classroom) => classroom.id === id) ?? null;
  const [own, other] = [one(run.classroomId), one(run.asked.replaces)];
  return { own, other, all, isAtWork: isHeld(busy, run, needsOf(run)) };
}

/** Locked before the run, as by whoever asks for one: so nobody waits for the other. */
async function lockItsClassrooms(tx: Tx, institutionId: string, id: string): Promise<void> {
  const run = await runById(tx, institutionId, id);
  const ids = [run?.classroomId, run?.asked.replaces].filter((one) => one != null);
  if (ids.length > 0) await lockClassrooms(tx, institutionId, ids);
}

/** Nothing more is done for it. What was done stays. Refused of one that is over, and of what would stay half done. */
export const stopRun = (world: Needs, who: Member, id: string): Promise<Outcome<WholeRun>> =>
  changed(world, who, id, "run_stopped", async (run) => whyNotStop(run, run.facts), (run) => stoppedAs(run, who.name, "stopping", world.clock.now())); // prettier-ignore

async function changed(world: Needs, who: Member, id: string, what: string, whyNot: (run: WholeRun, tx: Tx) => Promise<string | null>, change: (run: WholeRun) => WholeRun): Promise<Outcome<WholeRun>> {
  const outcome = world.db.transaction(async (tx): Promise<Outcome<WholeRun>> => {
    await lockItsClassrooms(tx, who.institutionId, id);
    const run = await lockRun(tx, who.institutionId, id);
    const why = run === null ? "not_found" : await whyNot(run, tx);
    if (run === null || why !== null) return refused(why ?? "not_found");
    const saved = change(run);
    await saveRun(tx, saved, saved.sealed);
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
