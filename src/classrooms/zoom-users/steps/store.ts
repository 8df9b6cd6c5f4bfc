import { sql, type Tx } from "../../../platform/database.ts";

/** How the member is called whose user this is, by their id or their address; null: nobody's who is one now. */
export const memberName = (tx: Tx, institutionId: string, { memberId, email }: { memberId: string | null; email: string }): Promise<string | null> =>
  tx.one(
    (r) => r.name as string,
    sql`select name from members where institution_id = ${institutionId} and left_at is null and (id = ${memberId}::uuid or lower(email) = lower(${email}))
      order by id = ${memberId}::uuid desc nulls last, id limit 1`,
  );
