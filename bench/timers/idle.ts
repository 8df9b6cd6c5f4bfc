import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { sql, type Database } from "../../src/platform/database.ts";
import { startProgram, type Settings } from "../../test/crash/server.ts";

const SETTLES_MS = 20_000;

/** What part of a core the server takes, in percent, and what its connections take in PostgreSQL, while nothing is due and nobody asks. Linux only. */
export async function idleCost(settings: Settings, db: Database, seconds: number): Promise<{ server: number; postgres: number }> {
  const { child, said, complained, ended } = startProgram(settings);
  try {
    while (!said().includes("Bedel is at")) {
      if (child.exitCode !== null) throw new Error(complained());
      await wait(50);
    }
    await wait(SETTLES_MS);
    const backends = await db.list(
      (r) => r["pid"] as number,
      sql`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const took = (): [number, number[]] => [cpuMs(child.pid!), backends.map((pid) => cpuMs(pid))];
    const [before, begun] = [took(), performance.now()];
    await wait(seconds * 1000);
    const [after, lasted] = [took(), performance.now() - begun];
    const percent = (ms: number): number => Math.round((ms / lasted) * 10_000) / 100;
    const ofBackends = after[1].map((ms, i) => Math.max(0, ms - before[1][i]!)); // one that ended meanwhile can't be asked any more
    return { server: percent(after[0] - before[0]), postgres: percent(ofBackends.reduce((sum, ms) => sum + ms, 0)) };
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}

/** What all threads of a process have taken of the processors; none once it has ended. */
function cpuMs(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`).map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8"));
    return threads.reduce((sum, line) => sum + Number(line.split(" ")[0]) / 1e6, 0);
  } catch {
    return 0;
  }
}
