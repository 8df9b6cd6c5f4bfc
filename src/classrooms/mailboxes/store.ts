import type { Instant } from "../../lib/time.ts";
import { at, atOrNull, sql, type Database, type Row, type Tx } from "../../platform/database.ts";
import type { Secrets } from "../../platform/secrets.ts";
import { nextTryAt, type Deletes, type DoneWith } from "./deleting.ts";
import type { Mailbox } from "./mailbox.ts";

const toMailbox = (r: Row): Mailbox => ({
  institutionId: r.institution_id,
  id: r.id,
  revision: r.revision,
  email: r.email,
  host: r.host,
  port: r.port,
  tls: r.tls as Mailbox["tls"],
  userName: r.user_name,
  passwordSealed: r.password_sealed,
  afterwards: r.afterwards as Mailbox["afterwards"],
  deletes: r.deletes as Deletes | null,
  trouble: r.trouble,
  triedAt: r.tried_at,
  codeToldAt: r.code_told_at,
});

/** What its password's seal is bound to, so that one copied into another row does not open. */
const about = ({ institutionId, id }: Pick<Mailbox, "institutionId" | "id">): string => `mailbox ${institutionId} ${id}`;
export const sealedPassword = (secrets: Secrets, of: Pick<Mailbox, "institutionId" | "id">, password: string): Uint8Array => secrets.seal(password, about(of));
export const passwordOf = (secrets: Secrets, mailbox: Mailbox): string => secrets.open(mailbox.passwordSealed, about(mailbox));

export const mailboxesOf = (tx: Tx, institutionId: string): Promise<Mailbox[]> =>
  tx.list(toMailbox, sql`select * from mailboxes where institution_id = ${institutionId} order by lower(email), id`);

export const mailboxById = (tx: Tx, institutionId: string, id: string): Promise<Mailbox | null> =>
  tx.one(toMailbox, sql`select * from mailboxes where institution_id = ${institutionId} and id = ${id}`);

/** The one where this address's mails arrive. */
export const mailboxOf = (tx: Tx, institutionId: string, email: string): Promise<Mailbox | null> =>
  tx.one(toMailbox, sql`select * from mailboxes where institution_id = ${institutionId} and lower(email) = lower(${email})`);

/** 0: its id or its address is taken. */
export const insertMailbox = (tx: Tx, m: Mailbox, now: Instant): Promise<number> =>
  tx.run(sql`insert into mailboxes (institution_id, id, email, host, port, tls, user_name, password_sealed, afterwards, deletes, trouble, tried_at, made_at)
    values (${m.institutionId}, ${m.id}, ${m.email}, ${m.host}, ${m.port}, ${m.tls}, ${m.userName}, ${m.passwordSealed}, ${m.afterwards}, ${m.deletes}, ${m.trouble}, ${atOrNull(m.triedAt)}, ${at(now)})
    on conflict do nothing`);

/** Null where another has this address already; 0 where it is not at this revision any more. */
export async function updateMailbox(tx: Tx, m: Mailbox): Promise<number | null> {
  const other = await mailboxOf(tx, m.institutionId, m.email);
  if (other !== null && other.id !== m.id) return null;
  return tx.run(sql`update mailboxes set revision = revision + 1, email = ${m.email}, host = ${m.host}, port = ${m.port}, tls = ${m.tls}, user_name = ${m.userName},
      password_sealed = ${m.passwordSealed}, afterwards = ${m.afterwards}, deletes = ${m.deletes}, trouble = ${m.trouble}, tried_at = ${atOrNull(m.triedAt)}
    where institution_id = ${m.institutionId} and id = ${m.id} and revision = ${m.revision}`);
}

export const deleteMailbox = (tx: Tx, institutionId: string, id: string): Promise<number> =>
  tx.run(sql`delete from mailboxes where institution_id = ${institutionId} and id = ${id}`);

/** Longer than all of one reading may take: whoever was killed in its turn has it no longer then. In real time, whatever Bedel's clock says. */
const TURN = "40 seconds";

/** False while another reads it, in whichever process. */
export const takeTurn = async (tx: Tx, { institutionId, id }: Pick<Mailbox, "institutionId" | "id">, turn: string): Promise<boolean> =>
  (await tx.run(sql`update mailboxes set turn_of = ${turn}, turn_until = clock_timestamp() + ${TURN}::interval
    where institution_id = ${institutionId} and id = ${id} and coalesce(turn_until < clock_timestamp(), true)`)) === 1;

