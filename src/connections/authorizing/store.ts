import { after, before, days, minutes, type Instant } from "../../lib/time.ts";
import { at, json, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import { setGranted, waitingToken, type KeptToken, type SealedToken } from "../store.ts";
import type { OutcomeKey, Purpose } from "./contract.ts";

export type AuthorizationKey = { institutionId: string; id: string };

/** Somebody was sent to Zoom to authorize one of our apps. */
export type Authorization = AuthorizationKey & {
  purpose: Purpose;
  memberId: string | null;
  linkId: string | null;
  clientId: string;
  browserPrint: Uint8Array;
  verifierSealed: Uint8Array;
  /** By which authorization the institution was connected when this one began. */
  sinceNumber: number;
  expiresAt: Instant;
  usedAt: Instant | null;
};

const toAuthorization = (r: Row): Authorization => ({
  institutionId: r.institution_id,
  id: r.id,
  purpose: r.purpose,
  memberId: r.member_id,
  linkId: r.link_id,
  clientId: r.client_id,
  browserPrint: r.browser_print,
  verifierSealed: r.verifier_sealed,
  sinceNumber: r.since_number,
  expiresAt: r.expires_at,
  usedAt: r.used_at,
});

const isIt = ({ institutionId, id }: AuthorizationKey): Sql => sql`institution_id = ${institutionId} and id = ${id}`;

/** Long enough to sign in at Zoom with a second factor, and to read what is asked. */
const LIVES = minutes(10);
/** Whoever wonders why it did not work may look that long. */
const KEPT = days(30);

type Begun = Omit<Authorization, "sinceNumber" | "expiresAt" | "usedAt"> & { statePrint: Uint8Array };

export async function insertAuthorization(tx: Tx, a: Begun, now: Instant): Promise<void> {
  await tx.run(sql`delete from authorizations where institution_id = ${a.institutionId} and expires_at < ${at(before(now, KEPT))} and go_on_at is null`);
  await tx.run(sql`insert into authorizations (institution_id, id, purpose, member_id, link_id, client_id, state_print, browser_print, verifier_sealed, since_number, started_at, expires_at)
    values (${a.institutionId}, ${a.id}, ${a.purpose}, ${a.memberId}, ${a.linkId}, ${a.clientId}, ${a.statePrint}, ${a.browserPrint}, ${a.verifierSealed},
      coalesce((select authorization_number from connections where institution_id = ${a.institutionId} and kind = 'institution'), 0), ${at(now)}, ${at(after(now, LIVES))})`);
}

/** By the state that came back, which nobody can guess: whose it is, only this tells. */
export const authorizationByState = (tx: Tx, statePrint: Uint8Array): Promise<Authorization | null> =>
  tx.one(toAuthorization, sql`select * from authorizations where state_print = ${statePrint}`);

/** The number of what was brought back, once; null where somebody has brought it back already. */
export const useAuthorization = (tx: Tx, key: AuthorizationKey, now: Instant): Promise<number | null> =>
  tx.one(
    (r) => Number(r.used_number),
    sql`update authorizations set used_at = ${at(now)}, used_number = nextval('authorization_numbers'), go_on_at = ${at(after(now, TAKES))}
      where ${isIt(key)} and used_at is null returning used_number`,
  );

/** Longer than all that is asked of Zoom may take, each with its pauses: what has not ended by then was left by a process that was killed. */
const TAKES = minutes(3);
const IS_OPEN = sql`go_on_at is not null`;

/** What Zoom has given for it, before anything is done with it. Only over `before`, where it follows that. */
export const saveGranted = (tx: Tx, key: AuthorizationKey, token: SealedToken, before: KeptToken | null = null): Promise<number> =>
  tx.run(sql`update authorizations set ${setGranted(token)} where ${isIt(key)} and ${IS_OPEN} and token_sealed is not distinct from ${before?.sealed ?? null}`);

/** Left half done. `kept` null: nobody knows what Zoom gave. */
export type Unfinished = { authorization: Authorization; number: number; tries: number; kept: KeptToken | null };

const toUnfinished = (r: Row): Unfinished => ({
  authorization: toAuthorization(r),
  number: Number(r.used_number),
  tries: r.tries,
  kept: r.token_sealed === null ? null : waitingToken(r),
});

/** Those that are to be gone on with by now; the next try is written down at once, so that nobody else goes on with them as well. */
export const takeUnfinished = (tx: Tx, now: Instant): Promise<Unfinished[]> =>
  tx.list(
    toUnfinished,
    sql`update authorizations set go_on_at = ${at(after(now, TAKES))}, tries = tries + 1 where (institution_id, id) in
      (select institution_id, id from authorizations where go_on_at <= ${at(now)} order by go_on_at, id limit 4 for update skip locked) returning *`,
  );

export const saveUnfinished = (tx: Tx, key: AuthorizationKey, goOnAt: Instant): Promise<number> =>
  tx.run(
    sql`update authorizations set outcome = ${"finishing" satisfies OutcomeKey}, details = null, go_on_at = ${at(goOnAt)} where ${isIt(key)} and ${IS_OPEN}`,
  );

/** Whether it has not ended yet. */
export const isUnfinished = async (tx: Tx, key: AuthorizationKey): Promise<boolean> =>
  (await tx.one(() => true, sql`select from authorizations where ${isIt(key)} and ${IS_OPEN}`)) === true;

export const nextNumber = async (tx: Tx): Promise<number> => (await tx.one((r) => Number(r.number), sql`select nextval('authorization_numbers') as number`))!;

export type Values = Readonly<Record<string, string>>;

/** It has ended, and nothing of what Zoom gave is kept here. 0: somebody has ended it meanwhile, and that stands. */
export const saveOutcome = (tx: Tx, key: AuthorizationKey, outcome: OutcomeKey, details: Values): Promise<number> =>
  tx.run(sql`update authorizations set outcome = ${outcome}, details = ${json(details)}, go_on_at = null, token_sealed = null, token_expires_at = null,
    refresh_sealed = null, refresh_expires_at = null, scopes = null where ${isIt(key)} and ${IS_OPEN}`);

export type Attempt = { purpose: Purpose; browserPrint: Uint8Array; outcome: OutcomeKey; details: Values };

const toAttempt = (r: Row): Attempt => ({ purpose: r.purpose, browserPrint: r.browser_print, outcome: r.outcome, details: r.details ?? {} });

/** How one that has come back ended. */
export const attemptOf = (tx: Tx, key: AuthorizationKey): Promise<Attempt | null> =>
  tx.one(toAttempt, sql`select * from authorizations where ${isIt(key)} and outcome is not null`);

/** For whoever came by a mailed link, and is in no institution: the browser has to be the same. */
export const attemptByLink = (tx: Tx, id: string): Promise<Attempt | null> =>
  tx.one(toAttempt, sql`select * from authorizations where id = ${id} and purpose = 'link' and outcome is not null`);
