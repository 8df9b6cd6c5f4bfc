import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

type Runtime = { FLAGS: string[]; FRUGAL: Record<string, string> };
const { FLAGS, FRUGAL } = (await import(new URL("../../scripts/lib/runtime.mjs", import.meta.url).href)) as Runtime;

const MAIN = new URL("../../src/main.ts", import.meta.url).pathname;
const ROOT = new URL("../../", import.meta.url).pathname;

export type Settings = Record<string, string>;

/** The real program as a process of its own, run as `npm start` does, with these settings and nothing else of ours. */
export function startProgram(
  settings: Settings,
  args: readonly string[] = [],
): { child: ChildProcess; said: () => string; complained: () => string; ended: Promise<number | null> } {
  const keep = ["PATH", "HOME", "TMPDIR", "NODE_COMPILE_CACHE"];
  const inherited = Object.fromEntries(keep.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]!]])));
  const env = { ...FRUGAL, NODE_COMPILE_CACHE: `${ROOT}.cache/compiled`, TZ: "UTC", ...inherited, ...settings };
  const child = spawn(process.execPath, [...FLAGS, MAIN, ...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  const endWithUs = (): void => void child.kill("SIGKILL"); // a test that was broken off leaves no server behind
  process.once("exit", endWithUs);
  child.once("close", () => process.removeListener("exit", endWithUs));
  let [out, err] = ["", ""];
  child.stdout.on("data", (part: Buffer) => (out += part.toString()));
  child.stderr.on("data", (part: Buffer) => (err += part.toString()));
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, said: () => out, complained: () => err, ended };
}

/** A port that nobody listens at now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

export type Life = {
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as an operator would; the exit code. */
  stop(): Promise<number | null>;
  /** What it wrote to its log. */
  complained(): string;
};

/** Starts it and waits until it says that it can be reached. */
export async function live(settings: Settings): Promise<Life> {
  const { child, said, complained, ended } = startProgram(settings);
  const up = new Promise<void>((resolve) => child.stdout!.on("data", () => said().includes("Bedel is at") && resolve()));
  await Promise.race([up, ended.then((code) => Promise.reject(new Error(`it ended with ${code} instead of starting: ${complained()}${said()}`)))]);
  return {
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    stop: async () => {
      child.kill("SIGTERM");
      return ended;
    },
    complained,
  };
}
