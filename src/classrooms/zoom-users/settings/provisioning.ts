import type { MadeAs, StandingLink } from "../../runs/facts.ts";

/** Whether Bedel may make Zoom users, and how. `revision` 0: nobody has saved it yet. */
export type Provisioning = { revision: number; on: boolean; makesAt: "accepted" | "at once"; madeAs: MadeAs; standing: StandingLink };

export const NEVER_SAVED: Provisioning = { revision: 0, on: false, makesAt: "accepted", madeAs: "invited", standing: "personal meeting" };

/** What of it a connection lacks, as far as anybody knows. */
export type Able = { connected: boolean; missing: readonly unknown[] };

/** Message key under `refusals` why it can't be switched on, or null. */
export const whyNotOn = ({ connected, missing }: Able): string | null =>
  !connected ? "zoom_not_connected" : missing.length > 0 ? "provisioning_scopes_missing" : null;
