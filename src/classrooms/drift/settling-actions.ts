import { fine, refused, type Outcome, type Refusal } from "../../lib/outcome.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { whyNotPasscode, type Classroom } from "../classroom.ts";
import { newRound, type Round } from "../databases/actions.ts";
import { askForRun, runById } from "../runs/actions.ts";
import { atWork, keepPerson, lockClassrooms, openingOf } from "../store.ts";
import { wishOf } from "./asking.ts";
import { personIn } from "./compare.ts";
import { whyNotTakeOver } from "./looking-again-actions.ts";
import { lookAtRow, movedTo, publishedNoMore, type OtherRow } from "./placing-actions.ts";
import type { KeptDrift } from "./kept.ts";
import { printOf } from "./print.ts";
import * as store from "./store.ts";
import { settlingOf, type Way } from "./ways.ts";

export { driftsFor } from "./showing-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke" | "zoomOf" | "log">;

/** Everything is held against everything as soon as may be. */
export async function compareNow(world: Needs, { institutionId }: Member): Promise<void> {
  await store.compareAll(world.db, institutionId, world.clock.now());
  world.poke(["drifts"]);
}

/** `seen`: what was shown when it was decided; `key`: of the row in which it is to be published instead, and `rowSeen`: as its preview answered it. */
export type Settle = { way: Way; seen: string; runId: string; key?: string | null; rowSeen?: string | null };

/**
 * Settles one difference in one of its ways. What has to be changed in Zoom or in a row is asked for as a run, and the difference is shown with it until all was compared
 * again; what Bedel changes in itself is done here. Refused where somebody settled it before, where it says
 * something else than was shown, where that way can't be, and while a run is at the classroom. `round`: of many that are settled together.
 */
export async function settleDrift(world: Needs, who: Member, id: string, settle: Settle, round: Round | null = null): Promise<Outcome<null>> {
  const { institutionId } = who;
  if ((await runById(world.db, institutionId, settle.runId)) !== null) return fine(null);
  const seen = await store.driftById(world.db, world.secrets, institutionId, id);
  if (seen === null) return refused("drift_settled");
  const other = settle.way === "in another row" ? await lookAtRow(world, institutionId, seen, settle.key ?? null, settle.rowSeen ?? null) : fine(null);
  if (!other.ok) return other;
  const still = settle.way === "as it is there" && printOf(seen) === settle.seen ? await whyNotTakeOver(world, institutionId, seen, round) : fine(null);
  if (!still.ok) return movedOn(world, who, seen, still.refusal);
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const [classroom] = await lockClassrooms(tx, institutionId, [seen.classroomId]);
    if ((await runById(tx, institutionId, settle.runId)) !== null) return fine(null); // sent twice at once
    const known = await store.driftsOfClassroom(tx, world.secrets, institutionId, seen.classroomId); // whoever had the lock before may have settled it
    const drift = known.find((one) => one.id === id);
    if (classroom === undefined || drift === undefined) return refused("drift_settled");
    if (printOf(drift) !== settle.seen) return refused("drift_moved");
    if (!settlingOf(drift).ways.includes(settle.way)) return refused("drift_way");
    const why = whyNotPasscode(classroom, (await atWork(tx, institutionId)).has(classroom.id));
    if (why !== null) return refused(why);
    const done = await settled(tx, world, who, { classroom, drift, known, settle, other: other.value });
    if (!done.ok) return done;
    await store.compareNext(tx, classroom, world.clock.now());
    const details = { about: classroom.name, what: drift.what, key: drift.place?.key ?? "", other: settle.key ?? "" };
    await note(tx, world.random, { institutionId, at: world.clock.now(), who: who.name, memberId: who.id, what: NOTED[settle.way], details });
    return fine(null);
  });
  world.poke(["runs", "drifts"]);
  return outcome;
}

export type SettleMany = { way: Way; settles: readonly { id: string; seen: string; runId: string }[] };
export type NotSettled = { id: string; because: string; values: Record<string, string | number> };

/**
 * Settles each of these in the same way, as it was shown; what can't be is answered with why, and holds up no others. A database that does not answer is asked once.
 */
export async function settleMany(world: Needs, who: Member, { way, settles }: SettleMany): Promise<NotSettled[]> {
  const round = newRound();
  const left: NotSettled[] = [];
  for (const { id, seen, runId } of settles) {
    const outcome = await settleDrift(world, who, id, { way, seen, runId }, round);
    if (!outcome.ok) left.push({ id, because: outcome.refusal.because, values: outcome.refusal.values ?? {} });
  }
  return left;
}

/** What stands there now is told as soon as may be. */
async function movedOn(world: Needs, { institutionId }: Member, { classroomId: id }: KeptDrift, refusal: Refusal): Promise<Outcome<null>> {
  await store.compareNext(world.db, { institutionId, id }, world.clock.now());
  world.poke(["drifts"]);
  return { ok: false, refusal };
}

const NOTED: Record<Way, string> = {
  "as Bedel has it": "drift_put_back",
  "as it is there": "drift_taken_over",
  "published no more": "drift_row_left",
  "in another row": "drift_row_moved",
};

type Settling = { classroom: Classroom; drift: KeptDrift; known: readonly KeptDrift[]; settle: Settle; other: OtherRow | null };

async function settled(tx: Tx, world: Needs, who: Member, { classroom, drift, known, settle, other }: Settling): Promise<Outcome<null>> {
  const opening = openingOf(world.secrets, classroom);
  if (opening === null) return refused("classroom_not_in_use");
  if (settle.way === "published no more") return publishedNoMore(tx, classroom, drift);
  const moved = other === null ? null : await movedTo(tx, classroom, drift, other, opening);
  if (moved !== null && !moved.ok) return moved;
  const wish = moved === null ? wishOf({ classroom, opening, drift, known }, settle.way) : moved.value;
  if (wish === null) return takenOver(tx, classroom, drift);
  const asked = await askForRun(tx, world, who, { ...wish, id: settle.runId, classroomId: classroom.id });
  if (asked.ok) await store.settledBy(tx, classroom.institutionId, drift.id, settle.runId);
  return asked;
}

/** Names of a person stand nowhere but in Zoom and in Bedel. */
async function takenOver(tx: Tx, classroom: Classroom, { id, zoom }: KeptDrift): Promise<Outcome<null>> {
  await keepPerson(tx, classroom, personIn(zoom ?? ""));
  await store.deleteDrift(tx, classroom.institutionId, id);
  return fine(null);
}
