import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** `ms` counts from the planned moment, so a server that holds up who asks is not forgiven for it. `placed`: it was confirmed that a room is had. */
export type Answered = { status: number | null; placed: boolean; ms: number };

type Door = { origin: string; cookie: string };

/** Asks at fixed moments, so many a second, whatever becomes of those before. */
export async function askSteadily(door: Door, wishes: readonly object[], rate: number): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const begun = performance.now() + 100;
  const all: Promise<Answered>[] = [];
  for (const [i, wish] of wishes.entries()) {
    const planned = begun + (i * 1000) / rate;
    for (let early = planned - performance.now(); early > 0; early = planned - performance.now()) await wait(early);
    all.push(ask(agent, door, wish).then((answer) => ({ ...answer, ms: performance.now() - planned })));
  }
  const answered = await Promise.all(all);
  agent.destroy();
  return answered;
}

/** So many ask one after the other, each as soon as it has its answer: how many are confirmed a second. */
export async function askAtOnce(door: Door, wishes: readonly object[], many: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: many });
  const left = [...wishes];
  const begun = performance.now();
  let placed = 0;
  const one = async (): Promise<void> => {
    for (let wish = left.pop(); wish !== undefined; wish = left.pop()) {
      const answer = await ask(agent, door, wish);
      placed += answer.placed ? 1 : 0; // not in one line: what was counted before the waiting would be written over what others counted meanwhile
    }
  };
  await Promise.all(Array.from({ length: many }, one));
  agent.destroy();
  return (placed * 1000) / (performance.now() - begun);
}

function ask(agent: Agent, { origin, cookie }: Door, wish: object): Promise<Omit<Answered, "ms">> {
  const body = JSON.stringify(wish);
  const headers = { cookie, "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((answered) => {
    const nobody = (): void => answered({ status: null, placed: false });
    const asked = request(`${origin}/api/sessions`, { method: "POST", agent, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.once("end", () => answered({ status: answer.statusCode ?? null, placed: answer.statusCode === 201 && text.includes('"state":"confirmed"') }));
      answer.once("error", nobody);
    });
    asked.once("error", nobody);
    asked.end(body);
  });
}
