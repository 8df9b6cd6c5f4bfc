import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const PROGRAM = resolve(import.meta.dirname, "../../../src/main.ts");
const QUIETLY = ["--disable-warning=ExperimentalWarning"];
/** A worker that is killed leaves no server behind. */
const ENDS_WITH_US = resolve(import.meta.dirname, "../../../sim/server/ends-with-parent.ts");

export type Server = {
  origin: string;
  folder: string;
  /** What stands in its terminal. */
  terminal(): string;
  stop(): Promise<void>;
};

/** A Monday in Madrid, half past eight in the morning, far from any change of clocks. */
const MORNING = "2027-03-01T07:30:00Z";

/**
 * Bedel as people run it: another process with a data folder of its own, people, rooms and nothing asked for. Its clock stands still until
 * it is moved. Begun on a copy of an institution it is up much sooner than on an empty folder.
 */
export async function startServer(copyOf: string | null, settings: Record<string, string> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "bedel-screens-"));
  if (copyOf !== null) cpSync(copyOf, folder, { recursive: true });
  for (;;) {
    const begun = begin(folder, await freePort(), settings);
    if (await begun.isUp()) return { origin: begun.origin, folder, terminal: begun.terminal, stop: begun.stop };
    await begun.stop();
    // A port that was free a moment ago may have gone to somebody's browser meanwhile.
    if (/EADDRINUSE|is in use/.test(begun.said())) continue;
    forget(folder);
    throw new Error(`the server did not start:\n${begun.said()}`);
  }
}

type Begun = { origin: string; said(): string; terminal(): string; isUp(): Promise<boolean>; stop(): Promise<void> };

function begin(folder: string, port: number, settings: Record<string, string>): Begun {
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    PORT: String(port),
    HOST: "127.0.0.1",
    BEDEL_ADDRESS: origin,
    BEDEL_DATA: folder,
    BEDEL_EXAMPLE: "nothing",
    BEDEL_EXAMPLE_BEGINS: MORNING,
    BEDEL_RECORD: process.env["BEDEL_RECORD"],
    ...settings,
  };
  const child = spawn(process.execPath, [...QUIETLY, "--import", ENDS_WITH_US, PROGRAM, "serve"], { env, stdio: ["pipe", "pipe", "pipe"] });
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.on("exit", endWithUs);
  let said = "";
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  const stop = async (): Promise<void> => {
    process.off("exit", endWithUs);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  let lines = "";
  const isUp = (): Promise<boolean> => listens(child, (line) => (lines += `${line}\n`));
  return { origin, said: () => said, terminal: () => lines, isUp, stop };
}

export const forget = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** It says where it is once it listens. */
function listens(child: ChildProcess, read: (line: string) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: child.stdout! });
    lines.on("line", (line) => {
      read(line);
      if (line.includes("Bedel is at")) resolve(true);
    });
    lines.on("close", () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
