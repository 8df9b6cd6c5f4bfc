import { X509Certificate } from "node:crypto";
import { spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

import { connect } from "node:net";
import { join } from "node:path";
import { connect as secured } from "node:tls";
import pg from "pg";
import type { Certificate } from "../../sandbox/serve.ts";

type Found = { findBinaries(): Promise<string | null>; unprivileged(): { uid?: number; gid?: number }; freePort(): Promise<number> };

/** A PostgreSQL of its own that writes down every statement that it is sent. */
export type Cluster = {
  port: number;
  /** From now on it shows this certificate to whoever asks for TLS. */
  shows(certificate: Certificate): Promise<void>;
  run(statement: string): Promise<Record<string, unknown>[]>;
  logged(): LogLine[];
  stop(): Promise<void>;
};
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
  const shows = async ({ cert, key }: Certificate): Promise<void> => {
    written(join(data, "server.crt"), cert, nobody);
    written(join(data, "server.key"), key, nobody);
    await run("alter system set ssl = on");
    await run("select pg_reload_conf()");
    const wanted = new X509Certificate(cert).fingerprint256;
    for (let tries = 0; (await shown(port)) !== wanted; tries += 1) {
      if (tries === 300) throw new Error("PostgreSQL does not show its new certificate");
      await new Promise((resume) => setTimeout(resume, 50));
    }
  };
  return { port, shows, run, logged, stop };
}

const WISH_FOR_TLS = Buffer.from("0000000804d2162f", "hex");

/** The fingerprint of the certificate that is shown to whoever asks for TLS; null: none is. */
function shown(port: number): Promise<string | null> {
  return new Promise((resume) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(WISH_FOR_TLS));
    const is = (fingerprint: string | null): void => {
      socket.destroy();
      resume(fingerprint);
    };
    socket.on("error", () => is(null));
    socket.once("data", (answer) => {
      if (answer.toString() !== "S") return is(null);
      const inside = secured({ socket, rejectUnauthorized: false }, () => is(inside.getPeerX509Certificate()?.fingerprint256 ?? null));
      inside.on("error", () => is(null));
    });
  });
}

/** PostgreSQL takes no key that others may read. */
function written(file: string, text: string, owner: { uid?: number; gid?: number }): void {
  writeFileSync(file, text, { mode: 0o600 });
  if (owner.uid !== undefined) chownSync(file, owner.uid, owner.gid!);
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
