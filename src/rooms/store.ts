import type { Interval } from "../lib/interval.ts";
import type { Instant } from "../lib/time.ts";
import { at, sql, type Row, type Sql, type Tx } from "../platform/database.ts";
import type { ZoomUser } from "../zoom/port.ts";
import type { Room } from "./room.ts";

export const toRoom = (r: Row): Room => ({
  institutionId: r.institution_id,
  id: r.id,
  hostId: r.host_id,
  email: r.email,
  name: r.name,
  code: r.code,
  order: r.ord,
  active: r.active,
  assignment: r.assignment,
  handover: r.handover,
  trouble: r.trouble,
  meetingCapacity: r.meeting_capacity,
  webinarCapacity: r.webinar_capacity,
  licensed: r.licensed,
  role: r.role,
  signsInWith: r.signs_in_with ?? [],
  isDefaultHost: r.is_default_host,
  password: {
    isSet: r.password_set,
    epoch: r.password_epoch,
    exposedTo: r.exposed_to,
    occupiedBy: r.occupied_by,
    evidenceAt: r.evidence_at,
    trouble: r.password_trouble,
  },
  revision: r.revision,
});

/** The columns that `toRoom` reads; `r` is the room, `h` its host. */
export const ROOM: Sql = sql`select r.*, r.password_sealed is not null as password_set, h.email, h.licensed, h.role, h.signs_in_with, h.meeting_capacity, h.webinar_capacity,
    exists (select 1 from connections c where c.institution_id = r.institution_id and c.kind = 'institution' and c.default_host_id = r.host_id) as is_default_host
  from rooms r join hosts h on h.institution_id = r.institution_id and h.id = r.host_id`;

export const roomsOf = (tx: Tx, institutionId: string): Promise<Room[]> =>
  tx.list(toRoom, sql`${ROOM} where r.institution_id = ${institutionId} order by r.ord, r.id`);

