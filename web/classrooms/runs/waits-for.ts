import type { RunStepView } from "../../../src/classrooms/runs/contract.ts";

/** Whom it waits for. `itself`: for nobody, it goes on by itself. */
export type Whom = "reader" | "administrator" | "database" | "sessions" | "itself";

const BY: Record<string, Whom> = {
  invitation_waits: "reader",
  provisioning_off: "administrator",
  zoom_paused: "administrator",
  zoom_disconnected: "administrator",
  no_licence_left: "administrator",
  no_basic_seat: "administrator",
  user_of_former_account: "administrator",
  sessions_stay: "sessions",
  database_away: "database",
};

/** What somebody has to mend before a database lets Bedel in; the rest passes by itself. */
const TO_MEND = ["wrong_password", "no_such_database", "certificate", "no_tls", "unknown_host", "unreadable"];
export const isToMend = (found: string | number): boolean => TO_MEND.includes(String(found));

/** Null: it waits for nobody. What failed without a time at which it goes on waits for somebody who tries again. */
export function waitsFor({ state, because, values, retryAt }: Pick<RunStepView, "state" | "because" | "values" | "retryAt">): Whom | null {
  if (state === "failed") return retryAt === null ? "administrator" : "itself";
  if (state === "waiting" && because === "database_away" && isToMend(values["found"] ?? "")) return "administrator";
  return state === "waiting" ? (BY[because ?? ""] ?? "itself") : null;
}
