import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE, ZONE, type TestWorld } from "../../../test/world.ts";
import { after, days, hours } from "../../lib/time.ts";
import { DEFAULT_SETTINGS } from "../../people/institution.ts";
import { insertInstitution, insertMember } from "../../people/store.ts";
import { applicationClock, wallClock } from "../../platform/clock.ts";
import { sql, type Database } from "../../platform/database.ts";
import { freezeClock, readClock } from "../../platform/due.ts";
import { endDemo, previewOf, removeRows, wasRemoved } from "./actions.ts";
import { tablesOfInstitutions } from "./store.ts";

const REAL = "00000000-0000-4000-8000-00000000000f";

/** A demo that has lived through a session with an attendee, up to its report; beside it an institution to which one of its people belongs, too. */
async function demoAndReal(db: Database): Promise<TestWorld> {
  const w = await aWorld(db);
  const session = await w.ask({ start: after(NINE, hours(1)) });
  await w.attend(session, "Ana <ana@people.example>");
  await w.advanceTo(after(NINE, days(1)));
  await db.run(sql`update institutions set zoom = 'sandbox' where institution_id = ${w.institutionId}`);
  await insertInstitution(db, REAL, { ...DEFAULT_SETTINGS, name: "Real", zone: ZONE });
  const { personId, name, email } = w.organizer;
  await insertMember(db, { institutionId: REAL, id: w.random.uuid(), personId, name, email, role: "owner", language: "en", zone: ZONE });
  return w;
}

/** How many rows each table has of an institution. */
async function rowsOf(db: Database, institutionId: string): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (const table of await tablesOfInstitutions(db))
    rows.set(table, (await db.one((r) => Number(r.n), sql`select count(*) as n from ${sql.table(table)} where institution_id = ${institutionId}`))!);
  return rows;
}

const withRows = (rows: Map<string, number>): string[] => [...rows].filter(([, n]) => n > 0).map(([table]) => table);

eachDatabase((_, open) => {
  test("with the demo goes every row of it, in whatever table, and nothing of another institution", async () => {
    await using w = await demoAndReal(await open());
    const { db } = w;
    expect(withRows(await rowsOf(db, w.institutionId))).toEqual(
      expect.arrayContaining(["institutions", "members", "connections", "hosts", "rooms", "sessions", "attendees", "deliveries", "commands", "reports"]),
    );
    const real = await rowsOf(db, REAL);

    expect(await db.transaction((tx) => removeRows(tx, w.clock.now()))).toBe(w.institutionId);

    expect(withRows(await rowsOf(db, w.institutionId))).toEqual([]);
    expect(await rowsOf(db, REAL)).toEqual(real);
    expect(await db.list((r) => r.id, sql`select id from people`)).toEqual([w.organizer.personId]);
    expect(await previewOf(db)).toBeNull();
    expect(await wasRemoved(db)).toBe(true);
  });

  test("every table that names an institution is in the order of removal, each after those that point at it", async () => {
    const db = await open();
    const named = await db.list(
      (r) => r.table_name as string,
      sql`select distinct table_name from information_schema.columns where table_schema = current_schema() and column_name = 'institution_id' order by 1`,
    );
    const order = await tablesOfInstitutions(db);
    expect(order.toSorted()).toEqual(named);
    expect(order.at(-1)).toBe("institutions");
    expect(order.indexOf("attendees")).toBeLessThan(order.indexOf("sessions"));
  });

  test("the preview counts what goes, and what was left by work in hand goes afterwards", async () => {
    await using w = await demoAndReal(await open());
    const { db } = w;
    expect(await previewOf(db)).toMatchObject({ sessions: 1, attendees: 1, reports: 1, rooms: 1, people: 2 });
    await db.transaction((tx) => removeRows(tx, w.clock.now()));
    await db.run(
      sql`insert into audit_log (institution_id, id, at, who, what) values (${w.institutionId}, ${w.random.uuid()}, ${new Date(NINE).toISOString()}, 'bedel', 'late')`,
    );
    const ended: string[] = [];
    const end = async (what: string): Promise<void> => void ended.push(what);

    await endDemo(db, { isThere: () => true, end: () => end("played"), rest: () => end("in hand") }, w.institutionId);

    expect(ended).toEqual(["played", "in hand"]);
    expect(withRows(await rowsOf(db, w.institutionId))).toEqual([]);
  });

  test("the clock goes back to the real time with the demo, and only with it", async () => {
    await using w = await demoAndReal(await open());
    const clock = applicationClock();
    await freezeClock(w.db, clock, after(wallClock(), days(3)));
    await w.db.transaction((tx) => removeRows(tx, w.clock.now()));
    await readClock(w.db, clock);
    expect(clock.state()).toEqual({ offset: 0, frozenAt: null });
  });
});
