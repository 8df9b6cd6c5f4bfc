import { describe, expect, onTestFinished, test } from "vitest";
import { aForeignDatabase, CLAVES, ESPACIOS, type Foreign } from "../../../test/external/foreign.ts";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, type TestWorld } from "../../../test/world.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { newApp } from "../../platform/http.ts";
import { sql } from "../../platform/database.ts";
import { made, published } from "../classrooms.fixtures.ts";
import type { DatabaseView, Finding, TableView } from "./contract.ts";
import { externalDatabaseRoutes } from "./routes.ts";

type Answer = { status: number; body: any }; // oxlint-disable-line typescript/no-explicit-any -- whatever the server says
type Ask = (method: "GET" | "POST" | "PUT" | "DELETE", url: string, payload?: object) => Promise<Answer>;

const NOBODYS = "0b8f4d5e-3c1a-4f7e-9d2b-1a2b3c4d5e6f";

async function asAdmin(w: TestWorld): Promise<Ask> {
  const app = await newApp({ log: w.log, words: refusalText, reader: () => "en", frameSelf: false });
  app.addHook("onRequest", async (request) => void (request.member = w.admin));
  externalDatabaseRoutes(app, w);
  onTestFinished(() => app.close().then(() => undefined));
  return async (method, url, payload) => {
    const answer = await app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.body === "" ? null : answer.json() };
  };
}

const databaseOf = ({ opened: { revision: _, ...fields } }: Foreign, more: object = {}): object => ({ ...fields, ...more });
const tableOf = ({ revision: _, ...fields }: typeof ESPACIOS, more: object = {}): object => ({ ...fields, ...more });
const tried = (findings: readonly Finding[]): string[] => findings.map(({ is, because }) => `${is}: ${because}`);

