import { iso } from "../../lib/time.ts";
import { waitsForZoom, type Session } from "../../sessions/session.ts";
import type { Hindrance, ReportState } from "../contract.ts";

/** Why a report that readers wait for is not read, so that none is promised; null: nothing stands in its way. */
export function hindranceOf({ status, steps: { report } }: Session, state: ReportState | null): Hindrance | null {
  if (state === "final") return null;
  if (state === null && (status === "cancelled" || status === "declined")) return { by: "called off", againAt: null };
  if (waitsForZoom(report)) return { by: "connection", againAt: null };
  if (report.is === "failed") return { by: "trouble", againAt: report.retryAt === null ? null : iso(report.retryAt) };
  return report.is === "skipped" ? { by: "too late", againAt: null } : null;
}
