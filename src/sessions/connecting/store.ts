import type { Connection } from "../../connections/actions.ts";
import type { Instant } from "../../lib/time.ts";
import { at, sql, type Sql, type Tx } from "../../platform/database.ts";
import { REPORT_FOR } from "../session.ts";

const byIt = (c: Connection): Sql => (c.kind === "institution" ? sql`via is null` : sql`via = ${c.id}`);

/** What waits for its connection, is still to be tidied up in Zoom, or was not watched meanwhile. Each is looked at as of the moment at which it should have been generated: so the soonest go first. */
export const wakeServed = (tx: Tx, c: Connection, now: Instant): Promise<number> =>
  tx.run(sql`update sessions set wake_at = least(wake_at, ${at(now)}::timestamptz, starts_at - (policy ->> 'generationLead')::bigint * interval '1 millisecond')
    where institution_id = ${c.institutionId} and ${byIt(c)} and aside is null
      and (steps @? '$.* ? (@.is == "held" && (@.until == "connected" || @.until == "resumed"))' or (stray <> '[]'::jsonb and not stray_asked)
        or (status = 'placed' and meeting is not null and ends_at > ${at(now)}::timestamptz - ${REPORT_FOR}::bigint * interval '1 millisecond' and starts_at < ${at(now)}::timestamptz + interval '1 day'))`);

/** Sessions that are still to come by another Zoom user than the default host of now, as after another account was connected. */
export const isBehindDefaultHost = async (tx: Tx, institutionId: string, now: Instant): Promise<boolean> =>
  (await tx.one(
    () => true,
    sql`select 1 from sessions s join connections c on c.institution_id = s.institution_id and c.kind = 'institution' and c.default_host_id is not null
      where s.institution_id = ${institutionId} and s.source = 'default host' and s.status = 'placed' and s.starts_at > ${at(now)} and s.host_id is distinct from c.default_host_id limit 1`,
  )) === true;

/** Sessions to come by the default host, where that one is nobody in the account. */
const IS_HOSTLESS = sql`s.source = 'default host' and s.via is null and s.status = 'placed' and s.over_at is null
  and not exists (select from hosts h where h.institution_id = s.institution_id and h.id = s.host_id and h.connection_id is null and h.status <> 'deleted')`;

export const hostless = (tx: Tx, institutionId: string, now: Instant): Promise<string[]> =>
  tx.list(
    (r) => r.id as string,
    sql`select s.id from sessions s where s.institution_id = ${institutionId} and ${IS_HOSTLESS} and s.ends_at > ${at(now)} order by s.starts_at, s.id`,
  );

/** Whoever was to host is known again. */
export const wakeHosted = (tx: Tx, institutionId: string, now: Instant): Promise<number> =>
  tx.run(sql`update sessions s set wake_at = least(wake_at, ${at(now)}::timestamptz) where s.institution_id = ${institutionId} and s.aside is null
    and s.steps @? '$.generate ? (@.is == "held" && @.until == "host_is_known")' and not (${IS_HOSTLESS})`);

/** How much of what was deleted: what Zoom told of people and of meetings that are not the institution's. */
export async function forgetWhatZoomTold(tx: Tx, c: Connection): Promise<Record<string, number>> {
  const { institutionId } = c;
  const theirs = c.kind === "institution" ? sql`connection_id is null` : sql`connection_id = ${c.id}`;
  const ofHosts = sql`institution_id = ${institutionId} and host_id in (select id from hosts where institution_id = ${institutionId} and ${theirs})`;
  const meetings = await tx.run(sql`delete from busy where ${ofHosts}`);
  const isRoom = sql`exists (select from rooms r where r.institution_id = hosts.institution_id and r.host_id = hosts.id)`;
  const rooms = await tx.run(
    sql`update hosts set email = '', name = '', status = 'deleted', signs_in_with = null where institution_id = ${institutionId} and ${theirs} and ${isRoom}`,
  );
  const users = await tx.run(sql`delete from hosts where institution_id = ${institutionId} and ${theirs} and not ${isRoom}`);
  if (c.kind === "personal") return { users: users + rooms, meetings };
  const passwords = await tx.run(
    sql`update rooms set password_sealed = null, password_next_sealed = null where institution_id = ${institutionId} and (password_sealed is not null or password_next_sealed is not null)`,
  );
  const registrants =
    await tx.run(sql`update attendees set registrant_id = null, registrant_link_sealed = null, registrant_meeting = null, registrant_trouble = null
    where institution_id = ${institutionId} and (registrant_id is not null or registrant_link_sealed is not null)`);
  const sightings = await tx.run(sql`delete from sightings where institution_id = ${institutionId}`);
  const events = await tx.run(sql`delete from webhooks where institution_id = ${institutionId} and read_at is not null`);
  return { users: users + rooms, meetings, passwords, registrants, sightings, events };
}
