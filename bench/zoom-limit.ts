import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { tell } from "./result.ts";
import { openHouse } from "./zoom-limit/house.ts";
import { naiveClient } from "./zoom-limit/naive.ts";
import { openZoom, type Limiter, type Zoom } from "./zoom-limit/zoom.ts";

/**
 * How near Bedel comes to what Zoom's limits allow, through worker, outbox and client as they are: so many sessions due at once, the share
 * for other apps set to nothing. The least time is that of the calls without which it can't be done, by the label that needs longest.
 */
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    limiter: { type: "string" },
    processes: { type: "string" },
    sessions: { type: "string", default: "5000" },
    naive: { type: "boolean", default: true },
  },
  allowNegative: true,
});
const SESSIONS = Number(values.sessions);
const HOSTS = 100;
const A_SECOND = { light: 80, medium: 60 };
const LEAST_SECONDS = Math.max(SESSIONS / A_SECOND.light, HOSTS / A_SECOND.medium);
const DUE_IN_MS = 2000;
const GIVES_UP_AFTER_SECONDS = LEAST_SECONDS * 4;

/** What is promised: at least this ratio, and at most so many refusals of a thousand calls. */
const PROMISED: Record<Limiter, { ratio: number; refusedInThousand: number }> = {
  "fixed window": { ratio: 0.95, refusedInThousand: 0 },
  "token bucket": { ratio: 0.95, refusedInThousand: 0 },
  "sliding log": { ratio: 0.85, refusedInThousand: 1 },
};

type Run = {
  limiter: Limiter;
  processes: number;
  leastSeconds: number;
  /** From being due to the last meeting, and to the first. */
  takenSeconds: number;
  firstAfterSeconds: number;
  ratio: number;
  http429: number;
  meetings: number;
  callsPerSession: number;
  cpuMsPerSession: number;
  kept: boolean;
  calls: Record<string, number>;
  complaints?: string;
};

const note = (line: string): void => void process.stderr.write(`${line}\n`);

const postgres = (await import(new URL("../scripts/lib/postgres.mjs", import.meta.url).href)) as {
  findPostgres(): Promise<{ url: string; stop(): Promise<void> }>;
};
const cluster = await postgres.findPostgres();
const runs: Run[] = [];
let naive: object | null = null;
try {
  for (const limiter of Object.keys(PROMISED) as Limiter[]) {
    if (values.limiter !== undefined && values.limiter !== limiter) continue;
    for (const processes of [1, 4]) {
      if (values.processes !== undefined && Number(values.processes) !== processes) continue;
      runs.push(await measured(limiter, processes));
      note(shown(runs.at(-1)!));
    }
  }
  if (values.naive) {
    naive = await naiveRun("fixed window");
    note(`naive client: ${JSON.stringify(naive)}`);
  }
} finally {
  await cluster.stop();
}

const figures = {
  sessions: SESSIONS,
  hosts: HOSTS,
  ratio: Math.min(...runs.filter((run) => run.limiter !== "sliding log").map((run) => run.ratio)),
  http429: runs.filter((run) => run.limiter !== "sliding log").reduce((sum, run) => sum + run.http429, 0),
  meetings: Math.min(...runs.map((run) => run.meetings)),
  callsPerSession: Math.max(...runs.map((run) => run.callsPerSession)),
  runs,
  promised: PROMISED,
};
const missed = runs.filter((run) => !run.kept).map((run) => `${run.limiter}, ${run.processes} process(es)`);
tell({ name: "zoom-limit", figures, peer: { leastSeconds: LEAST_SECONDS, naive }, ratio: figures.ratio, growth: null, missed });

async function measured(limiter: Limiter, processes: number): Promise<Run> {
  const database = await freshDatabase(`bedel_bench_${limiter.replace(" ", "_")}_${processes}`);
  const zoom = await openZoom(limiter, HOSTS);
  const house = await openHouse({ databaseUrl: database, zoomBase: zoom.base, processes, sessions: SESSIONS, hosts: HOSTS });
  try {
    const before = new Map(zoom.calls);
    const cpuBefore = house.cpuSeconds();
    const refusedBefore = zoom.refused();
    const dueAt = performance.now() + DUE_IN_MS;
    await house.letThemBeDue(DUE_IN_MS);
    await until(() => zoom.meetings() >= SESSIONS, GIVES_UP_AFTER_SECONDS);
    const takenSeconds = ((zoom.madeAt.at(-1) ?? 0) - dueAt) / 1000;
    await wait(2000); // what comes after the last one counts as well
    const calls = Object.fromEntries([...zoom.calls].map(([what, many]) => [what, many - (before.get(what) ?? 0)] as const).filter(([, many]) => many > 0));
    const http429 = zoom.refused() - refusedBefore;
    const all = Object.values(calls).reduce((sum, many) => sum + many, 0);
    const ratio = LEAST_SECONDS / takenSeconds;
    const promised = PROMISED[limiter];
    const kept = ratio >= promised.ratio && http429 <= (all * promised.refusedInThousand) / 1000 && zoom.meetings() === SESSIONS;
    const complaints = house.complaints();
    return {
      limiter,
      processes,
      leastSeconds: rounded(LEAST_SECONDS),
      takenSeconds: rounded(takenSeconds),
      firstAfterSeconds: rounded(((zoom.madeAt[0] ?? 0) - dueAt) / 1000),
      ratio: rounded(ratio),
      http429,
      meetings: zoom.meetings(),
      callsPerSession: rounded(all / SESSIONS),
      cpuMsPerSession: rounded(((house.cpuSeconds() - cpuBefore) * 1000) / SESSIONS),
      kept,
      calls,
      ...(complaints === "" ? {} : { complaints: complaints.slice(0, 2000) }),
    };
  } finally {
    await house.close();
    zoom.close();
  }
}

async function naiveRun(limiter: Limiter): Promise<object> {
  const zoom: Zoom = await openZoom(limiter, HOSTS);
  try {
    const takenSeconds = await naiveClient(zoom, SESSIONS, HOSTS);
    return { limiter, takenSeconds: rounded(takenSeconds), ratio: rounded(LEAST_SECONDS / takenSeconds), http429: zoom.refused(), meetings: zoom.meetings() };
  } finally {
    zoom.close();
  }
}

async function freshDatabase(name: string): Promise<string> {
  const client = new pg.Client(cluster.url);
  await client.connect();
  await client.query(`drop database if exists ${name}`);
  await client.query(`create database ${name}`);
  await client.end();
  const address = new URL(cluster.url);
  address.pathname = `/${name}`;
  return address.href;
}

async function until(isSo: () => boolean, seconds: number): Promise<void> {
  const giveUpAt = performance.now() + seconds * 1000;
  while (!isSo() && performance.now() < giveUpAt) await wait(20);
}

function rounded(figure: number): number {
  return Math.round(figure * 1000) / 1000;
}

function shown(run: Run): string {
  return `${run.kept ? "kept" : "MISSED"}  ${run.limiter}, ${run.processes} process(es): ratio ${run.ratio}, ${run.takenSeconds} s of at least ${run.leastSeconds}, ${run.http429} refused, ${run.meetings} meetings, ${run.callsPerSession} calls and ${run.cpuMsPerSession} ms of processor a session`;
}
