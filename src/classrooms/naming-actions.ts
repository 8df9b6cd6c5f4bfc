import { fine, refused, type Outcome } from "../lib/outcome.ts";
import type { Member } from "../people/member.ts";
import type { World } from "../world.ts";
import { whyNotRename, type Classroom } from "./classroom.ts";
import type { RowPreview } from "./contract.ts";
import { before, previewed, rowsNow, whyNotRows } from "./previewing-actions.ts";
import { askForRun, runById } from "./runs/actions.ts";
import type { Asked } from "./runs/facts.ts";
import { atWork, classroomById, lockClassrooms } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;
type Called = { name: string; code: string };

/** What would be written where it is published; nothing is done. */
export async function previewName(world: Needs, { institutionId }: Member, id: string, called: Called): Promise<Outcome<{ seen: string; rows: RowPreview[] }>> {
  const classroom = await classroomById(world.db, institutionId, id);
  if (classroom === null) return refused("not_found");
  const now = await rowsNow(world, institutionId, classroom, inRows(classroom, called));
  const rows = await previewed(world, institutionId, now, { ...called, empties: classroom.code !== "" });
  const isNamed = ({ what }: RowPreview["columns"][number]): boolean => what === "name" || what === "code";
  return fine({ seen: now.seen, rows: rows.map((row) => ({ ...row, columns: row.columns.filter(isNamed) })) });
}

/** In its rows, in Bedel and in Zoom. The rows are looked at now, and written only if they are still so then. */
export async function rename(world: Needs, who: Member, id: string, { runId, name, code, seen }: Called & { runId: string; seen: string | null }): Promise<Outcome<null>> {
  const known = await classroomById(world.db, who.institutionId, id);
  if (known === null) return refused("not_found");
  if ((await runById(world.db, who.institutionId, runId)) !== null) return fine(null);
  const rows = await rowsNow(world, who.institutionId, known, inRows(known, { name, code }));
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
    const asked = { email, ...inRows(classroom, { name, code }), link, passcode };
    return askForRun(tx, world, who, { id: runId, kind: "rename classroom", asked, facts: { hostId }, secrets: { before: before(rows) }, email, classroomId: id });
  });
  world.poke(["runs"]);
  return outcome;
} // prettier-ignore

/** A code that is cleared is taken out of its rows; where the classroom had none, theirs is not Bedel's. */
const inRows = (classroom: Classroom, { name, code }: Called): Pick<Asked, "name" | "code"> =>
  code === "" && classroom.code === "" ? { name } : { name, code };

/** Published in other rows than were looked at, or with a code or without. */
const isElsewhere = (one: Classroom, other: Classroom): boolean => JSON.stringify(placesOf(one)) !== JSON.stringify(placesOf(other));
const placesOf = ({ link, passcode, code }: Classroom) => [link, passcode, code === ""];
