import { fine, refused, type Outcome } from "../lib/outcome.ts";
import type { Member } from "../people/member.ts";
import type { World } from "../world.ts";
import { whyNotRename, type Classroom } from "./classroom.ts";
import type { RowPreview } from "./contract.ts";
import { before, previewed, rowsNow, whyNotRows } from "./previewing-actions.ts";
import { askForRun, runById } from "./runs/actions.ts";
import { atWork, classroomById, lockClassrooms } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;
type Called = { name: string; code: string };

/** What would be written where it is published; nothing is done. */
export async function previewName(world: Needs, { institutionId }: Member, id: string, called: Called): Promise<Outcome<{ seen: string; rows: RowPreview[] }>> {
  const classroom = await classroomById(world.db, institutionId, id);
  if (classroom === null) return refused("not_found");
  const now = await rowsNow(world, institutionId, classroom, called);
  const rows = await previewed(world, institutionId, now, { ...called, empties: true });
  const isNamed = ({ what }: RowPreview["columns"][number]): boolean => what === "name" || what === "code";
  return fine({ seen: now.seen, rows: rows.map((row) => ({ ...row, columns: row.columns.filter(isNamed) })) });
}

/** In its rows, in Bedel and in Zoom. The rows are looked at now, and written only if they are still so then. */
export async function rename(world: Needs, who: Member, id: string, { runId, name, code, seen }: Called & { runId: string; seen: string | null }): Promise<Outcome<null>> {
  const known = await classroomById(world.db, who.institutionId, id);
  if (known === null) return refused("not_found");
  if ((await runById(world.db, who.institutionId, runId)) !== null) return fine(null);
  const rows = await rowsNow(world, who.institutionId, known, { name, code });
  const why = whyNotRows(rows) ?? (seen !== null && seen !== rows.seen ? refused("row_changed", { field: "name" }) : null);
  if (why !== null) return why;
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const [classroom] = await lockClassrooms(tx, who.institutionId, [id]);
    if (classroom === undefined) return refused("not_found");
    if ((await runById(tx, who.institutionId, runId)) !== null) return fine(null); // of two clicks at once, the second
    if (isElsewhere(classroom, known)) return refused("revision_conflict");
    const refusal = whyNotRename(classroom, (await atWork(tx, who.institutionId)).has(id));
    if (refusal !== null) return refused(refusal);
    const { link, passcode, email, hostId } = classroom;
    const asked = { email, name, code, link, passcode };
    return askForRun(tx, world, who, { id: runId, kind: "rename classroom", asked, facts: { hostId }, secrets: { before: before(rows) }, email, classroomId: id });
  });
  world.poke(["runs"]);
  return outcome;
} // prettier-ignore

/** Published in other rows than were looked at. */
const isElsewhere = (one: Classroom, other: Classroom): boolean => JSON.stringify([one.link, one.passcode]) !== JSON.stringify([other.link, other.passcode]);
