import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { sql, sqlState, type Row } from "./database.ts";

const asItIs = (row: Row): Row => row;

eachDatabase((name, open) => {
  test("values of every kind arrive as they went", async () => {
    const db = await open();
    const [text, list, none] = ['Łódź "quoted" \\ {a,b} 🏛', ["a,b", 'say "no"', "back\\slash", ""], [] as string[]];
    const row = await db.one(
      asItIs,
      sql`select ${text}::text as text, ${list}::text[] as list, ${none}::text[] as none, ${[1, 2]}::int[] as numbers, ${Buffer.from([0, 255, 92])}::bytea as bytes,
        ${true}::boolean as yes, ${0.25}::float8 as part, ${null}::text as nothing, ${'{"a":[1]}'}::jsonb as json`,
    );
    expect(row).toMatchObject({ text, list, none, numbers: [1, 2], yes: true, part: 0.25, nothing: null, json: { a: [1] } });
    expect([...(row!["bytes"] as Uint8Array)]).toEqual([0, 255, 92]);
  });

  test("a long answer arrives whole, the second time too, whatever letters it is in", async () => {
    const db = await open();
    const long = (letters: string) => db.list((r) => [r["i"], r["text"], r["nothing"]], sql`select i, repeat(${letters}::text, 500) || i as text, null as nothing from generate_series(1, 300) i`); // prettier-ignore
    for (const letters of ["plain", "Łódź 🏛", "plain again"]) expect(await long(letters)).toEqual(Array.from({ length: 300 }, (_, i) => [i + 1, `${letters.repeat(500)}${i + 1}`, null])); // prettier-ignore
    expect(await long("")).toHaveLength(300);
  });

  test("what the database says of a failure arrives with it", async () => {
    const db = await open();
    const twice = sql`insert into verifications values ('v', 'i', 'v', '2030-01-01', '2030-01-01', '2030-01-01')`;
    await db.run(twice);
    expect(await db.run(twice).catch((e: unknown) => e)).toMatchObject({
      code: "23505",
      constraint: "verifications_pkey",
      detail: "Key (id)=(v) already exists.",
    });
  });

  test("a query tells how many rows it touched or found", async () => {
    const db = await open();
    const add = (n: number) =>
      sql`insert into verifications select 'v' || i, 'i', 'v', '2030-01-01', '2030-01-01', '2030-01-01' from generate_series(1, ${n}::int) i`;
    expect(await db.run(add(12))).toBe(12);
    expect(await db.run(sql`update verifications set value = 'w' where id = any(${["v1", "v2", "v99"]})`)).toBe(2);
    expect(await db.run(sql`delete from verifications where id = ${"v99"}`)).toBe(0);
    expect(await db.run(sql`select * from verifications where value = ${"w"}`)).toBe(2);
  });

  test("a query that failed fails the same way again, and holds up no other", async () => {
    const db = await open();
    const divide = (by: number) => db.one(asItIs, sql`select 6 / ${by}::int as answer`);
    for (const by of [0, 2, 0, 3]) expect(await divide(by).catch((e: unknown) => sqlState(e))).toEqual(by === 0 ? "22012" : { answer: 6 / by });
    for (let i = 0; i < 2; i += 1) expect(await db.run(sql`select * from nowhere`).catch((e: unknown) => sqlState(e))).toBe("42P01");
    await expect(db.transaction(async (tx) => tx.run(sql`select 6 / ${0}::int as answer`))).rejects.toThrow();
    expect(await divide(1)).toEqual({ answer: 6 });
  });

  test("a query asked a thousand times answers for the rows that there are", async () => {
    const db = await open();
    const found = (id: string) => db.one(asItIs, sql`select value from verifications where id = ${id}`);
    for (let i = 0; i < 1000; i += 1) {
      if (i % 100 === 0) await db.run(sql`insert into verifications values (${`v${i}`}, 'i', ${String(i)}, '2030-01-01', '2030-01-01', '2030-01-01')`);
      expect(await found(`v${i - (i % 100)}`)).toEqual({ value: String(i - (i % 100)) });
    }
  });

  test("a query that is seldom asked is not answered for ever by the plan of the day when its table was empty", async () => {
    const db = await open();
    const seldom = sql`select value from verifications where identifier = ${"seldom"}`;
    for (let i = 0; i < 10; i += 1) await db.run(seldom);
    for (let i = 0; i < 5_001; i += 1) await db.run(sql`select ${i}::int`);
    await db.run(seldom);
    // Only the embedded database knows statements by name; what was planned anew has been answered by a plan of its own, once.
    const plans = await db.list(
      (r) => [Number(r["custom_plans"]), Number(r["generic_plans"])],
      sql`select custom_plans, generic_plans from pg_prepared_statements where statement like 'select value from verifications where identifier%'`,
    );
    expect(plans).toEqual(name === "PGlite" ? [[1, 0]] : []);
  });

  test("a query known before its table changed answers for the table as it is", async () => {
    const db = await open();
    await db.script("create table shelf (a integer); insert into shelf values (1)");
    try {
      const all = () => db.list(asItIs, sql`select * from shelf`);
      expect(await all()).toEqual([{ a: 1 }]);
      await db.script("alter table shelf add b text default 'new'");
      expect(await all()).toEqual([{ a: 1, b: "new" }]);
    } finally {
      await db.script("drop table shelf");
    }
  });

  test("a query after its transaction is a fault, and says so", async () => {
    const db = await open();
    let kept: { run(q: ReturnType<typeof sql>): Promise<number> } | null = null;
    await db.transaction(async (tx) => void (kept = tx));
    if (db.kind === "pglite") await expect(kept!.run(sql`select 1`)).rejects.toThrow("after its transaction");
  });
});
