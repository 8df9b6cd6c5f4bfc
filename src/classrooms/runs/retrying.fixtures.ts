import { iso } from "../../lib/time.ts";
import type { Outcome } from "../../lib/outcome.ts";
import type { TestWorld } from "../../../test/world.ts";
import { retryRun, runById, type WholeRun } from "./actions.ts";
import type { Retry } from "./contract.ts";
import { stepAt } from "./run.ts";

/** What the page of a run shows of the step that it is at. */
export async function shownOf(w: TestWorld, id: string): Promise<Retry> {
  const step = stepAt((await runById(w.db, w.institutionId, id))!);
  return { because: step?.because ?? null, at: step?.at == null ? null : iso(step.at) };
}

/** Somebody looks at the page, and presses "Try again". */
export const tryAgain = async (w: TestWorld, id: string): Promise<Outcome<WholeRun>> => retryRun(w, w.admin, id, await shownOf(w, id));
