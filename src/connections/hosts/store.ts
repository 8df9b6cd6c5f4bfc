import type { Instant } from "../../lib/time.ts";
import { sql, type Row, type Sql, type Tx } from "../../platform/database.ts";

/** A Zoom user as hosting needs it. Capacities are 0 where nobody read them. */
export type KnownHost = {
  hostId: string;
  email: string;
  name: string;
  status: string;
  licensed: boolean;
  meetingCapacity: number;
  webinarCapacity: number;
  /** The personal connection through which it is known; null: a user of the institution's account. */
  knownBy: string | null;
  /** It is a room, and turned on. */
  isRoom: boolean;
  /** When it was last read what is planned there beside Bedel. */
  plansReadAt: Instant | null;
};

const toHost = (r: Row): KnownHost => ({
  hostId: r.id,
  email: r.email,
  name: r.name,
  status: r.status,
  licensed: r.licensed,
  meetingCapacity: r.meeting_capacity,
  webinarCapacity: r.webinar_capacity,
  knownBy: r.connection_id,
  isRoom: r.is_room,
  plansReadAt: r.busy_read_at,
});

const HOST: Sql = sql`select h.*, exists (select 1 from rooms r where r.institution_id = h.institution_id and r.host_id = h.id and r.active) as is_room from hosts h`;

export const hostById = (tx: Tx, institutionId: string, hostId: string): Promise<KnownHost | null> =>
  tx.one(toHost, sql`${HOST} where h.institution_id = ${institutionId} and h.id = ${hostId}`);

export const hostsById = (tx: Tx, institutionId: string, hostIds: readonly string[]): Promise<KnownHost[]> =>
  hostIds.length === 0 ? Promise.resolve([]) : tx.list(toHost, sql`${HOST} where h.institution_id = ${institutionId} and h.id = any(${hostIds}::text[])`);

/** Among the users of the institution's account; Zoom lets an address belong to one of them only. */
export const hostByEmail = (tx: Tx, institutionId: string, email: string): Promise<KnownHost | null> =>
  tx.one(
    toHost,
    sql`${HOST} where h.institution_id = ${institutionId} and h.connection_id is null and lower(h.email) = lower(${email}) and h.status <> 'deleted'`,
  );

export const hostsByEmail = (tx: Tx, institutionId: string, emails: readonly string[]): Promise<KnownHost[]> =>
  tx.list(
    toHost,
    sql`${HOST} where h.institution_id = ${institutionId} and h.connection_id is null and lower(h.email) = any(${emails.map((email) => email.toLowerCase())}::text[]) and h.status <> 'deleted'`,
  );

export const defaultHostId = (tx: Tx, institutionId: string): Promise<string | null> =>
  tx.one((r) => r.default_host_id, sql`select default_host_id from connections where institution_id = ${institutionId} and kind = 'institution'`);

/** All users of the institution's account that are known, by name. */
export const hostsOfAccount = (tx: Tx, institutionId: string): Promise<KnownHost[]> =>
  tx.list(
    toHost,
    sql`${HOST} where h.institution_id = ${institutionId} and h.connection_id is null and h.status <> 'deleted' order by lower(h.name), h.id limit 5000`,
  );

/** Of members, or of these, who have a licensed, active user of their own in the institution's account, which is no room: its address. */
export const ownZooms = (tx: Tx, institutionId: string, of: readonly string[] | null = null): Promise<{ memberId: string; email: string }[]> =>
  tx.list(
    (r) => ({ memberId: r.id, email: r.email }),
    sql`select m.id, lower(h.email) as email from members m join hosts h on h.institution_id = m.institution_id and lower(h.email) = lower(m.email)
      where m.institution_id = ${institutionId} and (${of}::uuid[] is null or m.id = any(${of}::uuid[])) and h.connection_id is null and h.licensed and h.status = 'active'
      and not exists (select 1 from rooms r where r.institution_id = h.institution_id and r.host_id = h.id and r.active)`,
  );
