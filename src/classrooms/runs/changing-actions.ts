import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Member } from "../../people/member.ts";
import { noteAll } from "../../platform/audit.ts";
import { sqlState, type Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { classroomsOf, lockClassrooms, placeClassrooms, runsAtWork } from "../store.ts";
import { provisioningOf } from "../zoom-users/settings/store.ts";
import { isHeld, needsOf, type Around } from "./again.ts";
import type { Rows } from "./leaving-rows.ts";
import { isPlaced } from "./run.ts";
import { addressesAtWork, classroomsOfRuns, lockRuns, saveRuns, type WholeRun } from "./store.ts";

export type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;

/** Which runs: of one file, where it is named. */
export type Which = { ids: readonly string[]; batchId: string | null };
/**
 * What is done to each of them, by somebody. `what`: as it is called under `history`, by how it stood before; `whyNot`: message key under `refusals`, or null; `rows`: where its
 * classroom is published from then on, null: as before.
 */
export type Deed = {
  what: (run: WholeRun) => string;
  whyNot: (run: WholeRun, around: Around) => string | null;
  change: (run: WholeRun) => WholeRun;
  rows: (next: WholeRun, around: Around, before: WholeRun) => Rows | null;
};

/**
 * Changes each of these runs that may be, all in one transaction and with as many questions for five hundred as for one; answers each by its id. One that the
 * institution, or the file, does not have is `not_found`.
 */
export async function changeRuns(world: Needs, who: Member, which: Which, deed: Deed): Promise<ReadonlyMap<string, Outcome<WholeRun>>> {
  const answer = await world.db
    .transaction((tx) => changed(tx, world, who, which, deed))
    .catch((error: unknown) => {
      if (sqlState(error) !== TAKEN) throw error;
      return null;
    });
  world.poke(["runs"]);
  return answer ?? oneByOne(world, who, which, deed);
}

/** Another run of the same address or classroom has begun meanwhile: the database lets one at a time. Which of them it was, only asking each by itself tells. */
const TAKEN = "23505";

async function oneByOne(world: Needs, who: Member, { ids, batchId }: Which, deed: Deed): Promise<ReadonlyMap<string, Outcome<WholeRun>>> {
  const [id] = ids;
  if (ids.length === 1 && id !== undefined) return new Map([[id, refused("run_under_way")]]);
  const outcomes = new Map<string, Outcome<WholeRun>>();
  for (const one of ids) for (const [of, outcome] of await changeRuns(world, who, { ids: [one], batchId }, deed)) outcomes.set(of, outcome);
  return outcomes;
}

async function changed(
  tx: Tx,
  world: Needs,
  who: Member,
  { ids, batchId }: Which,
  { what, whyNot, change, rows }: Deed,
): Promise<Map<string, Outcome<WholeRun>>> {
  const { institutionId } = who;
  // Locked before the runs, as by whoever asks for one: so nobody waits for the other.
  await lockClassrooms(tx, institutionId, await classroomsOfRuns(tx, institutionId, ids));
  const outcomes = new Map<string, Outcome<WholeRun>>(ids.map((id) => [id, refused("not_found")]));
  const runs = await lockRuns(tx, institutionId, ids, batchId);
  const around = await aroundThem(tx, institutionId, runs);
  const saved: WholeRun[] = [];
  const placed: ({ id: string } & Rows)[] = [];
  const notes: { what: string; details: Record<string, string> }[] = [];
  for (const run of runs) {
    const why = whyNot(run, around.of(run));
    const next = why === null ? change(run) : null;
    outcomes.set(run.id, next === null ? refused(why!) : fine(next));
    if (next === null) continue;
    const its = rows(next, around.of(run), run);
    if (its !== null) placed.push({ id: run.classroomId!, ...its });
    around.changed(next);
    saved.push(next);
    notes.push({ what: what(run), details: { kind: run.kind, about: run.asked.name ?? run.email ?? "" } });
  }
  if (placed.length > 0) await placeClassrooms(tx, institutionId, placed); // before the runs, which remember how their classrooms were left
  await saveRuns(tx, saved);
  const by = { institutionId, at: world.clock.now(), who: who.name, memberId: who.id };
  await noteAll(tx, world.random, notes.map((one) => ({ ...by, ...one }))); // prettier-ignore
  return outcomes;
}

/** What stands around each of these, read once; whoever begins anew is at work for those that come after it. */
async function aroundThem(tx: Tx, institutionId: string, runs: readonly WholeRun[]): Promise<{ of(run: WholeRun): Around; changed(run: WholeRun): void }> {
  const all = await classroomsOf(tx, institutionId);
  const classrooms = new Map(all.map((one) => [one.id, one]));
  const busy = new Map(await runsAtWork(tx, institutionId));
  const { on: isOn } = await provisioningOf(tx, institutionId);
  const addresses = await addressesAtWork(tx, institutionId, runs.flatMap(({ email }) => email ?? [])); // prettier-ignore
  return {
    of: (run) => {
      const [own, other] = [run.classroomId, run.asked.replaces].map((id) => (id == null ? null : (classrooms.get(id) ?? null)));
      const isAtWork = isHeld(busy, run, needsOf(run)) || (run.email !== null && !isPlaced(run) && addresses.has(run.email.toLowerCase()));
      return { own: own ?? null, other: other ?? null, all, isAtWork, isOn };
    },
    changed: (run) => {
      if (run.endedAt !== null) return;
      for (const id of needsOf(run)) if (id != null) busy.set(id, [...(busy.get(id) ?? []), run.id]);
      if (run.email !== null && !isPlaced(run)) addresses.add(run.email.toLowerCase());
    },
  };
}
