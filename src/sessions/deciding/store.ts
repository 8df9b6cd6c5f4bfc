import type { Instant } from "../../lib/time.ts";
import { atOrNull, json, sql, type Tx } from "../../platform/database.ts";
import type { Session } from "../session.ts";

/** State and the moment to look again, as `saveSession` writes them, for many at once of which only these columns have changed. */
export const saveTogether = (tx: Tx, all: readonly { session: Session; wakeAt: Instant | null }[]): Promise<number> => {
  const rows = all.map(({ session: s, wakeAt }) => ({
    ...{ institution_id: s.institutionId, id: s.id, steps: s.steps, stray_asked: s.strayAsked, registrants_asked: s.registrantsAsked },
    ...{ watch_at: atOrNull(s.watchAt), wake_at: atOrNull(wakeAt) },
  }));
  return tx.run(sql`update sessions s set steps = d.steps, stray_asked = d.stray_asked, registrants_asked = d.registrants_asked, watch_at = d.watch_at, wake_at = d.wake_at
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as d (institution_id uuid, id uuid, steps jsonb, stray_asked boolean, registrants_asked boolean, watch_at timestamptz, wake_at timestamptz)
    where s.institution_id = d.institution_id and s.id = d.id`);
};
