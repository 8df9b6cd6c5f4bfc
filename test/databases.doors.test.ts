import { expect, test } from "vitest";
import { sql, type Row } from "../src/platform/database.ts";
import { eachDatabase } from "./support/databases.ts";

eachDatabase((name, open) => {
  const people = sql`select count(*)::int as people from people`;
  const count = (row: Row): number => Number(row["people"]);

  test("what one test wrote, the next does not find", async () => {
    for (let round = 0; round < 3; round += 1) {
      const db = await open();
      expect(await db.one(count, people)).toBe(0);
      await db.run(sql`insert into verifications values ('v1', 'i', 'v', '2030-01-01', '2030-01-01', '2030-01-01')`);
      await db.run(sql`insert into people values ('p1', 'Ana', 'ana@example.org', true, null, '2030-01-01', '2030-01-01')`);
      expect(await db.one(count, people)).toBe(1);
      await db.close();
    }
  });

  test("the tests run on the database that they are named after", async () => {
    const db = await open();
    expect(db.kind).toBe(name === "PGlite" ? "pglite" : "postgres");
  });
});
