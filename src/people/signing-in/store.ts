import type { Instant } from "../../lib/time.ts";
import { at, sql, type Tx } from "../../platform/database.ts";

export type Purpose = "sign in" | "new password";

export const insertLink = (tx: Tx, fingerprint: Uint8Array, personId: string, purpose: Purpose, expiresAt: Instant): Promise<number> =>
  tx.run(sql`insert into mailed_links (fingerprint, person_id, purpose, expires_at) values (${fingerprint}, ${personId}, ${purpose}, ${at(expiresAt)})`);

export const removeStaleLinks = (tx: Tx, personId: string, now: Instant): Promise<number> =>
  tx.run(sql`delete from mailed_links where person_id = ${personId} and expires_at <= ${at(now)}`);

/** Whose link it was; null when it is none, too old, or used already. Two at once: one gets it. */
export const takeLink = (tx: Tx, fingerprint: Uint8Array, purpose: Purpose, now: Instant): Promise<string | null> =>
  tx.one(
    (r) => r.person_id as string,
    sql`delete from mailed_links where fingerprint = ${fingerprint} and purpose = ${purpose} and expires_at > ${at(now)} returning person_id`,
  );

/** How often within the window, this time included. Machine time: a moved clock must neither lock nor unlock a door. */
export const countTry = async (tx: Tx, key: Uint8Array, seconds: number): Promise<number> =>
  (await tx.one(
    (r) => Number(r.count),
    sql`insert into tries as t (key, begun_at, count) values (${key}, clock_timestamp(), 1) on conflict (key) do update set
        count = case when t.begun_at < clock_timestamp() - make_interval(secs => ${seconds}) then 1 else t.count + 1 end,
        begun_at = case when t.begun_at < clock_timestamp() - make_interval(secs => ${seconds}) then clock_timestamp() else t.begun_at end
      returning count`,
  ))!;

export const forgetTries = (tx: Tx, key: Uint8Array): Promise<number> => tx.run(sql`delete from tries where key = ${key}`);

/** No window is longer than an hour. */
export const removeOldTries = (tx: Tx): Promise<number> => tx.run(sql`delete from tries where begun_at < clock_timestamp() - interval '1 hour'`);

/** A password is chosen anew: whoever knew the old one, or had a link, is out. */
export async function replacePassword(tx: Tx, personId: string, hash: string, id: string, now: Instant): Promise<void> {
  const replaced = await tx.run(
    sql`update sign_in_methods set password = ${hash}, "updatedAt" = ${at(now)} where "userId" = ${personId} and "providerId" = 'credential'`,
  );
  if (replaced === 0)
    await tx.run(sql`insert into sign_in_methods (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
      values (${id}, ${personId}, 'credential', ${personId}, ${hash}, ${at(now)}, ${at(now)})`);
  await tx.run(sql`update people set "emailVerified" = true where id = ${personId}`);
  await tx.run(sql`delete from sign_ins where "userId" = ${personId}`);
  await tx.run(sql`delete from mailed_links where person_id = ${personId}`);
  await forgetDevices(tx, personId);
}

/** An address is proven to be somebody's. Who wrote it down before, and never proved it, is out: it may have been anybody. */
export async function forgetUnproven(tx: Tx, personId: string): Promise<void> {
  const proven = await tx.run(sql`update people set "emailVerified" = true where id = ${personId} and not "emailVerified"`);
  if (proven === 0) return;
  await tx.run(sql`delete from sign_in_methods where "userId" = ${personId}`);
  await tx.run(sql`delete from two_factors where "userId" = ${personId}`);
  await tx.run(sql`update people set "twoFactorEnabled" = false where id = ${personId}`);
  await tx.run(sql`delete from sign_ins where "userId" = ${personId}`);
  await forgetDevices(tx, personId);
}

export const removeSignIn = (tx: Tx, token: string): Promise<number> => tx.run(sql`delete from sign_ins where token = ${token}`);

/** No device is trusted any more: the library keeps each as a row with the person as its value. */
export const forgetDevices = (tx: Tx, personId: string): Promise<number> =>
  tx.run(sql`delete from verifications where value = ${personId} and starts_with(identifier, 'trust-device-')`);
