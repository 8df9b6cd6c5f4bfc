import type { Instant } from "../../lib/time.ts";
import { at, sql, type Row, type Sql, type Tx } from "../../platform/database.ts";
import type { Session } from "../session.ts";
import { toSession } from "../store.ts";
import type { Feed, Of } from "./feed.ts";

const toFeed = (r: Row): Feed => ({
  institutionId: r.institution_id,
  id: r.id,
  roomId: r.room_id,
  memberId: r.member_id,
  generation: r.generation,
  isOpen: r.print !== null,
});

const whose = (of: Of): Sql => sql`institution_id = ${of.institutionId} and ${"roomId" in of ? sql`room_id = ${of.roomId}` : sql`member_id = ${of.memberId}`}`;

export const feedOf = (tx: Tx, of: Of): Promise<Feed | null> => tx.one(toFeed, sql`select * from calendar_feeds where ${whose(of)}`);

/** Nobody makes it anew beside. */
export const lockFeed = (tx: Tx, of: Of): Promise<Feed | null> => tx.one(toFeed, sql`select * from calendar_feeds where ${whose(of)} for update`);

/** Closed as yet; whoever asks at the same moment finds it. */
export const insertFeed = (tx: Tx, of: Of, id: string): Promise<number> =>
  tx.run(sql`insert into calendar_feeds (institution_id, id, room_id, member_id, generation)
    values (${of.institutionId}, ${id}, ${"roomId" in of ? of.roomId : null}, ${"memberId" in of ? of.memberId : null}, 0) on conflict do nothing`);

export const saveFeed = (tx: Tx, { institutionId, id, generation }: Feed, print: Uint8Array | null): Promise<number> =>
  tx.run(sql`update calendar_feeds set generation = ${generation}, print = ${print} where institution_id = ${institutionId} and id = ${id}`);

/** Null: nobody has this address, or whose calendar it is has left. */
export const feedByPrint = (tx: Tx, print: Uint8Array): Promise<Feed | null> =>
  tx.one(
    toFeed,
    sql`select f.* from calendar_feeds f left join members m on m.institution_id = f.institution_id and m.id = f.member_id
      where f.print = ${print} and m.left_at is null`,
  );

/** What is on, also called off where somebody organized it; the earliest first. */
export const sessionsOf = (tx: Tx, { institutionId, roomId, memberId }: Feed, since: Instant): Promise<Session[]> =>
  tx.list(
    toSession,
    sql`select * from sessions where institution_id = ${institutionId} and ends_at > ${at(since)}
      and ${roomId === null ? sql`organizer_id = ${memberId}` : sql`room_id = ${roomId} and status = 'placed'`} order by starts_at, id limit 5000`,
  );
