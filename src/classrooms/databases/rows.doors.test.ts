import { createServer, type Socket } from "node:net";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { aForeignDatabase, CLAVES, ESPACIOS } from "../../../test/external/foreign.ts";
import type { Opened } from "./connecting-actions.ts";
import { readRowIn, searchRows, writeRowIn } from "./rows-actions.ts";

const LINK = "https://us02web.zoom.us/j/84512345678?pwd=abc";
const NEW = { link: LINK, name: "Aula 10", code: "A10", passcode: "not mapped here" };

test("exactly the mapped columns of one row change, in one go, and again does nothing", async () => {
  const f = await aForeignDatabase();
  const before = { link: "https://zoom.example/j/1?pwd=one", name: "Aula 1", code: "A1" };
  expect(await readRowIn(f.opened, ESPACIOS, "101")).toEqual({ is: "found", row: before });
  expect(await writeRowIn(f.opened, ESPACIOS, "101", before, NEW)).toEqual({ is: "written", before });
  expect(await f.row("101")).toEqual({ espacio: 101, nombre: "Aula 10", codigo: "A10", link_clase_virtual: LINK, edificio: "Anexo" });
  expect(await f.row("103")).toMatchObject({ nombre: "Aula 3", link_clase_virtual: "https://zoom.example/j/3" });
  expect(await writeRowIn(f.opened, ESPACIOS, "101", before, NEW)).toMatchObject({ is: "already" });
});

test("what is not to change is left out, and nothing becomes null, or empty where the column must hold something", async () => {
  const f = await aForeignDatabase();
  expect(await writeRowIn(f.opened, ESPACIOS, "101", null, { link: null })).toMatchObject({ is: "written" });
  expect(await f.row("101")).toMatchObject({ nombre: "Aula 1", link_clase_virtual: null });
  expect(await writeRowIn(f.opened, CLAVES, "A1", null, { passcode: null })).toMatchObject({ is: "written" });
  expect(await f.passcode("A1")).toBe("");
  expect(await writeRowIn(f.opened, CLAVES, "A1", null, { passcode: null })).toMatchObject({ is: "already" });
});

test("a row that was changed since is left alone, and told", async () => {
  const f = await aForeignDatabase();
  const seen = { link: "https://zoom.example/j/1?pwd=one", name: "Aula 1", code: "A1" };
  await f.run("update negocio.sga_espacios set nombre = 'Laboratorio' where espacio = 101");
  expect(await writeRowIn(f.opened, ESPACIOS, "101", seen, NEW)).toEqual({
    is: "changed",
    row: { ...seen, name: "Laboratorio" },
    what: "name",
    column: "nombre",
  });
  expect(await f.row("101")).toMatchObject({ nombre: "Laboratorio", codigo: "A1" });
});

test("of a text that is far longer than anything of Bedel's only the beginning is read, and it is not written over, since nobody could put it back", async () => {
  const f = await aForeignDatabase();
  await f.run(
    "alter table negocio.sga_espacios alter column codigo type text; update negocio.sga_espacios set codigo = repeat('ñ', 100000) where espacio = 101",
  );
  const found = await readRowIn(f.opened, ESPACIOS, "101");
  expect(found).toMatchObject({ is: "found", row: { name: "Aula 1", code: "ñ".repeat(4001) } });
  expect((await searchRows(f.opened, ESPACIOS, "101")).rows[0]!.code).toHaveLength(4001);
  expect(await writeRowIn(f.opened, ESPACIOS, "101", null, NEW)).toEqual({ is: "refused", because: "holds_too_much", column: "codigo" });
  expect((await f.row("101"))!["codigo"]).toHaveLength(100000);
  expect(await writeRowIn(f.opened, ESPACIOS, "101", null, { name: "Aula 10" })).toMatchObject({ is: "written" });
});

