import { randomUUID } from "node:crypto";
import { days, after, instant, minutes } from "../../src/lib/time.ts";
import { DEFAULT_SETTINGS } from "../../src/people/institution.ts";
import type { Member } from "../../src/people/member.ts";
import { insertInstitution, insertMember } from "../../src/people/store.ts";
import { openDatabase, sql, type Database } from "../../src/platform/database.ts";
import { migrate } from "../../src/platform/migrate.ts";

export const NOW = instant("2027-03-01T08:00:00Z");
/** All want a room on one day, far enough ahead that nothing of it is due. */
export const DAY = after(NOW, days(30));
export const ROOMS = 4;
export const LENGTHS = [30, 60, 60, 90, 120];
export const ANY_QUARTER = 4 * 11;
export const quarter = (n: number) => after(DAY, minutes(15 * n));

/** An institution with rooms alike, and somebody who is never refused for the number of sessions. */
export async function found(db: Database): Promise<Member> {
  const institutionId = randomUUID();
  const id = randomUUID();
  const organizer: Member = { institutionId, id, personId: id, name: "Begoña", email: `${id}@universidad.example`, role: "admin", language: "en", zone: "UTC" };
  await insertInstitution(db, institutionId, { ...DEFAULT_SETTINGS, name: "Universidad" });
  await db.run(
    sql`insert into people (id, name, email, "emailVerified", "createdAt", "updatedAt") values (${id}, 'Begoña', ${organizer.email}, true, ${"2027-01-01"}, ${"2027-01-01"})`,
  );
  await insertMember(db, organizer);
  await db.run(sql`insert into hosts (institution_id, id, email, name, status, licensed, role, signs_in_with, meeting_capacity, webinar_capacity, read_at)
    select ${institutionId}::uuid, 'aula-' || n, 'aula' || n || '@universidad.example', 'Aula ' || n, 'active', true, 'member', '{password}', 300, 0, ${"2027-01-01"} from generate_series(1, ${ROOMS}) n`);
  await db.run(sql`insert into rooms (institution_id, id, host_id, name, ord, active)
    select ${institutionId}::uuid, gen_random_uuid(), 'aula-' || n, 'Aula ' || n, n, true from generate_series(1, ${ROOMS}) n`);
  return organizer;
}

/**
 * A log in the order of the commits, which the code that is judged knows nothing of. It is written by deferred triggers, so as the last thing of each transaction, under a lock
 * of its own that is held until the commit is seen by all: whoever comes later in it has committed later. What a transaction left waiting is in it
 * too, as the moment of the refusal. It takes no part in who waits for whom before that.
 */
const LOG = `
  create table race_log (n bigserial primary key, tx xid8 not null, institution_id uuid not null, what text not null, session_id uuid not null, piece smallint not null, host_id text, starts timestamptz, ends timestamptz);
  create index on race_log (institution_id, n);
  create table race_asked (session_id uuid primary key, asked_at bigint not null, answer text not null);
  create function race_write(institution uuid, deed text, session uuid, of_piece smallint, host text, during tstzrange) returns void language plpgsql as $f$ begin
    perform pg_advisory_xact_lock(hashtextextended(institution::text, 99));
    insert into race_log (tx, institution_id, what, session_id, piece, host_id, starts, ends) values (pg_current_xact_id(), institution, deed, session, of_piece, host, lower(during), upper(during));
  end $f$;
  create function race_reserved() returns trigger language plpgsql as $f$ begin
    if tg_op <> 'INSERT' then perform race_write(old.institution_id, 'released', old.session_id, old.piece, old.host_id, old.reserved); end if;
    if tg_op <> 'DELETE' then perform race_write(new.institution_id, 'reserved', new.session_id, new.piece, new.host_id, new.reserved); end if;
    return null;
  end $f$;
  create function race_asked() returns trigger language plpgsql as $f$ begin
    if (select status = 'waiting' from sessions where institution_id = new.institution_id and id = new.id) then
      perform race_write(new.institution_id, 'refused', new.id, 0::smallint, null, tstzrange(new.starts_at - interval '15 minutes', new.ends_at + interval '15 minutes'));
    end if;
    return null;
  end $f$;
  create constraint trigger race_reserved after insert or update or delete on reservations deferrable initially deferred for each row execute function race_reserved();
  create constraint trigger race_asked after insert on sessions deferrable initially deferred for each row execute function race_asked()`;

export async function prepare(address: string, institutions: number): Promise<Member[]> {
  const db = await openDatabase(address);
  try {
    await migrate(db);
    const organizers: Member[] = [];
    while (organizers.length < institutions) organizers.push(await found(db));
    await db.script(LOG);
    return organizers;
  } finally {
    await db.close();
  }
}
