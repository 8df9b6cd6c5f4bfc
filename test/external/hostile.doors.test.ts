import { expect, test } from "vitest";
import { judgeLog } from "./judging.ts";
import { tryHostile } from "./trial.ts";

test("whatever a mapping, a key or a value says, PostgreSQL's own log shows nothing but the one mapped row", { timeout: 120_000 }, async () => {
  const verdict = await tryHostile(400, 7);
  expect(verdict.misses).toEqual([]);
  expect(verdict.answers).toMatchObject({ "no mapping": expect.any(Number), "none": expect.any(Number), "written": expect.any(Number) }); // prettier-ignore
});

test.each([
  'update "negocio"."victims" set "nombre" = $1 where true',
  'update "a"."b" set "c" = $1 where ("d"::pg_catalog.text collate pg_catalog."C") operator(pg_catalog.=) $2; drop table x',
  'delete from "a"."b"',
  'insert into "a"."b" values ($1)',
  'select "a"::pg_catalog.text as link from "b"."c" limit 2',
])("the log is judged by what PostgreSQL says of names: %s would be seen", (text) => {
  const line = { user: "aulas", message: `execute <unnamed>: ${text}`, error_severity: "LOG" };
  expect(judgeLog([line], "aulas").strangers).toEqual([text]);
});
