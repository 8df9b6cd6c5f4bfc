import type { RunStepView } from "../../../src/classrooms/runs/contract.ts";

/** Whom it waits for. `itself`: for nobody, it goes on by itself. */
export type Whom = "reader" | "administrator" | "database" | "sessions" | "itself";

const BY: Record<string, Whom> = {
  invitation_waits: "reader",
  provisioning_off: "administrator",
  zoom_disconnected: "administrator",
  no_licence_left: "administrator",
  no_basic_seat: "administrator",
  sessions_stay: "sessions",
  database_away: "database",
};

/** Null: it waits for nobody. What failed without a time at which it goes on waits for somebody who tries again. */
export function waitsFor({ state, because, retryAt }: Pick<RunStepView, "state" | "because" | "retryAt">): Whom | null {
  if (state === "failed") return retryAt === null ? "administrator" : "itself";
  return state === "waiting" ? (BY[because ?? ""] ?? "itself") : null;
}