export const leaveTurn = (tx: Tx, { institutionId, id }: Pick<Mailbox, "institutionId" | "id">, turn: string): Promise<number> =>
  tx.run(sql`update mailboxes set turn_of = null, turn_until = null where institution_id = ${institutionId} and id = ${id} and turn_of = ${turn}`);

/** How the last look ended. */
export const saveLook = (tx: Tx, { institutionId, id, revision }: Mailbox, trouble: string | null, now: Instant): Promise<number> =>
  tx.run(
    sql`update mailboxes set trouble = ${trouble}, tried_at = ${at(now)} where institution_id = ${institutionId} and id = ${id} and revision = ${revision}`,
  );

/** Whichever of two is told first, the newer counts. */
export const noteCodeTold = (tx: Tx, { institutionId, id }: Mailbox, cameAt: Instant): Promise<number> =>
  tx.run(sql`update mailboxes set code_told_at = greatest(code_told_at, ${at(cameAt)}::timestamptz) where institution_id = ${institutionId} and id = ${id}`);

type Key = Pick<Mailbox, "institutionId" | "id">;
type DoneKey = Pick<DoneWith, "institutionId" | "mailboxId" | "what" | "since">;

const toDoneWith = (r: Row): DoneWith => ({
  ...{ institutionId: r.institution_id, mailboxId: r.mailbox_id, what: r.what as DoneWith["what"], since: r.since, until: r.until },
  ...{ doneWithAt: r.done_with_at, tries: r.tries },
});

/** Written down again it reaches to the later moment. Nothing where the mailbox is attached no more. */
export const noteDoneWith = (tx: Tx, done: DoneWith, next: Instant): Promise<number> =>
  tx.run(sql`insert into mails_done_with (institution_id, mailbox_id, what, since, until, done_with_at, tries, next_at)
    select institution_id, id, ${done.what}, ${at(done.since)}::timestamptz, ${at(done.until)}::timestamptz, ${at(done.doneWithAt)}::timestamptz, ${done.tries}::integer, ${at(next)}::timestamptz
      from mailboxes where institution_id = ${done.institutionId} and id = ${done.mailboxId}
    on conflict (institution_id, mailbox_id, what, since) do update set until = greatest(mails_done_with.until, excluded.until)`);

/** They are deleted, and how. */
export const forgetDoneWith = (db: Database, { institutionId, mailboxId, what, since }: DoneKey, how: Deletes): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.run(
      sql`delete from mails_done_with where institution_id = ${institutionId} and mailbox_id = ${mailboxId} and what = ${what} and since = ${at(since)}`,
    );
    await tx.run(sql`update mailboxes set deletes = ${how} where institution_id = ${institutionId} and id = ${mailboxId} and deletes is distinct from ${how}`);
  });

/** Nothing of a mailbox is to be deleted any more. */
export const keepAll = (tx: Tx, { institutionId, id }: Key): Promise<number> =>
  tx.run(sql`delete from mails_done_with where institution_id = ${institutionId} and mailbox_id = ${id}`);

/** Takes what is to be deleted by now, at most so many; each has its next try written down, or is forgotten after the last. */
export const doneWithDue = (db: Database, now: Instant, most: number): Promise<DoneWith[]> =>
  db.transaction(async (tx) => {
    const due = await tx.list(
      toDoneWith,
      sql`select * from mails_done_with where next_at <= ${at(now)} order by next_at, mailbox_id, what, since limit ${most} for update skip locked`,
    );
    for (const one of due) {
      const next = nextTryAt({ ...one, tries: one.tries + 1 }, now);
      const key = sql`institution_id = ${one.institutionId} and mailbox_id = ${one.mailboxId} and what = ${one.what} and since = ${at(one.since)}`;
      await tx.run(
        next === null ? sql`delete from mails_done_with where ${key}` : sql`update mails_done_with set tries = tries + 1, next_at = ${at(next)} where ${key}`,
      );
    }
    return due;
  });

/** Of how many times mails could not be deleted yet, by mailbox; a passcode's is left for some minutes on purpose. */
export const undeletedOf = async (tx: Tx, institutionId: string): Promise<ReadonlyMap<string, number>> =>
  new Map(
    await tx.list(
      (r) => [r.mailbox_id as string, Number(r.n)] as const,
      sql`select mailbox_id, count(*) as n from mails_done_with where institution_id = ${institutionId} and not (what = 'code' and tries = 0) group by mailbox_id`,
    ),
  );
