import { z } from "zod";
import { instant, isInOurTimes, type Instant } from "../../src/lib/time.ts";
import { created, ok, type Answer } from "../answer.ts";
import { rowOf } from "../call.ts";
import { NEXT_FAULTS, type Fault } from "./fault.ts";
import { read } from "../reading.ts";
import { defaultAccount } from "../university.ts";
import { account, changeAccount, count, utcDay, type World } from "../world.ts";

type Body = Record<string, unknown>;

export const problem = (message: string): Answer => ({ status: 400, body: { error: message } });

/** ISO 8601, or milliseconds. */
export function momentFrom(given: unknown): Instant | null {
  try {
    const moment = typeof given === "number" ? given : instant(String(given));
    return isInOurTimes(moment) ? moment : null;
  } catch {
    return null;
  }
}

const moment = z.unknown().transform((given, context): Instant => {
  const at = momentFrom(given);
  if (at === null) context.addIssue("a moment is needed (ISO 8601)");
  return at ?? (0 as Instant);
});
const lasting = z.coerce.number().min(0);
const chanceOf = z.coerce.number().min(0).max(1).default(0);

const outage = z.object({ from: moment, to: moment });
const next = z.object({
  match: z.string().min(1),
  do: z.enum(NEXT_FAULTS),
  times: z.coerce.number().int().min(1).default(1),
  status: z.coerce.number().int().min(200).max(599).nullish().default(null),
  body: z.unknown().default(null),
  seconds: lasting.default(5),
  limit: z.enum(["second", "day", "host day"]).optional(),
  headers: z.enum(["sparse", "rich"]).optional(),
  settings: z.array(z.string().min(1)).optional(),
});
const chaos = z.object({ drop: chanceOf, dup: chanceOf, reorder: chanceOf, delaySeconds: lasting.default(0) });

function keep(world: World, fault: Fault): Answer {
  const id = String(count(world, "faults"));
  return created(world.faults.put(id, { ...fault, id }));
}

function orderNext(world: World, fault: z.infer<typeof next>): Answer {
  if (fault.do === "redirect" && world.options.regionalBaseUrl === undefined) return problem("there is no regional address to be sent to (regionalBaseUrl)");
  if (fault.do === "drop settings" && (fault.settings ?? []).length === 0) return problem('"settings" must name what is to be dropped');
  const { limit, headers, settings, ...rest } = fault;
  const more = { ...(limit && { limit }), ...(headers && { headers }), ...(settings && { settings }) };
  return keep(world, { ...rest, status: rest.status ?? null, ...more, id: "", kind: "next" });
}

/** The tokens of an app die before their time, as when it is switched off or its secret exchanged; of all apps where none is named. */
function revoke(world: World, clientId: string | undefined): Answer {
  const dead = [...world.tokens.all()].filter((token) => clientId === undefined || token.clientId === clientId);
  for (const token of dead) world.tokens.drop(token.value);
  return ok({ revoked: dead.length });
}

function clear(world: World): Answer {
  for (const fault of world.faults.all()) world.faults.drop(fault.id);
  world.chaos.drop("one");
  changeAccount(world, { listLagSeconds: defaultAccount().account.listLagSeconds, clockSkewSeconds: 0 });
  return ok({ cleared: true });
}

/** Other programs of the account have made or changed so many meetings of this host today. */
const hostDay = z.object({ hostId: z.string().min(1), changes: z.int().min(1) });
const spend = (world: World, { hostId, changes }: z.infer<typeof hostDay>): Answer =>
  ok({ changes: count(world, `host ${hostId} ${utcDay(world.at)}`, changes) });

type Order = (world: World, body: Body) => Answer;

function reading<T>(shape: z.ZodType<T>, obey: (world: World, order: T) => Answer): Order {
  return (world, body) => {
    const order = read(shape, body);
    return order.ok ? obey(world, order.value) : problem(order.problem);
  };
}

const ORDERS: Record<string, Order> = {
  outage: reading(outage, (world, { from, to }) => keep(world, { id: "", kind: "outage", from, to })),
  next: reading(next, orderNext),
  webhooks: reading(chaos, (world, given) => ok(world.chaos.put("one", given))),
  lag: reading(z.object({ seconds: lasting.default(2) }), (world, { seconds }) =>
    ok({ listLagSeconds: changeAccount(world, { listLagSeconds: seconds }).listLagSeconds }),
  ),
  skew: reading(z.object({ seconds: z.coerce.number() }), (world, { seconds }) =>
    ok({ clockSkewSeconds: changeAccount(world, { clockSkewSeconds: seconds }).clockSkewSeconds }),
  ),
  revoke: reading(z.object({ clientId: z.string().optional() }), (world, { clientId }) => revoke(world, clientId)),
  "host day": reading(hostDay, spend),
  clear,
};

/** POST /control/faults: what fate is to do. Refuses with a sentence what makes no sense. */
export const orderFault = (world: World, body: Body): Answer =>
  rowOf(ORDERS, String(body["kind"]))?.(world, body) ?? problem(`kind is one of: ${Object.keys(ORDERS).join(", ")}`);

export function orderedFaults(world: World): Answer {
  const { listLagSeconds, clockSkewSeconds } = account(world);
  return ok({ faults: [...world.faults.all()], webhooks: world.chaos.get("one") ?? null, listLagSeconds, clockSkewSeconds });
}
