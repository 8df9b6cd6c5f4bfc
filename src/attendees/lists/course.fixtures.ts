import { after, days, hours, minutes, type Instant } from "../../lib/time.ts";
import { DEFAULT_SETTINGS, policyOf } from "../../people/institution.ts";
import { at, json, sql, type Database, type Tx } from "../../platform/database.ts";
import { newSession } from "../../sessions/asking.ts";
import { insertSession, saveSession } from "../../sessions/store.ts";
import { INSTITUTION, MARTA } from "../attending.fixtures.ts";

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export const COURSE = id(900);
export const COURSE_LIST = id(901);
/** The date of this number, from 0 on. */
export const dateOf = (n: number, course = 0): string => id(1000 + course * 1000 + n);
export const courseId = (n: number): string => (n === 0 ? COURSE : id(900 + n * 2));
export const listId = (n: number): string => (n === 0 ? COURSE_LIST : id(901 + n * 2));

export type Course = { dates: number; first: Instant; everyDays: number; number?: number };

/** A course of Marta's as it is once it is made: its list, and all of its dates, to none of which anybody has come. */
export async function aCourse(db: Database, { dates, first, everyDays, number = 0 }: Course): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.run(sql`insert into attendee_lists (institution_id, id, name, owner_id, made_at)
      values (${INSTITUTION}, ${listId(number)}, ${`Álgebra ${number}`}, ${MARTA.id}, ${at(first)})`);
    await tx.run(sql`insert into courses (institution_id, id, title, organizer_id, kind, admission, zone, source, parts, list_id, made_at)
      values (${INSTITUTION}, ${courseId(number)}, ${`Álgebra ${number}`}, ${MARTA.id}, 'meeting', 'automatic', 'Europe/Madrid', 'pool', ${json([])}, ${listId(number)}, ${at(first)})`);
    for (let n = 0; n < dates; n += 1) await aDate(tx, n, after(first, days(everyDays * n)), number);
  });
}

async function aDate(tx: Tx, n: number, start: Instant, number: number): Promise<void> {
  const asked = {
    id: dateOf(n, number),
    title: `Álgebra ${number}`,
    start: "",
    zone: "Europe/Madrid",
    minutes: 60,
    admission: "automatic",
    kind: "meeting",
    expected: null,
    source: "pool",
  } as const;
  const time = { start, end: after(start, minutes(60)) };
  const session = newSession(asked, {
    institutionId: INSTITUTION,
    organizerId: MARTA.id,
    time,
    policy: policyOf(DEFAULT_SETTINGS),
    now: after(start, -hours(9000)),
  });
  await insertSession(tx, session);
  await saveSession(tx, { ...session, status: "waiting" }, null);
  await tx.run(
    sql`update sessions set course_id = ${courseId(number)}, course_date = ${String(n)}, list_id = ${listId(number)} where institution_id = ${INSTITUTION} and id = ${session.id}`,
  );
}

export const rowsIn = async (db: Database, session: string): Promise<number> =>
  (await db.one((r) => Number(r["count"]), sql`select count(*) as count from attendees where session_id = ${session}`))!;
