import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { iso, type Instant } from "../../src/lib/time.ts";

/** Bedel as people run it: another process, with a data folder of its own. */
export type Server = {
  address: string;
  folder: string;
  /** Everything it said that nobody should have to read: warnings and errors. */
  complaints(): string;
  stop(): Promise<void>;
  /** Takes the folder away; to be called last. */
  forget(): void;
};

const PROGRAM = resolve(import.meta.dirname, "../../src/main.ts");
const QUIETLY = ["--disable-warning=ExperimentalWarning"];
/** A worker that is killed leaves no server behind. */
const ENDS_WITH_US = resolve(import.meta.dirname, "./ends-with-parent.ts");

export async function startServer(options: { smtpUrl: string; begins: Instant }): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-demo-"));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  // Nothing of the caller's own settings but where to record: the demo must never touch a real database, Zoom or mail server.
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    PORT: String(port),
    HOST: "127.0.0.1",
    BEDEL_ADDRESS: address,
    BEDEL_DATA: folder,
    SMTP_URL: options.smtpUrl,
    BEDEL_EXAMPLE: "nothing",
    BEDEL_EXAMPLE_BEGINS: iso(options.begins),
    BEDEL_RECORD: process.env["BEDEL_RECORD"],
  };
  const child = spawn(process.execPath, [...QUIETLY, "--import", ENDS_WITH_US, PROGRAM, "serve"], { env, stdio: ["pipe", "pipe", "pipe"] });
  const endWithUs = (): void => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.on("exit", endWithUs);
  let complaints = "";
  child.stderr.on("data", (chunk) => (complaints += String(chunk)));
  const server: Server = {
    address,
    folder,
    complaints: () => complaints,
    stop: async () => {
      process.off("exit", endWithUs);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
  if (!(await isUp(child))) {
    server.forget();
    throw new Error(`the server did not start:\n${complaints}`);
  }
  return server;
}

/** It says where it is once it listens. */
async function isUp(child: ChildProcess): Promise<boolean> {
  const lines = createInterface({ input: child.stdout! });
  for await (const line of lines) {
    if (!line.includes("Bedel is at")) continue;
    child.stdout!.resume();
    return true;
  }
  return false;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
