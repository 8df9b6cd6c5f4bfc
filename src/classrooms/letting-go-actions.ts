import { fine, refused, type Outcome } from "../lib/outcome.ts";
import type { Member } from "../people/member.ts";
import { note } from "../platform/audit.ts";
import type { World } from "../world.ts";
import { runById } from "./runs/actions.ts";
import { placeName, type RowPlace } from "./runs/facts.ts";
import { retried, stepAt, whyNotLetGo } from "./runs/run.ts";
import { lockRun, saveRun } from "./runs/store.ts";
import { lockClassrooms, saveClassroom } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "poke">;

/**
 * A run that is halfway goes on without the row that hinders it, and its classroom is published there no more: what that row shows, if it still is anywhere, is
 * the former. `shown`: what was written before whoever decided it; refused where it is another row, of another table for all that has the same key, or another reason by now.
 */
export async function letRowGo(world: Needs, who: Member, id: string, shown: { place: string; because: string }): Promise<Outcome<null>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const known = await runById(tx, who.institutionId, id);
    if (known === null) return refused("not_found");
    // The classroom before its run, as whoever asks for a run or takes one back locks them.
    const [classroom] = await lockClassrooms(tx, who.institutionId, known.classroomId === null ? [] : [known.classroomId]);
    const run = (await lockRun(tx, who.institutionId, id)) ?? known;
    const why = whyNotLetGo(run, run.facts, now);
    if (why !== null) return refused(why);
    const { because, values } = stepAt(run)!;
    const place = run.facts.hinderedBy!;
    if (because !== shown.because || place !== shown.place) return refused("revision_conflict");
    const facts = { ...run.facts, letGo: [...(run.facts.letGo ?? []), place], hinderedBy: null, rowsAwaySince: null };
    await saveRun(tx, { ...run, ...retried(run, who.name, now), facts }, run.sealed);
    const kept = (its: RowPlace | null): RowPlace | null => (its !== null && placeName(its) === place ? null : its);
    if (classroom !== undefined) await saveClassroom(tx, { ...classroom, link: kept(classroom.link), passcode: kept(classroom.passcode) });
    const details = { about: classroom?.name ?? run.asked.name ?? "", table: String(values["table"] ?? ""), key: String(values["key"] ?? "") };
    await note(tx, world.random, { institutionId: who.institutionId, at: now, who: who.name, memberId: who.id, what: "row_let_go", details });
    return fine(null);
  });
  world.poke(["runs"]);
  return outcome;
}
