import type { Instant } from "../lib/time.ts";
import type { Tx } from "../platform/database.ts";
import { ahead } from "./store.ts";

/** What nouns that build on sessions may ask of their rows. */
export { heldBetween, lockInstitution, lockSession, lockSessions, sessionById, sessionsBetween, sessionsByIds, type Held } from "./store.ts";

/** No session's id. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** What somebody has ahead already: sessions and minutes. */
export const aheadOf = async (tx: Tx, institutionId: string, organizerId: string, now: Instant): Promise<{ sessions: number; minutes: number }> =>
  (await ahead(tx, institutionId, organizerId, now, NOBODY))!;
