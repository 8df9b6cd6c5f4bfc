import { at, atOrNull, json, sql, type Row, type Tx } from "../platform/database.ts";
import { storable } from "../lib/text.ts";
import type { Instant } from "../lib/time.ts";
import type { Reading } from "./readings.ts";
import type { Report } from "./report.ts";
import type { Sighting } from "./seen.ts";
import type { Totals } from "./totals.ts";

/** What is kept of a session's attendance: the report as it stands, and the reading that the next one is compared with. */
export type Kept = { report: Report; last: Reading };

export const keptOf = (tx: Tx, institutionId: string, sessionId: string): Promise<Kept | null> =>
  tx.one(
    (r) => ({ report: r.report, last: r.readings }),
    sql`select report, readings from reports where institution_id = ${institutionId} and session_id = ${sessionId}`,
  );

/** `totals` are those that are shown: with what organizers said of guests. */
export const keep = (tx: Tx, institutionId: string, sessionId: string, { report, last }: Kept, totals: Totals): Promise<number> =>
  tx.run(sql`insert into reports (institution_id, session_id, state, readings, report, totals, read_at, next_at)
    values (${institutionId}, ${sessionId}, ${report.standing.is}, ${json(storable(last))}, ${json(storable(report))}, ${json(totals)}, ${at(last.at)}, ${atOrNull(nextOf(report))})
    on conflict (institution_id, session_id) do update set state = excluded.state, readings = excluded.readings, report = excluded.report,
      totals = excluded.totals, read_at = excluded.read_at, next_at = excluded.next_at`);

const nextOf = ({ standing }: Report): Instant | null => (standing.is === "provisional" ? standing.readAgainAt : null);

/** As it was read, but for the totals, which are those that are shown. */
export const reportOfSession = (tx: Tx, institutionId: string, sessionId: string): Promise<Report | null> =>
  tx.one(
    (r) => ({ ...r.report, totals: r.totals }),
    sql`select report, totals from reports where institution_id = ${institutionId} and session_id = ${sessionId}`,
  );

export const saveTotals = (tx: Tx, institutionId: string, sessionId: string, totals: Totals): Promise<number> =>
  tx.run(sql`update reports set totals = ${json(totals)} where institution_id = ${institutionId} and session_id = ${sessionId}`);

export type Summed = { sessionId: string; totals: Totals; state: "provisional" | "final" };

/** Of many at once, without the people. */
export const totalsOf = (tx: Tx, institutionId: string, sessionIds: readonly string[]): Promise<Summed[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, totals: r.totals, state: r.state }),
    sql`select session_id, totals, state from reports where institution_id = ${institutionId} and session_id = any(${sessionIds}::uuid[])`,
  );

/** Webhooks come twice, late and out of order: the first join and the last leave of one joining stand, its latest name, and what is known once stays known. Each joining once. */
export const saveSightings = (tx: Tx, institutionId: string, sessionId: string, rows: readonly Sighting[]): Promise<number> =>
  tx.run(sql`insert into sightings (institution_id, session_id, instance_id, key, name, email, registrant_id, zoom_user_id, waiting, joined_at, left_at)
    select ${institutionId}, ${sessionId}, s."instanceId", s.key, s.name, s.email, s."registrantId", s."zoomUserId", s.waiting, s.joined, s."left"
      from jsonb_to_recordset(${json(rows.map((row) => ({ ...row, joined: atOrNull(row.joinedAt), left: atOrNull(row.leftAt) })))}::jsonb)
        as s ("instanceId" text, key text, name text, email text, "registrantId" text, "zoomUserId" text, waiting boolean, joined timestamptz, "left" timestamptz)
    on conflict (institution_id, session_id, instance_id, key, waiting) do update set
      name = case when excluded.name = '' or sightings.name <> '' and (greatest(excluded.joined_at, excluded.left_at), excluded.left_at is not null)
          < (greatest(sightings.joined_at, sightings.left_at), sightings.left_at is not null) then sightings.name else excluded.name end,
      email = coalesce(excluded.email, sightings.email),
      registrant_id = coalesce(excluded.registrant_id, sightings.registrant_id), zoom_user_id = coalesce(excluded.zoom_user_id, sightings.zoom_user_id),
      joined_at = least(excluded.joined_at, sightings.joined_at), left_at = greatest(excluded.left_at, sightings.left_at)`);

export const forgetSightings = (tx: Tx, institutionId: string, sessionId: string, those: readonly Sighting[]): Promise<number> =>
  tx.run(sql`delete from sightings where institution_id = ${institutionId} and session_id = ${sessionId} and (instance_id, key) in
    (select * from unnest(${those.map((one) => one.instanceId)}::text[], ${those.map((one) => one.key)}::text[]))`);

const toSighting = (r: Row): Sighting => ({
  instanceId: r.instance_id,
  key: r.key,
  name: r.name,
  email: r.email,
  registrantId: r.registrant_id,
  zoomUserId: r.zoom_user_id,
  waiting: r.waiting,
  joinedAt: r.joined_at,
  leftAt: r.left_at,
});

/** Those at the door among them. */
export const sightingsOf = (tx: Tx, institutionId: string, sessionId: string): Promise<Sighting[]> =>
  tx.list(toSighting, sql`select * from sightings where institution_id = ${institutionId} and session_id = ${sessionId} order by instance_id, key, waiting`);

export const standingsOf = (tx: Tx, institutionId: string, sessionIds: readonly string[]): Promise<{ sessionId: string; state: "provisional" | "final" }[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, state: r.state }),
    sql`select session_id, state from reports where institution_id = ${institutionId} and session_id = any(${sessionIds}::uuid[])`,
  );
