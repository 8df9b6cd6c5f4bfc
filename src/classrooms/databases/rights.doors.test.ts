import { describe, expect, test } from "vitest";
import { aForeignDatabase, CLAVES, ESPACIOS } from "../../../test/external/foreign.ts";
import { aWorld, valueOf } from "../../../test/world.ts";
import { emptyDatabase } from "../../../test/support/databases.ts";
import { makeDatabase } from "./actions.ts";
import type { Finding } from "./contract.ts";
import { makeTable, tryTableOf } from "./table-actions.ts";

const tried = (findings: readonly Finding[]): string[] => findings.map(({ is, because }) => `${is}: ${because}`);
const WELL = ["fine: connects", "fine: columns_there", "fine: key_unique", "fine: rights_right"];

/** Both tables of somebody else's are mapped; what is found of the first as it would be saved. It is PostgreSQL's rights that are looked at, whatever Bedel itself lives in. */
const aScene = async (mapped: readonly (typeof CLAVES)[] = [CLAVES]) => {
  const w = await aWorld(await emptyDatabase("PGlite"), { rooms: 0 });
  const f = await aForeignDatabase();
  const { revision: _, ...database } = f.opened;
  valueOf(await makeDatabase(w, w.admin, database));
  for (const { revision: __, ...table } of mapped) valueOf(await makeTable(w, w.admin, table));
  const found = async (more: object = {}): Promise<Finding[]> => valueOf(await tryTableOf(w, w.admin, { ...ESPACIOS, ...more, id: null }));
  const does = (statement: string) => f.run(statement.replaceAll("ROLE", f.role));
  return { w, f, found, does, [Symbol.asyncDispose]: () => w[Symbol.asyncDispose]() };
};

