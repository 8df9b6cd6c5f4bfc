import { institutionById } from "../people/actions.ts";
import type { Tx } from "../platform/database.ts";

/** By whose clock what happens by itself at night does. */
export const zoneOf = async (tx: Tx, institutionId: string): Promise<string> => (await institutionById(tx, institutionId))?.settings.zone ?? "UTC";