export const roomsByIds = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<Room[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.list(toRoom, sql`${ROOM} where r.institution_id = ${institutionId} and r.id = any(${ids}::uuid[]) order by r.ord, r.id`);

export const roomById = (tx: Tx, institutionId: string, id: string): Promise<Room | null> =>
  tx.one(toRoom, sql`${ROOM} where r.institution_id = ${institutionId} and r.id = ${id}`);

export const lockRooms = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<Room[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.list(toRoom, sql`${ROOM} where r.institution_id = ${institutionId} and r.id = any(${ids}::uuid[]) order by r.id for update of r`);

/** Who holds the room and who knows its password; nothing else of it. */
export const saveHolder = (tx: Tx, room: Room): Promise<number> =>
  tx.run(sql`update rooms set exposed_to = ${room.password.exposedTo}, occupied_by = ${room.password.occupiedBy},
      evidence_at = ${room.password.evidenceAt === null ? null : at(room.password.evidenceAt)}, password_trouble = ${room.password.trouble}
    where institution_id = ${room.institutionId} and id = ${room.id}`);

export type SealedPasswords = { current: Uint8Array | null; next: Uint8Array | null; epoch: number };

export const sealedPasswords = (tx: Tx, institutionId: string, roomId: string): Promise<SealedPasswords | null> =>
  tx.one(
    (r) => ({ current: r.password_sealed, next: r.password_next_sealed, epoch: r.password_epoch }),
    sql`select password_sealed, password_next_sealed, password_epoch from rooms where institution_id = ${institutionId} and id = ${roomId}`,
  );

/** Kept before Zoom is asked, so that a retry sends the same; a second thought of another process changes nothing. */
export const keepNextPassword = (tx: Tx, institutionId: string, roomId: string, sealed: Uint8Array): Promise<number> =>
  tx.run(sql`update rooms set password_next_sealed = ${sealed} where institution_id = ${institutionId} and id = ${roomId} and password_next_sealed is null`);

/** Zoom took it: from now on nobody knows the password in force. */
export const passwordTaken = (tx: Tx, institutionId: string, roomId: string, epoch: number): Promise<number> =>
  tx.run(sql`update rooms set password_sealed = password_next_sealed, password_next_sealed = null, password_epoch = password_epoch + 1, exposed_to = null, password_trouble = null
    where institution_id = ${institutionId} and id = ${roomId} and password_epoch = ${epoch} and password_next_sealed is not null`);

export const passwordRefused = (tx: Tx, institutionId: string, roomId: string, trouble: string): Promise<number> =>
  tx.run(sql`update rooms set password_trouble = ${trouble} where institution_id = ${institutionId} and id = ${roomId}`);

export type OutageRow = { id: string; roomId: string; during: Interval; reason: string };

export const outagesOf = (tx: Tx, institutionId: string, from: Instant): Promise<OutageRow[]> =>
  tx.list(
    (r) => ({ id: r.id, roomId: r.room_id, during: { start: r.starts, end: r.ends }, reason: r.reason }),
    sql`select id, room_id, reason, lower(during) as starts, upper(during) as ends from room_outages
      where institution_id = ${institutionId} and upper(during) > ${at(from)} order by lower(during)`,
  );

/** Adding the same one again adds nothing. */
export const addOutage = (tx: Tx, institutionId: string, o: OutageRow): Promise<number> =>
  tx.run(
    sql`insert into room_outages (institution_id, id, room_id, during, reason) values (${institutionId}, ${o.id}, ${o.roomId}, tstzrange(${at(o.during.start)}, ${at(o.during.end)}), ${o.reason})
      on conflict (institution_id, id) do nothing`,
  );

export const removeOutage = (tx: Tx, institutionId: string, roomId: string, id: string): Promise<number> =>
  tx.run(sql`delete from room_outages where institution_id = ${institutionId} and room_id = ${roomId} and id = ${id}`);

export type BusyRow = { hostId: string; meetingId: string; during: Interval; title: string };

/** What is planned in Zoom within a time, on some hosts or on all. */
export const busyOf = (tx: Tx, institutionId: string, within: Interval, hostIds?: readonly string[]): Promise<BusyRow[]> =>
  tx.list(
    (r) => ({ hostId: r.host_id, meetingId: r.meeting_id, during: { start: r.starts, end: r.ends }, title: r.title }),
    sql`select host_id, meeting_id, title, lower(during) as starts, upper(during) as ends from busy
      where institution_id = ${institutionId} and during && tstzrange(${at(within.start)}, ${at(within.end)}) and ${hostIds === undefined ? sql`true` : sql`host_id = any(${hostIds})`}`,
  );

/** Which of these marks stand for sessions of this institution. */
export async function ownMarks(tx: Tx, institutionId: string, marks: readonly string[]): Promise<ReadonlySet<string>> {
  const ids = marks.flatMap((mark) => MARK.exec(mark)?.[1] ?? []);
  if (ids.length === 0) return new Set();
  return new Set(await tx.list((r) => `bedel:${r.id}`, sql`select id from sessions where institution_id = ${institutionId} and id = any(${ids}::uuid[])`));
}
const MARK = /^bedel:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * What is planned on a host as it was at `asked`, or a moment later. Of two who read at once the one who asked later stands. What has not changed is not
 * written: whoever has reckoned with it need not reckon anew. Whether anything has.
 */
export async function replaceBusy(tx: Tx, institutionId: string, hostId: string, rows: readonly BusyRow[], asked: Instant): Promise<boolean> {
  const host = sql`institution_id = ${institutionId} and id = ${hostId}`;
  const isLatest = await tx.run(
    sql`update hosts set busy_read_at = ${at(asked)}, busy_failed_at = null where ${host} and (busy_read_at is null or busy_read_at <= ${at(asked)})`,
  );
  if (isLatest === 0) return false;
  await tx.run(sql`update plans_told set unread_since = null where institution_id = ${institutionId} and host_id = ${hostId}`);
  const read = sql`select meeting_id, n, tstzrange(starts, ends) as during, title from unnest(${rows.map((b) => b.meetingId)}::text[], ${numbered(rows)}::integer[],
    ${rows.map((b) => at(b.during.start))}::timestamptz[], ${rows.map((b) => at(b.during.end))}::timestamptz[], ${rows.map((b) => b.title)}::text[]) as r (meeting_id, n, starts, ends, title)`;
  const gone = await tx.run(sql`delete from busy b where b.institution_id = ${institutionId} and b.host_id = ${hostId}
    and not exists (select from (${read}) r where r.meeting_id = b.meeting_id and r.n = b.n and r.during = b.during and r.title = b.title)`);
  const come = await tx.run(sql`insert into busy (institution_id, host_id, meeting_id, n, during, title)
    select ${institutionId}::uuid, ${hostId}::text, r.meeting_id, r.n, r.during, r.title from (${read}) r on conflict do nothing`);
  return gone + come > 0;
}

/** Dates of one meeting have its number: they are counted. */
function numbered(rows: readonly BusyRow[]): number[] {
  const counts = new Map<string, number>();
  return rows.map(({ meetingId }) => {
    const n = (counts.get(meetingId) ?? 0) + 1;
    counts.set(meetingId, n);
    return n;
  });
}

/**
 * What a list of users tells; capacities and ways of signing in stay as they were read last. `connectionId`: the personal connection that
 * told of a user of another account; who is a user of the institution's stays one as long as the account has that user.
 */
export const saveHost = (tx: Tx, institutionId: string, u: ZoomUser, now: Instant, connectionId: string | null = null): Promise<number> =>
  tx.run(sql`insert into hosts (connection_id, institution_id, id, email, name, status, licensed, role, signs_in_with, meeting_capacity, webinar_capacity, read_at)
    values (${connectionId}::uuid, ${institutionId}, ${u.hostId}, ${u.email}, ${u.name}, ${u.status}, ${u.licensed}, ${u.role}, ${u.details?.signsInWith ?? null}, ${u.details?.meetingCapacity ?? 0}, ${u.details?.webinarCapacity ?? 0}, ${at(now)})
    on conflict (institution_id, id) do update set connection_id = case when hosts.connection_id is null and hosts.status <> 'deleted' then null else excluded.connection_id end, email = excluded.email, name = excluded.name, status = excluded.status, licensed = excluded.licensed, role = excluded.role,
      signs_in_with = coalesce(excluded.signs_in_with, hosts.signs_in_with),
      meeting_capacity = case when ${u.details !== null} then excluded.meeting_capacity else hosts.meeting_capacity end,
      webinar_capacity = case when ${u.details !== null} then excluded.webinar_capacity else hosts.webinar_capacity end,
      read_at = excluded.read_at`);

/** Whoever was invited stood there by address until now. */
export const endInvited = (tx: Tx, institutionId: string, email: string, now: Instant): Promise<number> =>
  tx.run(
    sql`update hosts set status = 'deleted', read_alone_at = ${at(now)} where institution_id = ${institutionId} and status = 'pending' and lower(email) = lower(${email}) and connection_id is null`,
  );

export const markGone = (tx: Tx, institutionId: string, hostId: string, now: Instant): Promise<number> =>
  tx.run(
    sql`update hosts set status = 'deleted', read_alone_at = ${at(now)} where institution_id = ${institutionId} and id = ${hostId} and connection_id is null`,
  );

/** Who is not among the account's users any more hosts nothing. */
export const markDeleted = (tx: Tx, institutionId: string, except: readonly string[]): Promise<number> =>
  tx.run(sql`update hosts set status = 'deleted' where institution_id = ${institutionId} and connection_id is null and not id = any(${except}::text[])`);

/** Unless changed whoever authorized hosts where no room does; of a Server-to-Server app nobody did, so when its users are first read it is the account's owner. */
export const beDefaultHost = (tx: Tx, institutionId: string, hostId: string): Promise<number> =>
  tx.run(sql`update connections set default_host_id = ${hostId}
    where institution_id = ${institutionId} and kind = 'institution' and app = 'account' and default_host_id is null and synced_at is null`);

/** A room for each licensed user that has none yet, at the end of the order, not active. */
export const addRoom = (tx: Tx, institutionId: string, id: string, u: ZoomUser): Promise<number> =>
  tx.run(sql`insert into rooms (institution_id, id, host_id, name, ord)
    select ${institutionId}::uuid, ${id}::uuid, ${u.hostId}::text, ${u.name}::text, coalesce(max(ord), 0) + 1 from rooms where institution_id = ${institutionId}
    on conflict (institution_id, host_id) do nothing`);

export const saveTrouble = (tx: Tx, room: Room): Promise<number> =>
  tx.run(
    sql`update rooms set trouble = ${room.trouble}, revision = revision + 1 where institution_id = ${room.institutionId} and id = ${room.id} and trouble is distinct from ${room.trouble}`,
  );

/** Only if nobody saved it meanwhile: 0 rows otherwise. */
export const saveRoom = (tx: Tx, room: Room, revision: number): Promise<number> =>
  tx.run(sql`update rooms set name = ${room.name}, code = ${room.code}, active = ${room.active}, assignment = ${room.assignment}, handover = ${room.handover}, revision = revision + 1
    where institution_id = ${room.institutionId} and id = ${room.id} and revision = ${revision}`);

export const saveOrder = (tx: Tx, institutionId: string, ids: readonly string[]): Promise<number> =>
  tx.run(
    sql`update rooms set ord = o.n from unnest(${ids}::uuid[]) with ordinality as o (id, n) where rooms.institution_id = ${institutionId} and rooms.id = o.id`,
  );

/** Of rooms that nobody holds; whoever holds one has its password already. */
export const forgetFreePasswords = (tx: Tx): Promise<{ institutionId: string; id: string }[]> =>
  tx.list(
    (r) => ({ institutionId: r.institution_id, id: r.id }),
    sql`update rooms set password_sealed = null, password_next_sealed = null, exposed_to = null where active and occupied_by is null returning institution_id, id`,
  );
