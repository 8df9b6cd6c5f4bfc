import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { quantile } from "../webhook-load.ts";
import { mixOf, type Kind, type Request } from "./mix.ts";

/** Asks in a process of its own, so that whoever answers has its own thread: `[origins, cookie, rate or null, connections, seconds]`, in JSON. */
export type Load = { origins: string[]; cookie: string; rate: number | null; connections: number; seconds: number };
export type Measured = {
  perSecond: number;
  failed: number;
  firstFailure: string;
  p50: number;
  p99: number;
  kinds: Record<Kind, { p50: number; p99: number; max: number }>;
};

const { origins, cookie, rate, connections, seconds } = JSON.parse(process.argv[2]!) as Load;
const agent = new Agent({ keepAlive: true, maxSockets: rate === null ? connections : 256 });
const requests = mixOf(cookie, Date.now(), Math.max(1000, (rate ?? 2000) * seconds));
const took: { kind: Kind; ms: number }[] = [];
let [failed, firstFailure, asked] = [0, "", 0];

/** `ms` counts from the planned moment, so a server that holds up who asks is not forgiven for it. */
async function once(planned: number): Promise<void> {
  const n = asked;
  asked += 1;
  const one = requests(n);
  const status = await send(origins[n % origins.length]!, one);
  if (status.startsWith("2")) took.push({ kind: one.kind, ms: performance.now() - planned });
  else {
    failed += 1;
    firstFailure ||= `${one.kind}: ${status}`;
  }
}

const send = (origin: string, one: Request): Promise<string> =>
  new Promise((answered) => {
    const headers = { ...one.headers, ...(one.method === "POST" ? { "content-length": Buffer.byteLength(one.body) } : {}) };
    const sent = request(origin + one.path, { method: one.method, agent, headers }, (answer) => {
      let text = "";
      answer.on("data", (part: Buffer) => (text += text.length < 200 ? part.toString() : ""));
      answer.once("end", () => answered(`${answer.statusCode} ${answer.statusCode! < 300 ? "" : text.slice(0, 200)}`));
      answer.once("error", (error) => answered(String(error)));
    });
    sent.once("error", (error) => answered(String(error)));
    sent.end(one.body);
  });

const begun = performance.now() + 100;
const all: Promise<void>[] = [];
if (rate === null) {
  const untilItsEnd = async (): Promise<void> => {
    while (performance.now() < begun + seconds * 1000) await once(performance.now());
  };
  for (let n = 0; n < connections; n += 1) all.push(untilItsEnd());
} else {
  for (let n = 0; n < rate * seconds; n += 1) {
    const planned = begun + (n * 1000) / rate;
    for (let early = planned - performance.now(); early > 0; early = planned - performance.now()) await wait(early);
    all.push(once(planned));
  }
}
await Promise.all(all);
const lasted = performance.now() - begun;
agent.destroy();

const tenths = (ms: number): number => Math.round(ms * 10) / 10;
const of = (kind: Kind | null): { p50: number; p99: number; max: number } => {
  const sorted = took.filter((one) => kind === null || one.kind === kind).map(({ ms }) => ms).toSorted((a, b) => a - b); // prettier-ignore
  return { p50: tenths(quantile(sorted, 0.5)), p99: tenths(quantile(sorted, 0.99)), max: tenths(sorted.at(-1) ?? 0) };
};
const { p50, p99 } = of(null);
const measured: Measured = {
  ...{ perSecond: tenths((took.length * 1000) / lasted), failed, firstFailure, p50, p99 },
  kinds: { page: of("page"), asking: of("asking"), webhook: of("webhook") },
};
console.log(JSON.stringify(measured));
