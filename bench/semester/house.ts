import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, sql, type Database } from "../../src/platform/database.ts";
import { houseAt, type House } from "../../test/crash/house.ts";
import { freePort, live, type Life, type Settings } from "../../test/crash/server.ts";
import { BEGINS, ROOMS } from "./university.ts";

/** A server as it is installed, with an institution of forty rooms and nothing planned; on the embedded database, or on PostgreSQL by its address. */
export async function openUniversity(databaseUrl: string | null) {
  const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
  const port = String(await freePort());
  const settings: Settings = {
    PORT: port,
    BEDEL_DATA: join(folder, "data"),
    BEDEL_EXAMPLE: "nothing",
    BEDEL_EXAMPLE_BEGINS: BEGINS,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  const where = databaseUrl ?? { folder: join(folder, "data", "database") };
  await (await live(settings)).stop();
  const db = await openDatabase(where);
  await withRooms(db);
  await db.close();
  const life: Life = await live(settings);
  const house: House = houseAt(`http://127.0.0.1:${port}`);
  await house.signIn();
  return {
    house,
    /** Ends the server, and asks its database. */
    asked: async <T>(question: (db: Database) => Promise<T>): Promise<T> => {
      await life.stop();
      const opened = await openDatabase(where);
      const answer = await question(opened);
      await opened.close();
      return answer;
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Rooms that Zoom's list would have brought, were the sandbox's university as large. */
const withRooms = (db: Database): Promise<unknown> =>
  db.transaction(async (tx) => {
    await tx.run(sql`insert into hosts (institution_id, id, email, name, status, licensed, role, signs_in_with, meeting_capacity, webinar_capacity, read_at)
      select institution_id, 'semester-' || n, 'aula' || n || '@universidad.example', 'Aula ' || n, 'active', true, 'member', '{password}', 300, 500, ${BEGINS} from institutions, generate_series(1, ${ROOMS}) n`);
    await tx.run(sql`insert into rooms (institution_id, id, host_id, name, ord, active)
      select institution_id, gen_random_uuid(), 'semester-' || n, 'Aula ' || n, 1000 + n, true from institutions, generate_series(1, ${ROOMS}) n`);
    await tx.run(sql`update institutions set upkeep_at = ${BEGINS}::timestamptz + interval '10 years'`);
  });
