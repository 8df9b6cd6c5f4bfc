import type { PGlite, Transaction } from "@electric-sql/pglite";
import { CommitUnknown, type Ask, type Inside } from "../../src/classrooms/databases/connecting-actions.ts";
import { insertDatabase, insertTable } from "../../src/classrooms/databases/store.ts";
import { about } from "../../src/classrooms/databases/rows-actions.ts";
import { CATALOGUE_PATH, toWrite } from "../../src/classrooms/databases/statements.ts";
import type { Instant } from "../../src/lib/time.ts";
import { sql, type Database, type Tx } from "../../src/platform/database.ts";
import type { Classroom, Opening } from "../../src/classrooms/classroom.ts";
import type { RowPlace } from "../../src/classrooms/runs/facts.ts";
import type { House } from "./house.ts";

/** The institution's own databases, of which Bedel may change single rows: classrooms in one, their passcodes in another, on two servers. */
const SCRIPT = `create schema if not exists portal;
  create table if not exists portal.aulas (espacio text primary key, link text, nombre varchar(40) not null, codigo varchar(12));
  create table if not exists portal.claves (aula text primary key, clave varchar(20));
  delete from portal.aulas; delete from portal.claves;`;
const SERVERS = ["aulas", "claves"] as const;
export type Server = (typeof SERVERS)[number];

/** What is wrong with the way to a server: nobody answers for a while; or the line of the next that write breaks at the commit, before or after it was done. */
export type RowTrouble = { server: Server; until: Instant; left: number; is: "away" | "cut before its commit" | "cut after its commit" };
export type Meets = (server: Server, writes: boolean) => RowTrouble["is"] | null;

const MANY = 12;
const keyOf = (n: number): string => `E${100 + n}`;
/** What stood in a row before Bedel came. */
const formerRow = (n: number): PortalRow => ({ key: keyOf(n), link: `https://antes.example/${n}`, name: `Espacio ${n}`, code: `E${n}`, passcode: "antes" });

/** Two servers, a table in each, and a mapping of either. */
export async function openPortal({ base }: Pick<House, "base">): Promise<{ link: string; passcode: string }> {
  const { db, institutionId, random, secrets } = base;
  await db.script(SCRIPT);
  for (let n = 1; n <= MANY; n += 1) {
    const { key, link, name, code, passcode } = formerRow(n);
    await db.run(sql`insert into portal.aulas values (${key}, ${link}, ${name}, ${code})`);
    await db.run(sql`insert into portal.claves values (${key}, ${passcode})`);
  }
  const ids = { aulas: random.uuid(), claves: random.uuid() };
  const tables = { aulas: random.uuid(), claves: random.uuid() };
  await db.transaction(async (tx) => {
    for (const server of SERVERS) {
      const id = ids[server];
      const sealed = secrets.seal("nobody's", about({ institutionId, id }));
      const where = { host: `${server}.example`, port: 5432, database: "portal", userName: "bedel", tls: "none" as const, ca: null };
      await insertDatabase(tx, { institutionId, id, name: server, ...where, sealed }, base.clock.now());
    }
    const none = { linkColumn: null, nameColumn: null, codeColumn: null, passcodeColumn: null, filter: null };
    const aulas = { ...none, table: "aulas", keyColumn: "espacio", linkColumn: "link", nameColumn: "nombre", codeColumn: "codigo" };
    const claves = { ...none, table: "claves", keyColumn: "aula", passcodeColumn: "clave" };
    for (const [server, mapping] of [["aulas", aulas], ["claves", claves]] as const)
      await insertTable(tx, institutionId, { id: tables[server], revision: 1, databaseId: ids[server], name: server, schema: "portal", ...mapping }, null, base.clock.now()); // prettier-ignore
  });
  return { link: tables.aulas, passcode: tables.claves };
}

/** The row of the so-manyth classroom, while there are any; some classrooms are published nowhere. */
export function rowsFor({ portal, random }: Pick<House, "portal" | "random">, n: number): { link: RowPlace | null; passcode: RowPlace | null } {
  if (portal === null || n > MANY || random.unit() < 0.05) return { link: null, passcode: null };
  return { link: { tableId: portal.link, key: keyOf(n) }, passcode: { tableId: portal.passcode, key: keyOf(n) } };
}

const AWAY = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

/** As the network leads to a server: one transaction there. Whoever is there is alone: it is all one database file. */
export const wayToRows =
  (db: Database, meets: Meets): Inside =>
  async (database, begin, work) => {
    const trouble = meets(database.name as Server, begin === toWrite);
    if (trouble === "away") throw AWAY;
    const { pglite } = db.driver as { pglite: PGlite };
    return pglite.transaction(async (tx) => {
      for (const statement of begin) if (statement === CATALOGUE_PATH) await tx.exec(statement.text);
      const { commit, value } = await work(askIn(tx));
      if (!commit) await tx.rollback();
      else if (trouble === "cut before its commit") throw new CommitUnknown();
      return value;
    }).then((value) => {
      if (trouble === "cut after its commit") throw new CommitUnknown();
      return value;
    }); // prettier-ignore
  };

const askIn =
  (tx: Transaction): Ask =>
  async ({ text, values }) => {
    const { rows, affectedRows } = await tx.query<Record<string, unknown>>(text, [...values]);
    return { rows, count: text.startsWith("update") ? (affectedRows ?? 0) : rows.length };
  };

export type PortalRow = { key: string; link: string | null; name: string; code: string | null; passcode: string | null };

/** What whoever looks at the portal sees. */
export const rowsOfPortal = (db: Tx): Promise<PortalRow[]> =>
  db.list(
    (r) => ({ key: r["espacio"], link: r["link"], name: r["nombre"], code: r["codigo"], passcode: r["clave"] }),
    sql`select * from portal.aulas a left join portal.claves c on c.aula = a.espacio order by espacio`,
  );

/** What its rows are to hold, and what they hold; null: it is published nowhere. */
export function rowsOf(classroom: Classroom, opening: Opening, rows: readonly PortalRow[]): { meant: string; held: string } | null {
  const { link: place, name, code } = classroom;
  const row = rows.find(({ key }) => key === place?.key);
  if (row === undefined) return null;
  return { meant: told({ ...opening, key: row.key, name, code }), held: told(row) };
}

/** It was never Bedel's, or Bedel has left it: nothing in it leads anywhere. */
export const isLeft = (row: PortalRow): boolean =>
  ((row.link ?? "") === "" && (row.passcode ?? "") === "") || Array.from({ length: MANY }, (_, n) => told(formerRow(n + 1))).includes(told(row));

const told = ({ key, link, name, code, passcode }: PortalRow): string => [key, link, name, code ?? "", passcode].join(" ");
