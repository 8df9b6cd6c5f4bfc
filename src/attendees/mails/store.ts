import type { Instant } from "../../lib/time.ts";
import { at, sql, type Tx } from "../../platform/database.ts";

export type Note = { institutionId: string; id: string; sessionId: string; subject: string; text: string; who: string; memberId: string | null; at: Instant };

export const insertNote = (tx: Tx, n: Note): Promise<number> =>
  tx.run(sql`insert into notes_to_all (institution_id, id, session_id, subject, body, written_by, member_id, written_at)
    values (${n.institutionId}, ${n.id}, ${n.sessionId}, ${n.subject}, ${n.text}, ${n.who}, ${n.memberId}, ${at(n.at)})`);

export const noteById = (tx: Tx, institutionId: string, id: string): Promise<{ subject: string; text: string } | null> =>
  tx.one((r) => ({ subject: r.subject, text: r.body }), sql`select subject, body from notes_to_all where institution_id = ${institutionId} and id = ${id}`);

export const notesSince = async (tx: Tx, institutionId: string, sessionId: string, since: Instant): Promise<number> =>
  (await tx.one(
    (r) => Number(r.n),
    sql`select count(*) as n from notes_to_all where institution_id = ${institutionId} and session_id = ${sessionId} and written_at > ${at(since)}`,
  )) ?? 0;

export const notesOf = (tx: Tx, institutionId: string, sessionId: string): Promise<Note[]> =>
  tx.list(
    (r) => ({
      institutionId: r.institution_id,
      id: r.id,
      sessionId: r.session_id,
      subject: r.subject,
      text: r.body,
      who: r.written_by,
      memberId: r.member_id,
      at: r.written_at,
    }),
    sql`select * from notes_to_all where institution_id = ${institutionId} and session_id = ${sessionId} order by written_at desc, id`,
  );
