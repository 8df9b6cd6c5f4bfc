import { iso } from "../../lib/time.ts";
import { at, sql } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { UNSERVED } from "../doing/retry.ts";

/**
 * What may miss its time, for admins to see: commands that gave up while they would still help, or go on failing, steps
 * that are held or under way for too long or of which no mail was taken, and sessions whose deciding threw. `again`: asking to try it once more makes sense.
 */
export const alarmsOf = ({ db, clock }: Pick<World, "db" | "clock">, institutionId: string) =>
  db.list(
    (r) => ({
      key: r.key as string,
      sessionId: r.session_id as string | null,
      title: r.title as string,
      step: (r.step ?? r.does) as string,
      attempts: r.attempts as number,
      because: (r.trouble?.kind ?? "refused") as string,
      detail: (r.trouble?.message ?? "") as string,
      nextAt: r.state === "queued" ? iso(r.due_at) : null,
      dead: r.state === "dead",
      again: r.state !== "late",
    }),
    sql`select c.key, c.session_id, c.step, c.does, c.attempts, c.trouble, c.state, c.due_at, coalesce(s.title, r.name, '') as title
      from commands c left join sessions s on s.institution_id = c.institution_id and s.id = c.session_id
        left join rooms r on r.institution_id = c.institution_id and r.id = c.room_id and c.session_id is null
      where c.institution_id = ${institutionId} and (
        (c.state = 'dead' and not coalesce(c.trouble ->> 'kind', '') = any(${[...UNSERVED]}::text[]) and (c.step is null or (s.status = 'placed' and c.revision = s.revision)) and (c.useful_until is null or c.useful_until > ${at(clock.now())}))
        or (c.state = 'queued' and c.trouble is not null and (c.attempts >= 2 or c.due_at > to_timestamp((c.trouble ->> 'at')::bigint / 1000.0) + interval '2 minutes')))
      union all select s.id || '/aside', s.id, 'aside', 'aside', 1, jsonb_build_object('kind', 'unexpected', 'message', s.aside), 'dead', s.starts_at, s.title
      from sessions s where s.institution_id = ${institutionId} and s.aside is not null
      union all select s.id || '/mail/' || step.key, s.id, step.key, step.key, 1, jsonb_build_object('kind', 'mail_refused', 'message', ''), 'dead', s.starts_at, s.title
      from sessions s, jsonb_each(s.steps) step where s.institution_id = ${institutionId} and s.status = 'placed' and s.ends_at > ${at(clock.now())}
        and step.value ->> 'is' = 'failed' and step.value ->> 'because' = 'mail_refused'
      union all select s.id || '/late/' || step.key, s.id, step.key, step.key, 0, jsonb_build_object('kind', step.value ->> 'alarmed', 'message', ''), 'late', s.starts_at, s.title
      from sessions s, jsonb_each(s.steps) step where s.institution_id = ${institutionId} and s.status in ('placed', 'cancelled')
        and step.value ->> 'is' in ('held', 'started') and step.value ? 'alarmed'
      order by due_at, key limit 200`,
  );
