import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { place } from "./places.mjs";
import { endAll } from "./processes.mjs";
import { say } from "./say.mjs";

const LOCK = place(".cache/set-up-under-way");

/** One set-up at a time in this folder: two that install into it at once would leave it in pieces. A killed one's lock counts for nothing. */
export async function alone(work) {
  mkdirSync(place(".cache"), { recursive: true });
  for (let told = false; !taken(); told = true) {
    if (!told) say("Another set-up is under way in this folder; waiting for it…");
    await pause(200);
  }
  const leave = (signal) => {
    endAll("SIGTERM");
    rmSync(LOCK, { force: true });
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.on("SIGINT", leave).on("SIGTERM", leave);
  try {
    return await work();
  } finally {
    process.off("SIGINT", leave).off("SIGTERM", leave);
    rmSync(LOCK, { force: true });
  }
}

/** The tool that works for us may outlive us, so it holds the lock as well. */
export const holdsLock = (child) => writeFileSync(LOCK, `${process.pid} ${child.pid}`);

function taken() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!holders().some(isAlive)) rmSync(LOCK, { force: true });
    return false;
  }
}

function holders() {
  try {
    return readFileSync(LOCK, "utf8").split(" ").map(Number);
  } catch {
    return [];
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
