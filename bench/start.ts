import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../test/crash/server.ts";
import { tell } from "./result.ts";

/** How long `npm start` takes and what an idle server weighs, with the embedded database and the example institution. Linux only: it reads /proc. */
const MOST = { firstStartSeconds: 150, laterStartSeconds: 3, idleMegabytes: 300 };
const IDLE_AFTER_MS = 60_000;
const LATER_STARTS = 3;

type Started = { child: ChildProcess; seconds: number };

async function start(settings: Record<string, string>): Promise<Started> {
  const begun = performance.now();
  const child = spawn(process.execPath, ["scripts/start.mjs"], { env: { ...process.env, ...settings }, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  await new Promise<void>((up, ended) => {
    child.stdout!.on("data", (part: Buffer) => (said += part.toString()).includes("Bedel is at") && up());
    child.once("exit", (code) => ended(new Error(`it ended with ${code}: ${said}`)));
  });
  return { child, seconds: round((performance.now() - begun) / 1000) };
}

async function stop({ child }: Started): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** Resident memory of the server itself, the child of the program that sets things up; a megabyte is a million bytes. */
function megabytesOf(pid: number): number {
  const tasks = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" "));
  const server = tasks.find((one) => one !== "");
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server}/status`, "utf8"))![1];
  return round((Number(kilobytes) * 1024) / 1_000_000);
}

const round = (figure: number): number => Math.round(figure * 10) / 10;
const middle = (figures: readonly number[]): number => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]!;

const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
try {
  const settings = { PORT: String(await freePort()), BEDEL_DATA: join(folder, "data") };
  const first = await start(settings);
  await wait(IDLE_AFTER_MS);
  const idleAfterFirst = megabytesOf(first.child.pid!);
  await stop(first);
  const later: number[] = [];
  let idleAfterLater = 0;
  for (let i = 0; i < LATER_STARTS; i += 1) {
    const again = await start(settings);
    later.push(again.seconds);
    if (i === LATER_STARTS - 1) await wait(IDLE_AFTER_MS);
    idleAfterLater = megabytesOf(again.child.pid!);
    await stop(again);
  }
  const figures = { firstStartSeconds: first.seconds, laterStartSeconds: middle(later), idleMegabytes: Math.max(idleAfterFirst, idleAfterLater) };
  const missed = Object.entries(MOST).filter(([name, most]) => figures[name as keyof typeof MOST] > most);
  const whole = { ...figures, idleAfterFirst, idleAfterLater, most: MOST };
  tell({ name: "start", figures: whole, peer: null, ratio: null, growth: null, missed: missed.map(([name]) => name) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
