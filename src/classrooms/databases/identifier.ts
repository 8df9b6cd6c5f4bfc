import { assert } from "../../lib/assert.ts";

/** PostgreSQL cuts longer names off without a word (NAMEDATALEN − 1), and what is left may be another's. */
const LONGEST_BYTES = 63;
const bytes = new TextEncoder();

/** Whether PostgreSQL can have something of this very name: no null, no half a character, and not longer than it looks at. */
export const isUsable = (name: string): boolean => name !== "" && !name.includes("\0") && name.isWellFormed() && bytes.encode(name).length <= LONGEST_BYTES;

/** The one way in which a name of somebody else's database gets into a statement. */
export function quoted(name: string): string {
  assert(isUsable(name), "a name that PostgreSQL can't have");
  return `"${name.replaceAll('"', '""')}"`;
}

/** Whether it can be in a database at all: PostgreSQL keeps no null, and half a character would arrive as another. */
export const isStorable = (value: string): boolean => !value.includes("\0") && value.isWellFormed();
