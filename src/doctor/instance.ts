import type { Secrets } from "../platform/secrets.ts";

/** Tells one database from another without telling anything of it: a Bedel says it to everybody, and it opens nothing. */
export const instanceOf = (secrets: Secrets): string => secrets.keyFor("instance").slice(0, 16);
