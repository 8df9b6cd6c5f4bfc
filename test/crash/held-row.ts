import pg from "pg";
import type { Foreign } from "../external/foreign.ts";

export type Held = { isWaitedFor(): Promise<boolean>; release(): Promise<void> };

const ROWS = { link: "negocio.sga_espacios where espacio = 101", passcode: "zoom.claves where aula = 'A1'" };

/** Somebody else is writing this row, and takes their time. */
export async function holdRow({ address, role, run }: Foreign, row: keyof typeof ROWS): Promise<Held> {
  const client = new pg.Client(address);
  await client.connect();
  await client.query(`begin; select 1 from ${ROWS[row]} for update`);
  const waiting = `select 1 from pg_stat_activity where usename = '${role}' and wait_event_type = 'Lock' and query like '%${row === "link" ? "sga_espacios" : "claves"}%'`;
  return { isWaitedFor: async () => (await run(waiting)).length > 0, release: () => client.end() };
}
