import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Round } from "../databases/actions.ts";
import { classroomById, openingOf } from "../store.ts";
import { inRow, inZoom } from "./actions.ts";
import { driftsOf } from "./compare.ts";
import type { KeptDrift } from "./kept.ts";
import { printOf } from "./print.ts";

type Needs = Parameters<typeof inZoom>[0];

/** Before what stands there is taken over, it is read anew. Refused where it can't be read, and where it is not what was shown any more. */
export async function whyNotTakeOver(world: Needs, institutionId: string, drift: KeptDrift, round: Round | null): Promise<Outcome<null>> {
  const classroom = await classroomById(world.db, institutionId, drift.classroomId);
  const opening = classroom === null ? null : openingOf(world.secrets, classroom);
  if (classroom === null || opening === null) return refused("drift_settled");
  const row = drift.place === null ? null : await inRow(world, institutionId, drift.place, round);
  const zoom = row === null ? await inZoom(world, classroom) : { is: "unread" as const, because: "" };
  if (row === null && zoom.is === "unread") return refused("drift_zoom_unread");
  if (row?.is === "unread") return refused("row_unreachable");
  const now = driftsOf({ ...classroom, opening }, zoom, row === null ? [] : [row]);
  return now.some((one) => printOf(one) === printOf(drift)) ? fine(null) : refused("drift_moved");
}
