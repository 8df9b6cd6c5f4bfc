import type { Member } from "../../people/member.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { before, hours, type Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { consentOf, isLapsed, isFoundElsewhere, lookedAnew, resent, whyNotAgain, whyNotAsShown } from "./again.ts";
import { changeRuns, type Deed, type Needs } from "./changing-actions.ts";
import type { Retry } from "./contract.ts";
import type { Asked, Facts, RunSecrets } from "./facts.ts";
import { withoutRows, withRowsAgain } from "./leaving-rows.ts";
import { rowsMeantIn } from "../databases/store.ts";
import { retried, STEPS_OF, stepsToCome, stoppedAs, whyNotRetry, whyNotStop, type RunKind } from "./run.ts";
import { giveUpLeaving, lockFailedAbout, lockFailedFor, lockFailedOfFound, scopedSince } from "./people-store.ts";
import { insertRun, lockRun, saveRuns, sealedFor, secretsOf, type WholeRun } from "./store.ts";

export { isMadeByAnother, latestOfPeople, lockMakingOf } from "./people-store.ts";
export { latestRuns, type LatestRun } from "./latest-store.ts";
export { addressesAtWork, countNotDone, isRunOf, runById, runsOf, wakeForSeat, wakeRuns, wakeWaiting, type WholeRun } from "./store.ts";

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
 * Refused while another run of the same address or classroom is not over, unless it was to let go of the Zoom user and gave up: that one is over with it.
 */
export async function askForRun(tx: Tx, world: Pick<World, "clock" | "random" | "secrets">, by: { institutionId: string; id: string | null; name: string }, wanted: Wanted): Promise<Outcome<null>> {
  const now = world.clock.now();
  const facts = STEPS_OF[wanted.kind].includes("write_rows") ? { ...wanted.facts, rowsMean: await rowsMeantIn(tx, by.institutionId) } : (wanted.facts ?? {});
  const run = {
    ...{ institutionId: by.institutionId, id: wanted.id, kind: wanted.kind, asked: wanted.asked, facts, askedBy: by.id, askedByName: by.name, askedAt: now, wakeAt: now },
    ...{ email: wanted.email ?? null, memberId: wanted.memberId ?? null, classroomId: wanted.classroomId ?? null, batchId: wanted.batchId ?? null, line: wanted.line ?? null },
  };
  // Whoever is to be a Zoom user again is not to be let go of any more; and what was refused is asked for in another way.
  if ((run.kind === "zoom user" || run.kind === "leaving") && run.email !== null && !(await isThere(tx, run))) await giveUpLeaving(tx, run.institutionId, run.email, { name: by.name, at: now, by: "asking again" });
  const isNew = await insertRun(tx, run, stepsToCome(wanted.kind), sealedFor(world.secrets, run, wanted.secrets ?? {}));
  if (!isNew) return whatIsThere(await lockRun(tx, run.institutionId, run.id), run);
  await note(tx, world.random, { institutionId: by.institutionId, at: now, who: by.name, memberId: by.id, what: "run_asked", details: { kind: wanted.kind, about: wanted.asked.name ?? wanted.email ?? "" } });
  return fine(null);
} // prettier-ignore

/** Nothing was written down: it was asked for before, its id is that of something else, or another run is in the way. */
function whatIsThere(known: WholeRun | null, asked: Pick<WholeRun, "kind" | "classroomId" | "email">): Outcome<null> {
  if (known === null) return refused("run_under_way");
  const isIt = known.kind === asked.kind && known.classroomId === asked.classroomId && known.email === asked.email;
  return isIt ? fine(null) : refused("not_found");
}

const isThere = async (tx: Tx, { institutionId, id }: { institutionId: string; id: string }): Promise<boolean> =>
  (await lockRun(tx, institutionId, id)) !== null;

/**
 * Begins its present step anew, at once; where Zoom's invitation has lapsed, has Zoom invite again. Refused of one that is over, at work, or while another is at its address or classroom, of one that was stopped where another
 * run has changed its classrooms since, and where by now something else stands in the way than was shown.
 */
export const retryRun = (world: Needs, who: Member, id: string, shown: Retry): Promise<Outcome<WholeRun>> => alone(world, who, id, again(world, who, () => shown)); // prettier-ignore

/** Nothing more is done for it. What was done stays. Refused of one that is over, and of what would stay half done. */
export const stopRun = (world: Needs, who: Member, id: string): Promise<Outcome<WholeRun>> => alone(world, who, id, stop(world, who, () => null)); // prettier-ignore

/** What Zoom refused for want of a scope goes on by itself: the connection may have it by now. What is missing still, Zoom says again, and it stands still again. */
export async function goOnWithScopes(tx: Tx, institutionId: string, now: Instant): Promise<void> {
  const runs = await lockFailedFor(tx, institutionId, "zoom_missing_scope");
  await saveRuns(tx, runs.map((run) => ({ ...run, ...retried(run, null, now) }))); // prettier-ignore
}

/** So long it rests, should Zoom refuse what it says that it allows. */
const REFUSED_RESTS = hours(1);

