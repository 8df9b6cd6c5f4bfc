import type { Tx } from "../platform/database.ts";
import type { Instant } from "../lib/time.ts";
import { ahead } from "./store.ts";

/** What nouns that build on sessions may ask of their rows. */
export { heldBetween, lockSession, sessionById, sessionsBetween, sessionsByIds, type Held } from "./store.ts";


export { lockInstitution } from "./store.ts";

/** What somebody has ahead already: sessions and minutes. */
export const aheadOf = async (tx: Tx, institutionId: string, organizerId: string, now: Instant): Promise<{ sessions: number; minutes: number }> =>
  (await ahead(tx, institutionId, organizerId, now, NOBODY))!;
/** No session's id. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