eachDatabase((_, open) => {
  const aScene = async () => {
    const w = await aWorld(await open(), { rooms: 0 });
    const [f, ask] = [await aForeignDatabase(), await asAdmin(w)];
    const shown = async (): Promise<DatabaseView> => (await ask("GET", "/api/external-databases")).body.databases[0];
    const deeds = () => w.db.list((r) => r["what"] as string, sql`select what from audit_log where what like 'external%' order by seq`);
    /** What is found of a mapping as it would be saved. */
    const found = async (mapping = ESPACIOS, more: object = {}): Promise<Finding[]> =>
      (await ask("POST", "/api/external-tables/try", tableOf(mapping, { ...more, id: null }))).body.findings;
    return { w, f, ask, shown, deeds, found, [Symbol.asyncDispose]: () => w[Symbol.asyncDispose]() };
  };

  describe("saving a database of others", () => {
    test("it is tried as it is saved, once though it is sent twice at once, and its password is told to nobody", async () => {
      await using s = await aScene();
      const both = await Promise.all([1, 2].map(() => s.ask("POST", "/api/external-databases", databaseOf(s.f))));
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect(both[0]!.body.databases).toMatchObject([{ name: "Guaraní", tls: "none", trouble: null, tables: [], revision: 1 }]);
      expect(await s.deeds()).toEqual(["external_database_added"]);
      expect(JSON.stringify([both, await s.shown()])).not.toContain("opens-the-rows");
    });

    test("one that does not answer is kept and says so, until it is tried again: by two at once, with one answer", async () => {
      await using s = await aScene();
      await s.ask("POST", "/api/external-databases", databaseOf(s.f, { port: 1 }));
      expect((await s.shown()).trouble).toBe("nobody_there");
      await s.w.db.run(sql`update external_databases set port = ${s.f.opened.port}`);
      const both = await Promise.all([1, 2].map(() => s.ask("POST", `/api/external-databases/${s.f.opened.id}/try`)));
      expect(both.map(({ status, body }) => [status, body.databases[0].trouble, body.databases[0].revision])).toEqual([[200, null, 1], [200, null, 1]]); // prettier-ignore
      expect(await s.deeds(), "trying changes nothing").toEqual(["external_database_added"]);
    });

    test("its former password stays where none is given, but goes nowhere else, and nothing is written over what somebody else changed", async () => {
      await using s = await aScene();
      await s.ask("POST", "/api/external-databases", databaseOf(s.f));
      const url = `/api/external-databases/${s.f.opened.id}`;
      const change = (more: object) => s.ask("PUT", url, databaseOf(s.f, { id: undefined, revision: 1, password: "", ...more }));
      for (const more of [{ host: "elsewhere.example" }, { port: 9 }])
        expect((await change(more)).body).toMatchObject({ because: "external_password_again", errors: [{ field: "password" }] });
      expect((await change({ name: "Portal" })).body.databases).toMatchObject([{ name: "Portal", trouble: null, revision: 2 }]);
      expect(await change({ name: "Another" })).toMatchObject({ status: 409, body: { because: "revision_conflict" } });
      expect((await s.ask("PUT", url, databaseOf(s.f, { id: undefined, revision: 2, userName: "nobody", password: "wrong" }))).body.databases[0].trouble).toBe(
        "wrong_password",
      );
    });

    test("where classrooms are published, going elsewhere is refused with how many they are until it is confirmed; a name and a password are not", async () => {
      await using w = await aWorld(await open(), { rooms: 0 });
      const [f, ask] = [await published(w), await asAdmin(w)];
      await made(w); // its link in one table, its passcode in the other
      await made(w, { email: "aula.11@universidad.example", link: { tableId: ESPACIOS.id, key: "102" }, passcode: null });
      const change = (revision: number, more: object) => ask("PUT", `/api/external-databases/${f.opened.id}`, databaseOf(f, { id: undefined, revision, ...more }));
      for (const more of [{ host: "elsewhere.example" }, { port: 1 }, { database: "another" }, { userName: "another" }])
        expect(await change(1, more)).toMatchObject({ status: 409, body: { because: "external_elsewhere", detail: expect.stringContaining("2 classrooms are published") as string } });
      expect((await change(1, { name: "Portal" })).body.databases).toMatchObject([{ name: "Portal", port: f.opened.port, revision: 2 }]);
      expect((await change(2, { port: 1, confirmed: true })).body.databases).toMatchObject([{ port: 1, revision: 3 }]);
    }); // prettier-ignore

    test("a stricter encryption asks for nothing, a looser one for a yes and the password", async () => {
      await using w = await aWorld(await open(), { rooms: 0 });
      const [f, ask] = [await published(w), await asAdmin(w)];
      await made(w);
      const change = (revision: number, more: object) => ask("PUT", `/api/external-databases/${f.opened.id}`, databaseOf(f, { id: undefined, revision, password: "", ...more }));
      expect((await change(1, { tls: "verified" })).body.databases, "kept, though that server has none").toMatchObject([{ tls: "verified", trouble: "no_tls", revision: 2 }]);
      expect((await change(2, { tls: "encrypted" })).body).toMatchObject({ because: "external_password_again", errors: [{ field: "password" }] });
      const typed = { tls: "encrypted", password: f.opened.password };
      expect(await change(2, typed)).toMatchObject({ status: 409, body: { because: "external_looser", detail: expect.stringContaining("genuine server") as string } });
      const both = await change(2, { ...typed, tls: "none", port: 1 });
      expect([both.body.because, both.body.detail]).toEqual(["external_elsewhere_looser", expect.stringMatching(/^One classroom is published .* go in clear/)]);
      expect((await change(2, { ...typed, tls: "none", confirmed: true })).body.databases).toMatchObject([{ tls: "none", trouble: null, revision: 3 }]);
    }); // prettier-ignore

    test.each([
      ["a certificate that is none", { tls: "verified", ca: "-----BEGIN CERTIFICATE-----\nnone" }, "external_ca_unreadable"],
      ["a password with a null byte", { password: "a\0b" }, "malformed"],
      ["the path of a socket on Bedel's own machine", { host: "/var/run/postgresql" }, "malformed"],
    ])("is refused with %s", async (_what, more, because) => {
      await using s = await aScene();
      expect(await s.ask("POST", "/api/external-databases", databaseOf(s.f, more))).toMatchObject({ status: expect.toSatisfy((status: number) => [400, 422].includes(status)), body: { because } }); // prettier-ignore
      expect((await s.ask("GET", "/api/external-databases")).body.databases).toEqual([]);
    });

    test("none of another institution, and none that is not there, is changed, tried, read or let go", async () => {
      await using s = await aScene();
      await s.ask("POST", "/api/external-databases", databaseOf(s.f));
      const asked = [
        s.ask("PUT", `/api/external-databases/${NOBODYS}`, databaseOf(s.f, { id: undefined, revision: 1 })),
        s.ask("DELETE", `/api/external-databases/${NOBODYS}`),
        s.ask("POST", `/api/external-databases/${NOBODYS}/try`),
        s.ask("GET", `/api/external-databases/${NOBODYS}/tables`),
        s.ask("POST", "/api/external-tables/try", tableOf(ESPACIOS, { id: null, databaseId: NOBODYS })),
        s.ask("POST", "/api/external-tables", tableOf(ESPACIOS, { databaseId: NOBODYS })),
        s.ask("PUT", `/api/external-tables/${NOBODYS}`, tableOf(ESPACIOS, { id: undefined, revision: 1 })),
        s.ask("DELETE", `/api/external-tables/${NOBODYS}`),
        s.ask("POST", `/api/external-tables/${NOBODYS}/try`),
        s.ask("GET", `/api/external-tables/${NOBODYS}/rows`),
      ];
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 404));
    });
  });

  describe("saving a mapping", () => {
    test("it is kept with what was found, once though it is sent twice at once, and tried again when somebody says so", async () => {
      await using s = await aScene();
      await s.ask("POST", "/api/external-databases", databaseOf(s.f));
      const both = await Promise.all([1, 2].map(() => s.ask("POST", "/api/external-tables", tableOf(ESPACIOS))));
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect(await s.deeds()).toEqual(["external_database_added", "external_table_added"]);
      await s.ask("POST", "/api/external-tables", tableOf(CLAVES));
      await s.f.run("alter table negocio.sga_espacios drop constraint sga_espacios_pkey; insert into negocio.sga_espacios values (101, 'Otra')");
      const again = await Promise.all([1, 2].map(() => s.ask("POST", `/api/external-tables/${ESPACIOS.id}/try`)));
      for (const { body } of again) expect(tried(body.findings)[0]).toBe("fault: key_twice");
      const table = (await s.shown()).tables.find(({ id }) => id === ESPACIOS.id) as TableView;
      expect([tried(table.tried)[0], table.revision]).toEqual(["fault: key_twice", 1]);
    });

    test.each([
      ["a schema that is not there", { schema: "nada" }, "schema_missing"],
      ["a table that is not there", { table: "nada" }, "table_missing"],
      ["a column that is not there", { nameColumn: "nada" }, "column_missing"],
      ["a link in a column that is too short", { linkColumn: "codigo", codeColumn: null }, "column_short"],
      ["a filter by a column that is not there", { filter: { column: "nada", value: "" } }, "column_missing"],
      ["a name in a column of numbers", { keyColumn: "codigo", codeColumn: null, nameColumn: "espacio" }, "column_no_text"],
    ])("is kept with the fault of %s", async (_what, more, because) => {
      await using s = await aScene();
      await s.ask("POST", "/api/external-databases", databaseOf(s.f));
      const { body } = await s.ask("POST", "/api/external-tables", tableOf(ESPACIOS, more));
      expect(tried(body.databases[0].tables[0].tried)).toContain(`fault: ${because}`);
    });

    test("is refused where it can mean no row, beside the field, and where somebody changed it meanwhile", async () => {
      await using s = await aScene();
      await s.ask("POST", "/api/external-databases", databaseOf(s.f));
      const make = (more: object) => s.ask("POST", "/api/external-tables", tableOf(ESPACIOS, more));
      expect((await make({ linkColumn: "espacio" })).body).toMatchObject({ because: "external_column_twice", errors: [{ field: "linkColumn" }] });
      expect((await make({ linkColumn: null, nameColumn: null, codeColumn: null })).body).toMatchObject({ because: "external_nothing_mapped" });
      expect((await make({ table: "a\0b" })).body).toMatchObject({ because: "external_name_unusable", errors: [{ field: "table" }] });
      await make({});
      const change = (more: object) => s.ask("PUT", `/api/external-tables/${ESPACIOS.id}`, tableOf(ESPACIOS, { id: undefined, revision: 1, ...more }));
      expect((await change({ name: "Aulas" })).body.databases[0].tables).toMatchObject([{ name: "Aulas", revision: 2 }]);
      expect(await change({ name: "Salas" })).toMatchObject({ status: 409, body: { because: "revision_conflict" } });
    });

    test("a column in which published classrooms are written is given up only by a yes that was told how many; other columns without", async () => {
      await using w = await aWorld(await open(), { rooms: 0 });
      const [, ask] = [await published(w), await asAdmin(w)];
      await made(w); // its link in one table, its passcode in the other
      await made(w, { email: "aula.11@universidad.example", link: { tableId: ESPACIOS.id, key: "102" }, passcode: null });
      const change = (mapping: typeof ESPACIOS, more: object) => ask("PUT", `/api/external-tables/${mapping.id}`, tableOf(mapping, { id: undefined, revision: 1, ...more }));
      for (const more of [{ linkColumn: null }, { linkColumn: "nombre", nameColumn: "link_clase_virtual" }, { linkColumn: "edificio" }])
        expect(await change(ESPACIOS, more)).toMatchObject({ status: 409, body: { because: "external_columns_left", detail: expect.stringContaining("2 published classrooms are") as string } });
      const alone = { passcodeColumn: null, nameColumn: "nota" };
      expect((await change(CLAVES, alone)).body).toMatchObject({ because: "external_columns_left", detail: expect.stringContaining("One published classroom is written by this mapping (clave)") as string });
      expect((await change(ESPACIOS, { name: "Aulas", passcodeColumn: "edificio" })).status, "what is mapped in addition").toBe(200);
      expect((await change(ESPACIOS, { revision: 2, linkColumn: "edificio", passcodeColumn: null, confirmed: true })).status).toBe(200);
      expect((await change(CLAVES, { ...alone, confirmed: true })).status).toBe(200);
    }); // prettier-ignore

    test("columns of a table in which no classroom is written, or no more, are exchanged without a question", async () => {
      await using w = await aWorld(await open(), { rooms: 0 });
      const [, ask] = [await published(w), await asAdmin(w)];
      await made(w, { link: null });
      const change = (mapping: typeof ESPACIOS, revision: number, more: object) => ask("PUT", `/api/external-tables/${mapping.id}`, tableOf(mapping, { id: undefined, revision, ...more }));
      expect((await change(ESPACIOS, 1, { linkColumn: null })).status).toBe(200);
      await w.db.run(sql`update external_tables set name_column = 'nota' where id = ${CLAVES.id}`);
      expect((await change(CLAVES, 1, { nameColumn: null })).status, "beside a passcode no name is written").toBe(200);
      await w.db.run(sql`update classrooms set state = 'retired'`);
      expect((await change(CLAVES, 2, { passcodeColumn: "nota" })).status).toBe(200);
    }); // prettier-ignore

    test("tables and rows of which the role may read something are there to choose from, and go with their database", async () => {
      await using s = await aScene();
      await s.ask("POST", "/api/external-databases", databaseOf(s.f));
      await s.ask("POST", "/api/external-tables", tableOf(ESPACIOS));
      expect((await s.ask("GET", `/api/external-databases/${s.f.opened.id}/tables`)).body).toEqual({
        tables: [
          { schema: "negocio", table: "sga_espacios", columns: ["espacio", "nombre", "codigo", "link_clase_virtual"] },
          { schema: "zoom", table: "claves", columns: ["aula", "clave"] },
        ],
        trouble: null,
      });
      expect((await s.ask("GET", `/api/external-tables/${ESPACIOS.id}/rows?search=aula%202`)).body).toEqual({
        rows: [{ key: "102", link: null, name: "Aula 2", code: "A2", passcode: null, classroom: null }],
        more: false,
        trouble: null,
      });
      expect((await s.ask("DELETE", `/api/external-databases/${s.f.opened.id}`)).status).toBe(204);
      expect((await s.ask("GET", `/api/external-tables/${ESPACIOS.id}/rows`)).status).toBe(404);
      expect(await s.f.row("101")).toMatchObject({ nombre: "Aula 1" });
    });
  });
});