test("a key that names none or several writes nothing", async () => {
  const f = await aForeignDatabase();
  expect(await writeRowIn(f.opened, ESPACIOS, "999", null, NEW)).toEqual({ is: "none" });
  expect(await readRowIn(f.opened, ESPACIOS, "101 or true")).toEqual({ is: "none" });
  expect(await readRowIn(f.opened, ESPACIOS, "10\0 1")).toEqual({ is: "none" });
  await f.run("alter table zoom.claves drop constraint claves_pkey; insert into zoom.claves values ('A1', '333333')");
  expect(await readRowIn(f.opened, CLAVES, "A1")).toEqual({ is: "several" });
  expect(await writeRowIn(f.opened, CLAVES, "A1", null, { passcode: "999999" })).toEqual({ is: "several" });
  expect(await f.run("select clave from zoom.claves where aula = 'A1' order by 1")).toEqual([{ clave: "111111" }, { clave: "333333" }]);
});

test("a filter keeps rows of others out of reach", async () => {
  const f = await aForeignDatabase();
  await f.run(`grant select (edificio) on negocio.sga_espacios to ${f.role}; update negocio.sga_espacios set edificio = 'Centro' where espacio = 102`);
  const ours = { ...ESPACIOS, filter: { column: "edificio", value: "Anexo" } };
  expect(await writeRowIn(f.opened, ours, "102", null, NEW)).toEqual({ is: "none" });
  expect(await writeRowIn(f.opened, ours, "101", null, NEW)).toMatchObject({ is: "written" });
  expect((await searchRows(f.opened, ours, "")).rows.map(({ key }) => key)).toEqual(["101", "103"]);
});

test("what the database does not take is told with its column, and nothing is written", async () => {
  const f = await aForeignDatabase();
  expect(await writeRowIn(f.opened, ESPACIOS, "101", null, { ...NEW, code: "x".repeat(21) })).toEqual({ is: "refused", because: "too_long", column: "codigo" });
  expect(await writeRowIn(f.opened, ESPACIOS, "101", null, { name: "nul\0l" })).toEqual({ is: "refused", because: "wrong_type", column: "nombre" });
  await f.run(`revoke update (nombre) on negocio.sga_espacios from ${f.role}`);
  expect(await writeRowIn(f.opened, ESPACIOS, "101", null, NEW)).toEqual({ is: "refused", because: "rights", column: null });
  await f.run("alter table zoom.claves rename column clave to secreto");
  expect(await writeRowIn(f.opened, CLAVES, "A1", null, { passcode: "1" })).toEqual({ is: "refused", because: "mapping_gone", column: "clave" });
  expect(await readRowIn(f.opened, CLAVES, "A1")).toEqual({ is: "refused", because: "mapping_gone", column: "clave" });
  await f.run("alter table zoom.claves rename to contrasenas");
  expect(await writeRowIn(f.opened, CLAVES, "A1", null, { passcode: "1" })).toEqual({ is: "refused", because: "mapping_gone", column: null });
  expect(await f.row("101")).toMatchObject({ nombre: "Aula 1", codigo: "A1" });
});

test("what a trigger makes of it is seen before it counts", async () => {
  const f = await aForeignDatabase();
  await f.run(`create function negocio.loud() returns trigger language plpgsql as $$ begin new.nombre := upper(new.nombre); return new; end $$;
    create trigger loud before update on negocio.sga_espacios for each row execute function negocio.loud()`);
  expect(await writeRowIn(f.opened, ESPACIOS, "101", null, NEW)).toEqual({ is: "refused", because: "not_kept", column: "nombre" });
  expect(await f.row("101")).toMatchObject({ nombre: "Aula 1" });
});

test("a database that is away, locked or lets nobody in is told as such", async () => {
  const f = await aForeignDatabase();
  const away = (more: Partial<Opened>) => readRowIn({ ...f.opened, ...more }, ESPACIOS, "101");
  expect(await away({ port: 1 })).toEqual({ is: "unreachable", because: "nobody_there", unknown: false });
  expect(await away({ host: "nowhere.invalid" })).toEqual({ is: "unreachable", because: "unknown_host", unknown: false });
  expect(await away({ database: "nothing" })).toEqual({ is: "unreachable", because: "no_such_database", unknown: false });
  expect(await away({ userName: "nobody" })).toEqual({ is: "unreachable", because: "wrong_password", unknown: false });
});

