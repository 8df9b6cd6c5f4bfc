import { json, sql, type Tx } from "../../platform/database.ts";
import { seenBy, type Marks, type Whom } from "./person-store.ts";

export type Mark = { sessionId: string; print: string; who: string };

export const saveMarks = (tx: Tx, institutionId: string, marks: readonly Mark[]): Promise<number> =>
  tx.run(sql`insert into erased_marks (institution_id, session_id, print, who)
    select ${institutionId}, m."sessionId", m.print, m.who from jsonb_to_recordset(${json(marks)}::jsonb) as m ("sessionId" uuid, print text, who text)
    on conflict do nothing`);

export const marksOf = (tx: Tx, institutionId: string, sessionId: string): Promise<Omit<Mark, "sessionId">[]> =>
  tx.list(
    (r) => ({ print: r.print, who: r.who }),
    sql`select print, who from erased_marks where institution_id = ${institutionId} and session_id = ${sessionId}`,
  );

/** By what webhooks know a person: Zoom's report may know the same join, or the same user, by nothing else. */
export const seenMarks = (tx: Tx, whom: Whom, marks: Marks): Promise<{ sessionId: string; mark: string }[]> =>
  tx.list(
    (r) => ({ sessionId: r.session_id, mark: r.mark }),
    sql`select distinct session_id, mark from sightings, unnest(array['join:' || instance_id || '/' || key, 'user:' || zoom_user_id]) as mark
      where ${seenBy(whom, marks)} and mark is not null`,
  );