/** The same where the scope came without anybody authorizing: an app of the institution's own has it with its next token. */
export const goOnWithNewScopes = (world: Pick<World, "db" | "clock">): Promise<void> =>
  world.db.transaction(async (tx) => {
    for (const institutionId of await scopedSince(tx, before(world.clock.now(), REFUSED_RESTS))) await goOnWithScopes(tx, institutionId, world.clock.now());
  });

/** What gave up because somebody was no active user, or was not let be one, goes on: Zoom tells that this one is a user by now. */
export async function goOnWithUser(tx: Tx, institutionId: string, user: { hostId: string; email: string | null }, now: Instant): Promise<void> {
  const runs = await lockFailedAbout(tx, institutionId, user);
  await saveRuns(tx, runs.map((run) => ({ ...run, ...retried(run, null, now) }))); // prettier-ignore
}

/** The same where nothing was told and all users were read since: once for each reading that finds them active. */
export const goOnWithFound = (world: Pick<World, "db" | "clock">): Promise<void> =>
  world.db.transaction(async (tx) => {
    const runs = await lockFailedOfFound(tx);
    await saveRuns(tx, runs.map((run) => ({ ...run, ...retried(run, null, world.clock.now()) }))); // prettier-ignore
  });

/** Runs of one file, or whatever they come from, each with what was shown of it. */
export type These = { batchId: string | null; those: readonly (Retry & { id: string })[] };
export type NotDone = { id: string; because: string };

/** Tries each of these again by the rules by which one is. Answers those that can't be, with why: `revision_conflict` where something else stands in its way by now. */
export const retryThese = (world: Needs, who: Member, these: These): Promise<NotDone[]> => together(world, who, these, (shown) => again(world, who, shown));

/** Stops each of these by the rules by which one is, as long as what stands in its way is what was shown: what goes on by now was not meant. Answers as `retryThese`. */
export const stopThese = (world: Needs, who: Member, these: These): Promise<NotDone[]> => together(world, who, these, (shown) => stop(world, who, shown));

const alone = async (world: Needs, who: Member, id: string, deed: Deed): Promise<Outcome<WholeRun>> =>
  (await changeRuns(world, who, { ids: [id], batchId: null }, deed)).get(id)!;

async function together(world: Needs, who: Member, { batchId, those }: These, deedOf: (shown: (id: string) => Retry) => Deed): Promise<NotDone[]> {
  const shown = new Map(those.map((one) => [one.id, one]));
  const outcomes = await changeRuns(world, who, { ids: [...shown.keys()], batchId }, deedOf((id) => shown.get(id)!)); // prettier-ignore
  return [...outcomes].flatMap(([id, outcome]) => (outcome.ok ? [] : [{ id, because: outcome.refusal.because }]));
}

const again = (world: Needs, who: Member, shownOf: (id: string) => Retry): Deed => ({
  what: (run) => (isLapsed(run) ? "invitation_of_zoom_resent" : "run_retried"),
  whyNot: (run, around) => whyNotRetry(run) ?? whyNotAgain(run, around) ?? whyNotAsShown(run, shownOf(run.id)),
  change: (run) =>
    isFoundElsewhere(run)
      ? lookedAnew(run, who.name, world.clock.now())
      : isLapsed(run)
        ? resent(run, who.name, world.clock.now())
        : {
            ...run,
            ...retried(run, who.name, world.clock.now()),
            facts: { ...withMeant(run), stoppedBy: null, left: false },
            sealed: withMoved(world.secrets, run),
          },
  rows: (_, { own, other }, before) => (before.endedAt === null ? null : withRowsAgain(before, own, other)),
});

/** `shownOf`: null where it is stopped whatever stands in its way. */
const stop = (world: Needs, who: Member, shownOf: (id: string) => Retry | null): Deed => ({
  what: () => "run_stopped",
  whyNot: (run) => {
    const shown = shownOf(run.id);
    return whyNotStop(run, run.facts) ?? (shown === null ? null : whyNotAsShown(run, shown));
  },
  change: (run) => stoppedAs(run, who.name, "stopping", world.clock.now()),
  rows: (next, { own }) => (next.endedAt === null ? null : withoutRows(next, own)),
});

/** Whoever says *go on* was told that this Zoom user is there already: that one is meant from now on, and nobody who comes to be there later. */
function withMeant(run: WholeRun): Facts {
  const who = run.facts.hostId ?? run.asked.email;
  return consentOf(run) === "user" && who !== undefined ? { ...run.facts, meant: who } : run.facts;
}

/** Whoever says *go on* was told that this row was changed: what was found there then is written over from now on, and nothing in another row, or that comes to be there later. */
function withMoved(secrets: World["secrets"], run: WholeRun): WholeRun["sealed"] {
  const place = run.facts.hinderedBy;
  if (place == null || consentOf(run) !== "row") return run.sealed;
  const { moved, ...rest } = secretsOf(secrets, run);
  const found = moved?.[place];
  return found === undefined ? run.sealed : sealedFor(secrets, run, { ...rest, before: { ...rest.before, [place]: found } });
}
