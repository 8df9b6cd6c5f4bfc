import { randomUUID } from "node:crypto";
import { done, type Asker } from "./people.ts";
import type { Server } from "./server.ts";

export type Publishing = {
  /** A database of others that answers nobody, with a table mapped in it. */
  external: { databaseId: string; tableId: string; password: string };
};

export const aDatabase = (name: string, more: object = {}): object => ({
  ...{ id: "00000000-0000-4000-8000-0000000da7a0", name: `Portal of ${name}`, host: "127.0.0.1", port: 1, database: "portal", userName: "aulas" },
  ...{ tls: "none", ca: null, password: `password at the portal of ${name}`, ...more },
});

export const aTable = (databaseId: string, more: object = {}): object => ({
  ...{ id: "00000000-0000-4000-8000-0000000da7a1", databaseId, name: "Espacios", schema: "negocio", table: "sga_espacios", keyColumn: "espacio" },
  ...{ linkColumn: "link_clase_virtual", nameColumn: "nombre", codeColumn: "codigo", passcodeColumn: null, filter: null, ...more },
});

export async function publishing(server: Server, admin: Asker, name: string): Promise<Publishing> {
  const external = { databaseId: randomUUID(), tableId: randomUUID(), password: `password at the portal of ${name}` };
  await done(server, { method: "POST", url: "/api/external-databases", body: aDatabase(name, { id: external.databaseId }) }, admin);
  await done(
    server,
    { method: "POST", url: "/api/external-tables", body: aTable(external.databaseId, { id: external.tableId, name: `Rooms of ${name}` }) },
    admin,
  );
  return { external };
}
