import { join } from "node:path";
import type * as Zoom from "../../sandbox/account.ts";
import { openStore } from "../../sandbox/store.ts";
import type { Instant } from "../../src/lib/time.ts";
import { openDatabase, sql, type Tx } from "../../src/platform/database.ts";

/** What the database holds when all is over. */
export type Kept = {
  sessions: KeptSession[];
  links: LinkDue[];
  overlapping: number;
  served: string[];
  moved: number;
};
export type KeptSession = {
  id: string;
  title: string;
  kind: string;
  status: string;
  start: Instant;
  end: Instant;
  courtesy: number;
  endNote: string | null;
  due: Record<string, Instant>;
};
export type LinkDue = { to: string; about: string; at: Instant };

/** What the stand-in for Zoom holds when all is over. */
export type KeptByZoom = { instances: Zoom.Instance[]; stays: Zoom.Stay[]; meetings: Zoom.Meeting[]; registrants: Zoom.Registrant[] };

/** Reads the folder of a server that has stopped. */
export async function keptIn(folder: string): Promise<Kept> {
  const db = await openDatabase({ folder: join(folder, "database") });
  try {
    return { sessions: await sessionsIn(db), links: await linksIn(db), ...(await countsIn(db)) };
  } finally {
    await db.close();
  }
}

const sessionsIn = (db: Tx): Promise<KeptSession[]> =>
  db.list(
    (r) => ({
      id: r.id,
      title: r.title,
      kind: r.kind,
      status: r.status,
      start: r.starts_at,
      end: r.ends_at,
      courtesy: r.policy.courtesy,
      endNote: r.steps.end.note ?? null,
      due: {
        generate: Math.max(r.starts_at - r.policy.generationLead, r.asked_at) as Instant,
        handOver: (r.starts_at - r.policy.credentialLead) as Instant,
        sendLinks: (r.starts_at - r.policy.linkLead) as Instant,
      },
    }),
    sql`select * from sessions order by starts_at, id`,
  );

/** Everybody who was registered for a session that was not cancelled by then; who registered later is to get the link at once. */
const linksIn = (db: Tx): Promise<LinkDue[]> =>
  db.list(
    (r) => ({ to: r.email, about: r.title, at: r.due as Instant }),
    sql`select * from (
        select lower(a.email) as email, s.title, s.status, s.cancelled_at,
          greatest(a.added_at, s.starts_at - (s.policy ->> 'linkLead')::float8 * interval '1 millisecond') as due
        from attendees a join sessions s on s.institution_id = a.institution_id and s.id = a.session_id) as links
      where status = 'placed' or (status = 'cancelled' and cancelled_at > due)`,
  );

async function countsIn(db: Tx): Promise<Pick<Kept, "overlapping" | "served" | "moved">> {
  const overlapping = await db.one(
    (r) => Number(r.n),
    sql`select count(*) as n from reservations a join reservations b on a.institution_id = b.institution_id and a.host_id = b.host_id and a.lanes && b.lanes
      and a.reserved && b.reserved and (a.session_id, a.piece) < (b.session_id, b.piece)`,
  );
  const served = await db.list((r) => r.session_id as string, sql`select distinct session_id from audit_log where what in ('served', 'assigned')`);
  const moved = await db.one((r) => Number(r.n), sql`select count(*) as n from audit_log where what = 'moved_to_make_room'`);
  return { overlapping: overlapping ?? 0, served, moved: moved ?? 0 };
}

export function keptByZoomIn(folder: string): KeptByZoom {
  const store = openStore(join(folder, "zoom.sqlite"));
  try {
    return {
      instances: [...store.shelf<Zoom.Instance>("instance").all()],
      stays: [...store.shelf<Zoom.Stay>("stay").all()],
      meetings: [...store.shelf<Zoom.Meeting>("meeting").all()],
      registrants: [...store.shelf<Zoom.Registrant>("registrant").all()],
    };
  } finally {
    store.close();
  }
}
