import { inject, onTestFinished } from "vitest";
import type { Opened } from "../../src/classrooms/databases/connecting-actions.ts";
import type { ExternalTable } from "../../src/classrooms/databases/mapping.ts";
import { addressOf, run } from "../support/templates.ts";

/** Somebody else's PostgreSQL, as SIU-Guaraní has it, with a role that may do what Bedel needs and nothing else. */
export type Foreign = {
  /** As Bedel comes in. */
  opened: Opened;
  role: string;
  /** For its owner. */
  address: string;
  /** As its owner. */
  run(statement: string): Promise<Record<string, unknown>[]>;
  /** What stands in a row. */
  row(key: string): Promise<Record<string, unknown> | undefined>;
  passcode(room: string): Promise<unknown>;
};

let made = 0;
const ROLE_PASSWORD = "opens-the-rows";

export const TABLES = `
  create schema negocio; create schema zoom;
  create table negocio.sga_espacios (espacio integer primary key, nombre varchar(100) not null, codigo varchar(20), link_clase_virtual varchar(250), edificio text not null default 'Anexo');
  create table zoom.claves (aula text primary key, clave varchar(10) not null, nota text);
  insert into negocio.sga_espacios values (101, 'Aula 1', 'A1', 'https://zoom.example/j/1?pwd=one'), (102, 'Aula 2', 'A2', null), (103, 'Aula 3', 'A3', 'https://zoom.example/j/3');
  insert into zoom.claves values ('A1', '111111', 'x'), ('A2', '222222', 'y');`;

export const grantsTo = (role: string): string => `
  grant usage on schema negocio, zoom to ${role};
  grant select (espacio, nombre, codigo, link_clase_virtual), update (nombre, codigo, link_clase_virtual) on negocio.sga_espacios to ${role};
  grant select (aula, clave), update (clave) on zoom.claves to ${role};`;

/** On the server of this run; gone with the test that asked for it. */
export async function aForeignDatabase(): Promise<Foreign> {
  const { server, template } = inject("postgres");
  made += 1;
  const foreign = await foreignOn(server, {
    name: `${template.replace("_template", "")}_foreign_${process.pid}_${made}`,
    role: `aulas_${process.pid}_${made}`,
  });
  onTestFinished(foreign.drop);
  return foreign;
}

/** On whichever server, for whoever drops it. */
export async function foreignOn(server: string, { name, role }: { name: string; role: string }): Promise<Foreign & { drop(): Promise<void> }> {
  const address = addressOf(server, name);
  await run(server, `create database ${name}`);
  await run(server, `create role ${role} login password '${ROLE_PASSWORD}'`);
  await run(address, TABLES + grantsTo(role));
  const { hostname, port } = new URL(server);
  const opened: Opened = {
    ...{ id: "00000000-0000-4000-8000-0000000000d1", revision: 1, name: "Guaraní", host: hostname, port: Number(port || 5432), database: name },
    ...{ userName: role, password: ROLE_PASSWORD, tls: "none", ca: null },
  };
  return {
    opened,
    role,
    address,
    run: (statement) => run(address, statement),
    row: async (key) => (await run(address, `select * from negocio.sga_espacios where espacio = ${key}`))[0],
    passcode: async (room) => (await run(address, `select clave from zoom.claves where aula = '${room}'`))[0]?.["clave"],
    drop: async () => {
      await run(server, `drop database ${name} with (force)`);
      await run(server, `drop role ${role}`);
    },
  };
}

export const ESPACIOS: ExternalTable = {
  ...{ id: "00000000-0000-4000-8000-0000000000e1", revision: 1, databaseId: "00000000-0000-4000-8000-0000000000d1", name: "Espacios" },
  ...{ schema: "negocio", table: "sga_espacios", keyColumn: "espacio" },
  ...{ linkColumn: "link_clase_virtual", nameColumn: "nombre", codeColumn: "codigo", passcodeColumn: null, filter: null },
};

export const CLAVES: ExternalTable = {
  ...{ id: "00000000-0000-4000-8000-0000000000e2", revision: 1, databaseId: "00000000-0000-4000-8000-0000000000d1", name: "Claves" },
  ...{ schema: "zoom", table: "claves", keyColumn: "aula", linkColumn: null, nameColumn: null, codeColumn: null, passcodeColumn: "clave", filter: null },
};
