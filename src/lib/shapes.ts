import { z } from "zod";
import { instant, isInOurTimes } from "./time.ts";

/** What a page showed of something that others may change too; as large as the database counts. */
export const revision = z.number().int().min(0).max(2_147_483_647);

/** An id that a page makes, so that asking twice asks once. In one way of writing it: the database tells no capitals from small letters, we do. */
export const freshId = z.uuid().toLowerCase();

/** A moment with its offset, in our times. */
export const momentAsked = z.iso.datetime({ offset: true }).refine(isOurs);

function isOurs(text: string): boolean {
  try {
    return isInOurTimes(instant(text));
  } catch {
    return false; // told already, by the shape itself
  }
}

/** A whole number in an address; an empty one is none. */
export const numberAsked = z.string().trim().min(1).pipe(z.coerce.number<string>());
