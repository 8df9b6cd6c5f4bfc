import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** `ms` counts from the planned moment, so a server that holds up who asks is not forgiven for it. Null: nobody answered. */
export type Asked = { status: number | null; ms: number };

/** Asks for these at fixed moments, so many a second, whatever becomes of those before. */
export async function askSteadily(origin: string, paths: readonly string[], rate: number): Promise<Asked[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const begun = performance.now() + 100;
  const all: Promise<Asked>[] = [];
  for (const [i, path] of paths.entries()) {
    const planned = begun + (i * 1000) / rate;
    for (let early = planned - performance.now(); early > 0; early = planned - performance.now()) await wait(early);
    all.push(ask(agent, `${origin}${path}`).then((status) => ({ status, ms: performance.now() - planned })));
  }
  const asked = await Promise.all(all);
  agent.destroy();
  return asked;
}

const ask = (agent: Agent, url: string): Promise<number | null> =>
  new Promise((answered) => {
    const asked = request(url, { agent }, (answer) => {
      answer.resume();
      answer.once("end", () => answered(answer.statusCode ?? null));
      answer.once("error", () => answered(null));
    });
    asked.once("error", () => answered(null));
    asked.end();
  });
