import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openZoom } from "./report/zoom.ts";
import { openBare, openServers, underLoad, type Servers } from "./scale/house.ts";
import type { Measured } from "./scale/load.ts";
import { ownDatabase } from "./timers/database.ts";

/**
 * What one, two and four processes on one PostgreSQL answer: as much as they can, and three hundred requests a second, of which five in ten are what pages ask, one asks for a session,
 * four are webhooks. All of it, who asks and the database too, on the cores of this machine. Beside it a bare server of Node's that asks the same database for nothing.
 */
const MOST = { p99: 100 };
const CONNECTIONS = 32;

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: "boolean" }, // it never says anything else
    rate: { type: "string", default: "300" },
    seconds: { type: "string", default: "15" },
    processes: { type: "string", default: "1,2,4" },
  },
});
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];

/** Steadily first, when little is stored yet; one moment before it counts everything has been asked once. */
async function measured(servers: Servers): Promise<{ steadily: Measured; most: Measured }> {
  await underLoad(servers, { rate: 50, connections: 0, seconds: 3 });
  const steadily = await underLoad(servers, { rate, connections: 0, seconds });
  const most = await underLoad(servers, { rate: null, connections: CONNECTIONS, seconds });
  await servers.stop();
  return { steadily, most };
}

const folder = mkdtempSync(join(tmpdir(), "bedel-bench-"));
const base = await ownDatabase(`bedel_bench_scale_${process.pid}`);
const zoom = await openZoom();
try {
  const figures: Record<string, { steadily: Measured; most: Measured }> = {};
  const numbers = values.processes.split(",").map(Number);
  for (const many of numbers) figures[`${many}`] = await measured(await openServers({ folder, databaseUrl: base.address, zoomBase: zoom.base }, many));
  const bare = await measured(await openBare(base.address));
  const missed = numbers.flatMap((many) => {
    const { steadily, most } = figures[`${many}`]!;
    const slow = Object.entries(steadily.kinds).filter(([, { p99 }]) => p99 > MOST.p99);
    return [...slow.map(([kind]) => `${kind} with ${many}`), ...(steadily.failed + most.failed > 0 ? [`failed with ${many}`] : [])];
  });
  const throughput = (many: number): number => figures[`${many}`]!.most.perSecond;
  const growth = Object.fromEntries(numbers.map((many) => [`processes${many}`, Math.round((100 * throughput(many)) / throughput(numbers[0]!)) / 100]));
  const ratio = Math.round((1000 * throughput(numbers[0]!)) / bare.most.perSecond) / 1000;
  console.log(JSON.stringify({ name: "scale", figures: { rate, cores: cpus().length, ...figures, limit: MOST }, peer: { bare }, ratio, growth, missed }));
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  zoom.close();
  await base.close();
  rmSync(folder, { recursive: true, force: true });
}