test("with TLS wanted nothing but the wish for it is said to a server that has none", async () => {
  const f = await aForeignDatabase();
  const heard: Buffer[] = [];
  const deaf = createServer((socket) => void socket.on("error", () => undefined).on("data", (part) => (heard.push(part), socket.write("N"))));
  await new Promise<void>((resume) => deaf.listen(0, "127.0.0.1", resume));
  onTestFinished(() => void deaf.close());
  const { port } = deaf.address() as { port: number };
  for (const tls of ["verified", "encrypted"] as const)
    expect(await readRowIn({ ...f.opened, port, tls }, ESPACIOS, "101")).toEqual({ is: "unreachable", because: "no_tls", unknown: false });
  expect(Buffer.concat(heard).toString("latin1")).not.toContain("opens-the-rows");
  expect(Buffer.concat(heard).length, "two wishes for TLS and no more").toBe(16);
});

test("when the answer to a commit is lost it may have been written, and asking again says so", async () => {
  const f = await aForeignDatabase();
  const through = await aProxy(f.opened, (sent) => sent.includes("commit\0"));
  expect(await writeRowIn({ ...f.opened, ...through }, ESPACIOS, "101", null, NEW)).toEqual({ is: "unreachable", because: "broken_off", unknown: true });
  await expect.poll(() => f.row("101")).toMatchObject({ nombre: "Aula 10" });
  expect(await writeRowIn(f.opened, ESPACIOS, "101", null, NEW)).toMatchObject({ is: "already" });
});

test("a connection that is lost before the commit leaves the row as it was", async () => {
  const f = await aForeignDatabase();
  const through = await aProxy(f.opened, (sent) => sent.includes("update "));
  expect(await writeRowIn({ ...f.opened, ...through }, ESPACIOS, "101", null, NEW)).toEqual({ is: "unreachable", because: "broken_off", unknown: false });
  expect(await f.row("101")).toMatchObject({ nombre: "Aula 1" });
  expect(await writeRowIn(f.opened, ESPACIOS, "101", null, NEW)).toMatchObject({ is: "written" });
});

test("rows are found by what stands in them, and never more than fifty", async () => {
  const f = await aForeignDatabase();
  await f.run("insert into negocio.sga_espacios select g, 'Sala ' || g, 'S' || g from generate_series(1000, 1059) g");
  expect((await searchRows(f.opened, ESPACIOS, "aula 2")).rows).toEqual([{ key: "102", link: null, name: "Aula 2", code: "A2" }]);
  expect((await searchRows(f.opened, ESPACIOS, "%")).rows).toEqual([]);
  const all = await searchRows(f.opened, ESPACIOS, "");
  expect([all.rows.length, all.more]).toEqual([50, true]);
});

/** Passes everything on, and hangs up after having passed on what `last` says yes to. */
async function aProxy(to: Opened, last: (sent: string) => boolean): Promise<Pick<Opened, "host" | "port">> {
  const proxy = createServer((near: Socket) => {
    const far = connect(to.port, to.host);
    for (const one of [near, far]) one.on("error", () => undefined);
    far.pipe(near);
    near.on("data", (part) => {
      if (!last(part.toString("latin1"))) return void far.write(part);
      far.unpipe(near);
      far.end(part);
      near.destroy();
    });
  });
  await new Promise<void>((resume) => proxy.listen(0, "127.0.0.1", resume));
  onTestFinished(() => void proxy.close());
  return { host: "127.0.0.1", port: (proxy.address() as { port: number }).port };
}

test("a row is found by its key however many others hold the same digits, and by its name", async () => {
  const f = await aForeignDatabase();
  await f.run("insert into negocio.sga_espacios (espacio, nombre) select n, 'Sala ' || n from generate_series(1000, 1499) n");
  await f.run("insert into negocio.sga_espacios (espacio, nombre) values (5, 'Cinco'), (9, 'Sala 1')");
  const first = async (search: string) => (await searchRows(f.opened, ESPACIOS, search)).rows[0];
  expect(await first("5")).toMatchObject({ key: "5" });
  expect(await first("sala 1")).toMatchObject({ key: "9" });
  expect(await first("1005")).toMatchObject({ key: "1005" });
});
