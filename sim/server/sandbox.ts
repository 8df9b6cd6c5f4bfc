import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { freePort } from "../../test/crash/server.ts";

const SANDBOX = new URL("../../sandbox/main.ts", import.meta.url).pathname;

/** The sandbox as a process of its own, for several processes of Bedel. `webhook`: where it tells what happens. */
export async function startSandbox(webhook: { url: string; secret: string } | null = null): Promise<{ base: string; stop(): Promise<void> }> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const told = webhook === null ? [] : ["--webhook", webhook.url, "--webhook-secret", webhook.secret];
  const args = ["--disable-warning=ExperimentalWarning", SANDBOX, "--port", String(port), "--base-url", base, "--random", "7", ...told];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.on("exit", endWithUs);
  for await (const line of createInterface({ input: child.stdout })) if (line.includes("pages")) break;
  child.stdout.resume();
  const stop = async (): Promise<void> => {
    process.off("exit", endWithUs);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { base, stop };
}
