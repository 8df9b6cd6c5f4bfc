import { after, days, hours, minutes, type Duration, type Instant } from "../../lib/time.ts";

/** How single mails can be deleted on a server, and none of anybody else's with them. */
export type Deletes = "for good" | "to the trash" | "only marked";

/**
 * A plain EXPUNGE removes whatever anybody has marked. Only UIDPLUS (RFC 4315) names the mails to remove; MOVE (RFC 6851) takes them elsewhere; without
 * either they can but be marked.
 */
export const waysToDelete = (capabilities: ReadonlyMap<string, unknown>, trash: string | null): Deletes =>
  capabilities.has("UIDPLUS") ? "for good" : capabilities.has("MOVE") && trash !== null ? "to the trash" : "only marked";

/** Zoom's mails of a kind, sent within a time, that are of no use any more. */
export type DoneWith = {
  institutionId: string;
  mailboxId: string;
  what: "activation" | "code";
  since: Instant;
  until: Instant;
  doneWithAt: Instant;
  tries: number;
};

const FIRST = minutes(5);
const LONGEST = hours(12);
/** Then it is left to whoever tidies up: the mailbox's page has said all the time what hinders it. */
const GIVEN_UP_AFTER = days(30);

/** After so many tries. Null: no more. */
export const nextTryAt = ({ tries, doneWithAt }: Pick<DoneWith, "tries" | "doneWithAt">, now: Instant): Instant | null =>
  now >= after(doneWithAt, GIVEN_UP_AFTER) ? null : after(now, Math.min(LONGEST, FIRST * 2 ** Math.min(tries, 20)) as Duration);