describe("rights are just what is needed", () => {
  test("a role that may read and write what is mapped, and nothing else, is well", async () => {
    await using s = await aScene();
    expect(tried(await s.found())).toEqual(WELL);
  });

  test("the functions of triggers act for their owner, and nobody can call them", async () => {
    await using s = await aScene();
    await s.does("create function negocio.hist() returns trigger language plpgsql security definer as 'begin return new; end'");
    await s.does("create function negocio.noted() returns event_trigger language plpgsql security definer as 'begin end'");
    await s.does("create trigger hist after update on negocio.sga_espacios for each row execute function negocio.hist()");
    expect(tried(await s.found())).toEqual(WELL);
  });

  test.each([
    ["insert rows", "grant insert on negocio.sga_espacios to ROLE", "may_insert"],
    ["delete rows", "grant delete on negocio.sga_espacios to ROLE", "may_delete"],
    ["empty the table", "grant truncate on negocio.sga_espacios to ROLE", "may_truncate"],
    ["hang triggers on it", "grant trigger on negocio.sga_espacios to ROLE", "may_trigger"],
    ["bind its rows", "grant references (espacio) on negocio.sga_espacios to ROLE", "may_refer"],
    ["hand its rights on", "grant select (espacio) on negocio.sga_espacios to ROLE with grant option", "hands_on"],
    ["hand on that the schema may be used", "grant usage on schema negocio to ROLE with grant option", "hands_on"],
    ["write other columns", "grant update (edificio) on negocio.sga_espacios to ROLE", "writes_more", "edificio"],
    ["write the key", "grant update (espacio) on negocio.sga_espacios to ROLE", "writes_more", "espacio"],
    ["read other columns", "grant select on negocio.sga_espacios to ROLE", "reads_more", "edificio"],
    ["read another table", "create table negocio.notas (a text); grant select (a) on negocio.notas to ROLE", "reads_elsewhere", "negocio.notas"],
    ["read a view that everybody may read", "create schema v; create view v.w as select 1; grant usage on schema v to public; grant select on v.w to public", "reads_elsewhere", "v.w"],
    ["write another table", "create table negocio.notas (a text); grant insert on negocio.notas to ROLE", "writes_elsewhere", "negocio.notas"],
    ["move a sequence on", "create sequence negocio.turnos; grant usage on sequence negocio.turnos to ROLE", "writes_elsewhere", "negocio.turnos"],
    ["make tables in a schema", "grant create on schema negocio to ROLE", "creates_in", "negocio"],
    ["make tables where everybody may", "grant create on schema public to public", "everybody_creates_in", "public"],
    ["make schemas", "grant create on database DATABASE to ROLE", "creates_schemas"],
    ["run what acts for its owner", "create function negocio.todo() returns int language sql security definer as 'select 1'", "runs_as_others", "negocio.todo"],
    ["make roles", "alter role ROLE createrole", "makes_roles"],
    ["make databases", "alter role ROLE createdb", "makes_databases"],
    ["copy the server", "alter role ROLE replication", "replicates"],
    ["see hidden rows", "alter role ROLE bypassrls", "passes_row_security"],
    ["do what another role may", "grant pg_write_server_files to ROLE", "member_of", "pg_write_server_files"],
    ["do what it likes with another table", "create table negocio.notas (a text); alter table negocio.notas owner to ROLE", "owns_elsewhere", "negocio.notas"],
    ["do what it likes with a schema", "create schema otro; alter schema otro owner to ROLE", "owns_elsewhere", "otro"],
    ["do what it likes with a function", "create function negocio.f() returns int language sql as 'select 1'; alter function negocio.f() owner to ROLE", "owns_elsewhere", "negocio.f"],
    ["do what it likes with the table", "alter table negocio.sga_espacios owner to ROLE", "owns_table"],
    ["do what it likes with the database", "alter database DATABASE owner to ROLE", "owns_database"],
    ["do what it likes with the server", "alter role ROLE superuser", "superuser"],
  ])("a warning where it may %s", async (_what, grant, because, names: string | null = null) => {
    await using s = await aScene();
    await s.does(grant.replaceAll("DATABASE", s.f.opened.database));
    const findings = await s.found();
    expect(tried(findings)).toContain(`warning: ${because}`);
    if (names !== null) expect(findings.find((one) => one.because === because)!.values).toEqual({ n: 1, names });
    expect(findings.filter(({ is }) => is === "fault")).toEqual([]);
    expect(tried(findings)).not.toContain("fine: rights_right");
    await s.does("alter role ROLE nosuperuser; reassign owned by ROLE to current_user");
  }); // prettier-ignore

  test("what its search path puts before PostgreSQL's own functions and operators tells no other rights than it has", async () => {
    await using s = await aScene();
    await s.does("grant delete on negocio.sga_espacios to ROLE; create schema fuera; grant usage on schema fuera to public; alter role ROLE set search_path = fuera, pg_catalog");
    for (const name of ["has_table_privilege", "has_any_column_privilege"]) await s.does(`create function fuera.${name}(oid, text) returns boolean language sql as 'select false'`);
    expect(tried(await s.found())).toContain("warning: may_delete");
  }); // prettier-ignore

  test("all tables that can be read through another role are one line, which names the first few", async () => {
    await using s = await aScene();
    await s.does(`do $$ begin for i in 1..200 loop execute 'create table negocio.t' || lpad(i::text, 3, '0') || ' (a text)'; end loop; end $$; grant pg_read_all_data to ROLE`);
    const warnings = (await s.found()).filter(({ is }) => is === "warning");
    expect(warnings).toEqual([
      { is: "warning", because: "reads_more", values: { n: 1, names: "edificio" } },
      { is: "warning", because: "member_of", values: { n: 1, names: "pg_read_all_data" } },
      { is: "warning", because: "reads_elsewhere", values: { n: 200, names: "negocio.t001, negocio.t002, negocio.t003, …" } },
    ]);
  }); // prettier-ignore

  test("what is mapped in another table counts there, and a table that no mapping needs any more is told", async () => {
    await using s = await aScene([]);
    const warnings = (await s.found()).filter(({ is }) => is === "warning");
    expect(warnings).toEqual([
      { is: "warning", because: "writes_elsewhere", values: { n: 1, names: "zoom.claves" } },
      { is: "warning", because: "reads_elsewhere", values: { n: 1, names: "zoom.claves" } },
    ]);
  });

  test("columns that another mapping of the same table needs are needed, its filter too", async () => {
    await using s = await aScene([CLAVES, { ...ESPACIOS, id: "00000000-0000-4000-8000-0000000000e3", filter: { column: "edificio", value: "Anexo" } }]);
    await s.does("grant select (edificio) on negocio.sga_espacios to ROLE");
    expect(tried(await s.found())).toEqual(WELL);
  });

  test.each([
    ["read a mapped column", "revoke select (nombre) on negocio.sga_espacios from ROLE", ["fault: may_not_read nombre"]],
    [
      "write a mapped column",
      "revoke update (codigo, nombre) on negocio.sga_espacios from ROLE",
      ["fault: may_not_write codigo", "fault: may_not_write nombre"],
    ],
    ["read the key", "revoke select (espacio) on negocio.sga_espacios from ROLE", ["fault: may_not_read espacio"]],
  ])("a fault where it may not %s", async (_what, revoke, expected) => {
    await using s = await aScene();
    await s.does(revoke);
    const faults = (await s.found()).filter(({ is }) => is === "fault").map(({ is, because, values }) => `${is}: ${because} ${values["column"]}`);
    expect(faults.toSorted()).toEqual(expected);
  });
});
