import { setTimeout as wait } from "node:timers/promises";
import { pick, type Random } from "../../src/lib/random.ts";
import type { House, Server } from "./house.ts";
import type { Watch } from "./taking-over.ts";

export type Postgres = { url: string; stop(): Promise<void>; restart(signal: "SIGINT" | "SIGQUIT"): Promise<void> };
export type Counts = { kills: number; cuts: number; restarts: number; refusedToStart: number };
type Stage = { house: House; postgres: Postgres; random: Random; watch: Watch; counts: Counts; goesOn: () => boolean; tell: (line: string) => void };

/** From one to the next, in milliseconds of the machine's time: half as much to half as much again. */
const EVERY = { kill: 5000, cut: 7000, restart: 45_000, slowness: 2000 };
const KILLS_AT_ONCE = 2;

async function again({ random, goesOn }: Stage, every: number, work: () => Promise<void>): Promise<void> {
  while (goesOn()) {
    await wait(every * (0.5 + random.unit()));
    if (goesOn()) await work();
  }
}

/** Everything that goes wrong, each at its own pace, until it is over. At least one process is left alone at any moment. */
export const troubles = (stage: Stage): Promise<unknown> =>
  Promise.all([
    again(stage, EVERY.kill, () => killOne(stage)),
    again(stage, EVERY.cut, () => cut(stage)),
    again(stage, EVERY.restart, () => restart(stage)),
    again(stage, EVERY.slowness, () => beSlow(stage)),
  ]);

/** Rather one that has something in hand: that is what must not be lost. */
async function killOne(stage: Stage): Promise<void> {
  const { house, random, watch, counts, tell } = stage;
  const alive = house.servers.filter(({ life }) => life !== null);
  if (alive.length <= house.servers.length - KILLS_AT_ONCE) return;
  const busy = await watch.busy().catch((): string[] => []);
  const server = alive.find(({ id }) => id !== null && busy.includes(id)) ?? pick(random, alive);
  const { id } = server;
  await house.kill(server);
  counts.kills += 1;
  const had = id === null ? 0 : await watch.died(id).catch(() => 0);
  tell(`killed ${server.port}, which had ${had} in hand`);
  await beginAgain(stage, server);
}

/** As a service manager does: one that finds no database when it starts is started anew. */
export async function beginAgain({ house, counts, tell }: Pick<Stage, "house" | "counts" | "tell">, server: Server): Promise<void> {
  for (;;) {
    try {
      return await house.begin(server);
    } catch (error) {
      counts.refusedToStart += 1;
      tell(`${server.port} did not start: ${String(error).slice(0, 300)}`);
      await wait(500);
    }
  }
}

async function cut({ house, random, counts, tell }: Stage): Promise<void> {
  counts.cuts += 1;
  if (random.unit() < 0.7) return tell(`cut ${house.line.cut()} connections`);
  tell(`cut ${house.line.down()} connections, and let nobody through`);
  await wait(random.unit() * 4000);
  house.line.up();
}

/** In good order, or as if its machine had lost its power. */
async function restart({ postgres, random, counts, tell }: Stage): Promise<void> {
  const how = pick(random, ["SIGINT", "SIGQUIT"] as const);
  await postgres.restart(how);
  counts.restarts += 1;
  tell(`PostgreSQL was restarted (${how})`);
}

/** Somebody always waits for Zoom or the mail server: so a killed process has something in hand. */
async function beSlow({ house, random }: Stage): Promise<void> {
  const match = pick(random, ["*", "POST /users/:id/meetings", "PATCH /meetings/:id", "PUT /users/:id/password", "PUT /meetings/:id/status"]);
  const how = pick(random, ["slow", "obey, slowly", "obey, then hang up", "503"] as const);
  await house.zoom("faults", { kind: "next", match, do: how, times: 3, seconds: 3 + Math.floor(random.unit() * 5) });
  const isBadDay = random.unit() < 0.3;
  house.mailbox.treat(() => (isBadDay && random.unit() < 0.3 ? "take, then hang up" : "take"));
}

/** Faults are mended, and every process runs. */
export async function calmDown({ house, counts, tell }: Pick<Stage, "house" | "counts" | "tell">): Promise<void> {
  house.line.up();
  house.mailbox.treat(() => "take");
  await house.zoom("faults", { kind: "clear" });
  for (const server of house.servers) if (server.life === null) await beginAgain({ house, counts, tell }, server);
}
