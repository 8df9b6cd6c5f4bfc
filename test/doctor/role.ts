import pg from "pg";
import { run } from "../support/templates.ts";

export type Role = { name: string; drop(): Promise<unknown> };

/** A role that comes in with its password only, whoever else may come without. */
export async function roleWithPassword(server: string): Promise<Role> {
  const name = `doctor_${process.pid}`;
  await run(server, `drop role if exists ${name}`);
  await run(server, `create role ${name} login password 'its own password'`);
  if (await letsIn(server, name)) await askForPassword(server, name);
  return { name, drop: () => run(server, `drop role if exists ${name}`) };
}

async function letsIn(server: string, name: string): Promise<boolean> {
  const address = new URL(server);
  [address.username, address.password] = [name, "wrong"];
  const client = new pg.Client(address.href);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The cluster that tests start for themselves trusts everybody: there the role gets a line of its own before all others. */
async function askForPassword(server: string, name: string): Promise<void> {
  const [row] = await run(server, "select current_setting('hba_file') as file, pg_read_file(current_setting('hba_file')) as text");
  const lines = String(row!["text"])
    .split("\n")
    .map((line) => line.trim().replaceAll(/\s+/g, " "))
    .filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith(`host all ${name} `));
  const text = [`host all ${name} all scram-sha-256`, ...lines].join("\n");
  await run(server, `copy (select unnest(string_to_array($hba$${text}$hba$, e'\\n'))) to '${String(row!["file"])}'`);
  await run(server, "select pg_reload_conf()");
  for (let tries = 0; tries < 100 && (await letsIn(server, name)); tries += 1) await new Promise((resume) => setTimeout(resume, 20)); // it is read anew a moment later
}
