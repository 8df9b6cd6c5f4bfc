import { spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

type Found = { findBinaries(): Promise<string | null>; unprivileged(): { uid?: number; gid?: number }; freePort(): Promise<number> };

/** A PostgreSQL of its own that writes down every statement that it is sent. */
export type Cluster = { port: number; run(statement: string): Promise<Record<string, unknown>[]>; logged(): LogLine[]; stop(): Promise<void> };
export type LogLine = { user?: string; message: string; statement?: string; detail?: string; error_severity: string };

const SETTINGS = [
  ...["listen_addresses=127.0.0.1", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100"],
  ...["logging_collector=on", "log_destination=jsonlog", "log_directory=log", "log_rotation_size=0", "log_rotation_age=0", "log_statement=all", "log_min_error_statement=error"],
]; // prettier-ignore

export async function aCluster(): Promise<Cluster> {
  const { findBinaries, unprivileged, freePort } = (await import(new URL("../../scripts/lib/postgres.mjs", import.meta.url).href)) as Found;
  const binaries = await findBinaries();
  if (binaries === null) throw new Error("no PostgreSQL is to be found");
  const folder = mkdtempSync("/tmp/bedel-external-");
  const nobody = unprivileged();
  if (nobody.uid !== undefined) chownSync(folder, nobody.uid, nobody.gid!);
  const options = { ...nobody, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" } };
  const data = join(folder, "data");
  const made = spawnSync(join(binaries, "initdb"), ["-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions"], options);
  if (made.status !== 0) throw new Error(`no cluster: ${String(made.stderr)}`);
  const port = await freePort();
  const settings = [...SETTINGS, `port=${port}`, `unix_socket_directories=${folder}`].flatMap((one) => ["-c", one]);
  const server = spawn(join(binaries, "postgres"), ["-D", data, ...settings], { ...options, stdio: "ignore" });
  const ended = new Promise<void>((resume) => server.once("exit", () => resume()));
  const run = (statement: string): Promise<Record<string, unknown>[]> => asked(port, statement);
  for (let tries = 0; ; tries += 1) {
    if (await run("select 1").then(() => true, () => false)) break; // prettier-ignore
    if (tries === 300 || server.exitCode !== null) throw new Error("PostgreSQL did not start");
    await new Promise((resume) => setTimeout(resume, 100));
  }
  const logs = join(data, "log");
  const logged = (): LogLine[] =>
    readdirSync(logs).flatMap((file) => (file.endsWith(".json") ? readFileSync(join(logs, file), "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as LogLine) : [])); // prettier-ignore
  const stop = async (): Promise<void> => {
    server.kill("SIGQUIT");
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port, run, logged, stop };
}

async function asked(port: number, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "owner", database: "postgres", ssl: false });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}
