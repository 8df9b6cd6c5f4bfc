import type { Tx } from "../../platform/database.ts";
import { lockClassrooms, placeClassrooms } from "../store.ts";
import { withoutRows } from "./leaving-rows.ts";
import type { Run } from "./run.ts";
import { lockRun, rememberLeft } from "./store.ts";

/** Of a run that was stopped while a step of it was under way, which has ended since. Classrooms are locked before runs, as by whoever changes one. */
export async function leaveRows(tx: Tx, { institutionId, id, classroomId }: Pick<Run, "institutionId" | "id" | "classroomId">): Promise<void> {
  const [own] = classroomId === null ? [] : await lockClassrooms(tx, institutionId, [classroomId]);
  const run = await lockRun(tx, institutionId, id);
  if (own === undefined || run?.state !== "stopped" || run.endedAt === null) return;
  const rows = withoutRows(run, own);
  if (rows === null) return;
  await placeClassrooms(tx, institutionId, [{ id: own.id, ...rows }]);
  await rememberLeft(tx, institutionId, id);
}
