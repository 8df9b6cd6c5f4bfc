import type { Interval } from "../../../lib/interval.ts";
import type { Instant } from "../../../lib/time.ts";
import { sql, type Row, type Sql, type Tx } from "../../../platform/database.ts";
import type { Change, News } from "./journal.ts";

const toNews = (r: Row): News => ({
  since: r.since,
  changes: (r.changes as [string, string, number, number | null, number | null][] | null)?.map(toChange) ?? [],
});
/** All of somebody's time has no beginning and no end. */
const toChange = ([whose, by, n, start, end]: [string, string, number, number | null, number | null]): Change => ({
  whose,
  by,
  n,
  touched: { start: (start ?? -Infinity) as Instant, end: (end ?? Infinity) as Instant } satisfies Interval,
});

const NOW = sql`pg_snapshot_xmin(pg_current_snapshot())::text`;
const changesOf = (institution: Sql, since: string | null): Sql => sql`(select json_agg(json_build_array(v.whose, v.made_by::text, v.n,
    floor(extract(epoch from lower(v.touched)) * 1000), ceil(extract(epoch from upper(v.touched)) * 1000)))
  from time_versions v where v.institution_id = ${institution} and v.made_by >= ${since}::bigint)`;

export const newsOf = async (tx: Tx, institutionId: string, since: string | null): Promise<News> =>
  (await tx.one(toNews, sql`select ${NOW} as since, ${changesOf(sql`${institutionId}`, since)} as changes`))!;

/** What stands at a public address, in which revision, and the news of its institution; in one question, as each page that is looked at asks it. */
export type Head = { institutionId: string; id: string; revision: number; active: boolean; news: News };

export const headAt = (tx: Tx, slug: string, since: string | null): Promise<Head | null> =>
  tx.one(
    (r) => ({ institutionId: r.institution_id, id: r.id, revision: r.revision, active: r.active, news: toNews(r) }),
    sql`select t.institution_id, t.id, t.revision, t.active, ${NOW} as since, ${changesOf(sql`t.institution_id`, since)} as changes
      from appointment_types t where t.slug = ${slug}`,
  );

/**
 * Rows of one version that have become many are one again; what others are writing is left to the next time. So are rows of a database that this one was restored from, whose
 * transactions had larger numbers. Says how many there were.
 */
export const gatherVersions = (tx: Tx): Promise<number> =>
  tx.run(sql`with many as (select institution_id, whose from time_versions group by institution_id, whose having count(*) > 16
        or max(made_by) > pg_current_xact_id()::text::bigint),
    gone as (delete from time_versions where (institution_id, whose, made_by) in
        (select v.institution_id, v.whose, v.made_by from time_versions v join many using (institution_id, whose) for update of v skip locked)
      returning institution_id, whose, n, touched)
    insert into time_versions (institution_id, whose, made_by, n, touched)
    select institution_id, whose, pg_current_xact_id()::text::bigint, sum(n), case when bool_or(touched is null) then null else range_merge(range_agg(touched)) end
      from gone group by institution_id, whose
    on conflict (institution_id, whose, made_by) do update set n = time_versions.n + excluded.n, touched = range_merge(time_versions.touched, excluded.touched)`);
