import { sql, type Tx } from "../../../platform/database.ts";
import type { CalendarRead, HostRead } from "../store.ts";

/** The version of what takes the time of members, of Zoom users, and of the ground that is the same for all; and when Zoom and calendars were last read. */
export type Standing = {
  versions: ReadonlyMap<string, string>;
  hosts: HostRead[];
  calendars: CalendarRead[];
  /** Whatever a transaction with a smaller number has changed is in it. */
  since: string;
};

export const GROUND = "ground";

/** In one question, so that all of it is of one moment. */
export async function standingOf(tx: Tx, institutionId: string, memberIds: readonly string[], hostIds: readonly string[]): Promise<Standing> {
  const rows = await tx.list(
    (r) => ({
      what: r.what as string,
      of: r.whose as string,
      version: r.version as string | null,
      readAt: r.read_at,
      failedAt: r.failed_at,
      unreadSince: r.unread_since,
    }),
    sql`select 'version' as what, whose, sum(n)::text as version, null::timestamptz as read_at, null::timestamptz as unread_since, null::timestamptz as failed_at from time_versions
        where institution_id = ${institutionId} and whose = any(${[GROUND, ...memberIds, ...hostIds]}::text[]) group by whose
      union all select 'host', h.id, null, h.busy_read_at, p.unread_since, h.busy_failed_at from hosts h left join plans_told p on p.institution_id = h.institution_id and p.host_id = h.id
        where h.institution_id = ${institutionId} and h.id = any(${hostIds}::text[])
      union all select 'since', 'since', pg_snapshot_xmin(pg_current_snapshot())::text, null, null, null
      union all select 'calendar', member_id::text, null, read_at, null, null from member_calendars
        where institution_id = ${institutionId} and member_id = any(${memberIds}::uuid[])`,
  );
  const of = (what: string) => rows.filter((row) => row.what === what);
  return {
    versions: new Map(of("version").map((row) => [row.of, row.version!])),
    hosts: of("host").map((row) => ({ hostId: row.of, readAt: row.readAt, failedAt: row.failedAt, unreadSince: row.unreadSince })),
    since: of("since")[0]!.version!,
    calendars: of("calendar").map((row) => ({ memberId: row.of, readAt: row.readAt })),
  };
}

export type News = { changed: readonly string[]; since: string };

/** Whose time may have changed since then; a little more than that, never less. Asked for every page that is looked at. */
export const newsSince = async (tx: Tx, institutionId: string, since: string): Promise<News> =>
  (await tx.one(
    (r) => ({ changed: r.changed as string[], since: r.since as string }),
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as since,
      array(select whose from time_versions where institution_id = ${institutionId} and made_by >= ${since}::bigint) as changed`,
  ))!;

/**
 * Rows of one version that have become many are one again; what others are writing is left to the next time. So are rows of a database that this one was restored from, whose
 * transactions had larger numbers. Says how many there were.
 */
export const gatherVersions = (tx: Tx): Promise<number> =>
  tx.run(sql`with many as (select institution_id, whose from time_versions group by institution_id, whose having count(*) > 16
        or max(made_by) > pg_current_xact_id()::text::bigint),
    gone as (delete from time_versions where (institution_id, whose, made_by) in
        (select v.institution_id, v.whose, v.made_by from time_versions v join many using (institution_id, whose) for update of v skip locked)
      returning institution_id, whose, n)
    insert into time_versions (institution_id, whose, made_by, n)
    select institution_id, whose, pg_current_xact_id()::text::bigint, sum(n) from gone group by institution_id, whose
    on conflict (institution_id, whose, made_by) do update set n = time_versions.n + excluded.n`);
