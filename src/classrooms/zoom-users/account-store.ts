import type { Instant } from "../../lib/time.ts";
import { sql, type Tx } from "../../platform/database.ts";
import type { Facts } from "../runs/facts.ts";

/** `from`, `to`: ids of Zoom accounts. */
export type AccountChange = { institutionId: string; from: string; to: string };

/** The Zoom users of classrooms that came into use are of the account that was connected then. From now on another one is, or again that one. */
export const markClassrooms = (tx: Tx, { institutionId, from, to }: AccountChange): Promise<number> =>
  tx.run(sql`with its as (select id from classrooms where institution_id = ${institutionId} and host_id is not null order by id for update)
    update classrooms c set zoom_account = coalesce(c.zoom_account, ${from}::text), in_former_account = coalesce(c.zoom_account, ${from}::text) <> ${to}::text
    from its where c.institution_id = ${institutionId} and c.id = its.id`);

/** A classroom comes into use: its Zoom user is of the account that its run knows of, or of the one that is connected. */
export const keepAccount = (tx: Tx, { institutionId, id }: { institutionId: string; id: string }, { ofAccount, isOfFormerAccount }: Facts): Promise<number> =>
  tx.run(
    sql`update classrooms set zoom_account = ${ofAccount ?? null}, in_former_account = ${isOfFormerAccount === true} where institution_id = ${institutionId} and id = ${id}`,
  );

/** Whether the Zoom user of a classroom that came into use is in another account than the one that is connected. Who was found in this one, by an id that no other has, is not. */
export const isInFormerAccount = async (tx: Tx, institutionId: string, id: string): Promise<boolean> =>
  (await tx.one(
    (r) => r.is as boolean,
    sql`select in_former_account and not exists (select from hosts h where h.institution_id = c.institution_id and h.id = c.host_id and h.connection_id is null
        and h.status in ('active', 'inactive')) as is from classrooms c where institution_id = ${institutionId} and id = ${id}`,
  )) ?? false;

/** Letting go of a user was certainly not done: whoever says so may have been overtaken meanwhile. `since`: when it was about to be asked for. */
export const takeBackFarewell = (tx: Tx, { institutionId, id }: { institutionId: string; id: string }, since: Instant): Promise<number> =>
  tx.run(
    sql`update runs set facts = facts - 'farewellSince' where institution_id = ${institutionId} and id = ${id} and (facts ->> 'farewellSince')::bigint = ${since}::bigint`,
  );
