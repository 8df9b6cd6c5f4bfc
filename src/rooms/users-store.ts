import type { Instant } from "../lib/time.ts";
import { at, sql, type Tx } from "../platform/database.ts";
import type { ZoomUser } from "../zoom/port.ts";

/** Names of the people whose own Zoom user has this address (in small letters): members, and those for whom Bedel made one and let go of none since. */
export const peopleByEmail = async (tx: Tx, institutionId: string): Promise<ReadonlyMap<string, string>> =>
  new Map(
    await tx.list(
      (r): [string, string] => [r.email, r.name],
      sql`select distinct on (p.email) p.email, p.name from (
          select lower(m.email) as email, m.name, 0 as rank from members m where m.institution_id = ${institutionId} and m.left_at is null
          union all
          select r.email, r.name, 1 from (select distinct on (lower(r.email)) lower(r.email) as email, coalesce(r.asked ->> 'name', r.email) as name, r.kind from runs r
            where r.institution_id = ${institutionId} and r.kind in ('zoom user', 'leaving') and r.state = 'done' and r.email is not null
            order by lower(r.email), r.asked_at desc, r.id) r where r.kind = 'zoom user') p
        order by p.email, p.rank`,
    ),
  );

/** How a user stood who was read alone, and when that was. */
export type ReadAlone = { status: ZoomUser["status"] | "deleted"; at: Instant };

/** Users of the account who were read by themselves after `since`, by id, the latest first. */
export const readAloneSince = async (tx: Tx, institutionId: string, since: Instant): Promise<ReadonlyMap<string, ReadAlone>> =>
  new Map(
    await tx.list(
      (r): [string, ReadAlone] => [r.id, { status: r.status, at: r.read_alone_at }],
      sql`select id, status, read_alone_at from hosts
        where institution_id = ${institutionId} and connection_id is null and read_alone_at > ${at(since)} order by read_alone_at desc, id`,
    ),
  );

/** That somebody was read by themselves, and not in a list. */
export const noteAlone = (tx: Tx, institutionId: string, hostId: string, now: Instant): Promise<number> =>
  tx.run(sql`update hosts set read_alone_at = ${at(now)} where institution_id = ${institutionId} and id = ${hostId} and connection_id is null`);
