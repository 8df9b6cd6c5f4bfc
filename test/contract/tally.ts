import type { Exchange } from "../../sandbox/recording.ts";
import { checkAnswer } from "./answer.ts";
import { openLedger, type Ledger, type Part, type Tables } from "./ledger.ts";
import { operationFor, type Published } from "./published.ts";
import { checkRequest } from "./request.ts";
import { checkWebhook, eventIn } from "./webhook.ts";

export type Report = ReturnType<Ledger["close"]> & {
  operationsUsed: string[];
  operationsNotInSpec: string[];
  /** What Bedel's client can ask, and was not granted once: nothing is known about it. */
  operationsNotUsed: string[];
};
/** `own` is what Zoom publishes elsewhere. */
export type Contracts = { published: Published; own: Published };

/** Everything that was recorded, held against the contract; `client` is what can be asked. */
export function tally(
  exchanges: Iterable<Exchange>,
  { published, own }: Contracts,
  tables: Tables,
  client: readonly { method: string; path: string }[] = [],
): Report {
  const all: Published = { operations: [...published.operations, ...own.operations], events: new Map([...published.events, ...own.events]) };
  const ledger = openLedger(tables);
  const [used, granted] = [new Set<string>(), new Set<string>()];
  for (const exchange of exchanges) {
    const name = exchange.is === "webhook" ? noteWebhook(ledger, all, exchange) : noteCall(ledger, all, exchange);
    if (exchange.is === "call" || own.events.has(name)) used.add(name);
    if ((exchange.answer?.status ?? 500) < 300) granted.add(name);
  }
  const names = new Set(published.operations.map(({ name }) => name));
  const sorted = [...used].toSorted();
  const wanted = client.map(({ method, path }) => operationFor(all, method, `/v2${path}`)?.name ?? `${method} ${path}`);
  return {
    ...ledger.close(),
    operationsUsed: sorted.filter((name) => names.has(name)),
    operationsNotInSpec: sorted.filter((name) => !names.has(name)),
    operationsNotUsed: wanted.filter((name) => !granted.has(name)),
  };
}

const STRANGER = { wrong: ["is not in the contract"], missing: [] };

function noteWebhook(ledger: Ledger, { events }: Published, exchange: Exchange): string {
  const event = eventIn(exchange.asked.body);
  const schema = events.get(event);
  ledger.note("webhooks", event, schema === undefined ? STRANGER : checkWebhook(schema, exchange), true);
  return event;
}

/** A call whose line was cut had a request and no answer. */
function noteCall(ledger: Ledger, all: Published, exchange: Exchange): string {
  const { method, path, answer } = exchange;
  const address = path.split("?")[0]!;
  const operation = operationFor(all, method, address);
  const name = operation?.name ?? `${method} ${address}`;
  ledger.note("requests", name, operation === null ? STRANGER : { wrong: checkRequest(operation, exchange), missing: [] }, false);
  if (operation !== null && answer !== null) ledger.note("responses", name, checkAnswer(operation, answer), answer.status < 300);
  return name;
}

/** Nothing checked proves nothing. */
export const isKept = (report: Report): boolean =>
  partsOf(report).every(({ checked, failing }) => checked > 0 && failing.length === 0) && report.operationsNotUsed.length === 0;
export const partsOf = ({ requests, responses, webhooks }: Report): Part[] => [requests, responses, webhooks];
