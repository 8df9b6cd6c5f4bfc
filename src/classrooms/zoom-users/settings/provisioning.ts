import { fine, refused, type Outcome } from "../../../lib/outcome.ts";
import type { MadeAs, StandingLink } from "../../runs/facts.ts";

/** Whether Bedel may make Zoom users, and how. `revision` 0: nobody has saved it yet. */
export type Provisioning = { revision: number; on: boolean; makesAt: "accepted" | "at once"; madeAs: MadeAs; standing: StandingLink };

export const NEVER_SAVED: Provisioning = { revision: 0, on: false, makesAt: "accepted", madeAs: "invited", standing: "personal meeting" };

/** What of it a connection lacks, as far as anybody knows. */
export type Able = { connected: boolean; missing: readonly unknown[] };

/** Message key under `refusals` why it can't be switched on, or null. */
export const whyNotOn = ({ connected, missing }: Able): string | null =>
  !connected ? "zoom_not_connected" : missing.length > 0 ? "provisioning_scopes_missing" : null;

type Wish = { makesZoomUsers: boolean; givesLicence: boolean };

/**
 * What a team gives once one of its switches, or both, are turned. Another administrator may have turned the other one meanwhile: that stays as it is,
 * and a licence alone is not taken to mean Zoom users too, which its question said nothing of.
 */
export function turned(before: Wish, change: { [switched in keyof Wish]?: boolean | undefined }): Outcome<Wish> {
  const { makesZoomUsers = before.makesZoomUsers } = change;
  if (change.givesLicence === true && change.makesZoomUsers === undefined && !makesZoomUsers) return refused("revision_conflict");
  return fine({ makesZoomUsers, givesLicence: change.givesLicence ?? (makesZoomUsers === before.makesZoomUsers && before.givesLicence) });
}
