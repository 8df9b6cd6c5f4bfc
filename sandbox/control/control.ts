import { instant, iso, type Instant } from "../../src/lib/time.ts";
import { created, ok, type Answer } from "../answer.ts";
import { act, isAct } from "../live/acts.ts";
import { list, record, text } from "../call.ts";
import type { Account, Fault, NextFault } from "../account.ts";
import { signsIn } from "../users/passwords.ts";
import { account, changeAccount, count, counted, type World } from "../world.ts";
import { letVisitorsCome, planAct } from "../live/visitors.ts";
import { renewSubscription, subscription } from "../webhooks/webhooks.ts";
import { stateOf } from "./state.ts";

type Body = Record<string, unknown>;
type Control = (world: World, body: Body) => Answer;

const problem = (message: string): Answer => ({ status: 400, body: { error: message } });
const done = (outcome: Record<string, unknown>): Answer => ({ status: outcome["ok"] === true ? 200 : 409, body: outcome });

/** Whether these would open the account; nobody notices. */
const signIn: Control = (world, body) => ok({ ok: signsIn(world, text(body["email"]) ?? "", text(body["password"]) ?? "") !== null });

function plan(world: World, given: unknown): Answer {
  const rows = (Array.isArray(given) ? given : list(record(given)["plan"])).map(record);
  const ids: string[] = [];
  for (const { at, do: what, ...how } of rows) {
    const moment = momentFrom(at);
    if (moment === null || !isAct(String(what)))
      return problem(`each planned action needs "at" (ISO 8601) and "do" (start, join, leave, admit, end); got ${JSON.stringify({ at, do: what })}`);
    const { visitor: _, ...asked } = how;
    ids.push(planAct(world, moment, String(what), asked));
  }
  return created({ ids });
}

function momentFrom(given: unknown): Instant | null {
  if (typeof given === "number") return given as Instant;
  try {
    return instant(String(given));
  } catch {
    return null;
  }
}

const planned = (world: World): Answer =>
  ok({
    plan: [...world.planned.all()].map(({ id, at, do: what, with: how, outcome, doneAt }) => ({
      id,
      at: iso(at),
      do: what,
      ...how,
      outcome,
      doneAt: doneAt === null ? null : iso(doneAt),
    })),
  });

const NEXT: NextFault[] = ["refuse", "obey, then hang up", "hang up", "slow", "obey, slowly", "429", "503", "ignore"];

const FAULTS: Record<string, Control> = {
  outage: (world, body) => {
    const [from, to] = [momentFrom(body["from"]), momentFrom(body["to"])];
    return from === null || to === null ? problem("an outage needs from and to") : keep(world, { id: "", kind: "outage", from, to });
  },
  next: (world, body) => {
    const what = NEXT.find((name) => name === String(body["do"]));
    if (what === undefined || text(body["match"]) === null) return problem(`a fault of the next calls needs "match" and "do", one of: ${NEXT.join("; ")}`);
    const status = typeof body["status"] === "number" ? body["status"] : null;
    return keep(world, {
      id: "",
      kind: "next",
      match: text(body["match"])!,
      do: what,
      times: Number(body["times"] ?? 1),
      status,
      body: body["body"] ?? null,
      seconds: Number(body["seconds"] ?? 5),
    });
  },
  webhooks: (world, body) => {
    const part = (name: string): number => Math.max(0, Number(body[name] ?? 0));
    return ok(world.chaos.put("one", { drop: part("drop"), dup: part("dup"), reorder: part("reorder"), delaySeconds: part("delaySeconds") }));
  },
  lag: (world, body) => ok({ listLagSeconds: changeAccount(world, { listLagSeconds: Number(body["seconds"] ?? 2) }).listLagSeconds }),
  clear: (world) => {
    for (const fault of world.faults.all()) world.faults.drop(fault.id);
    world.chaos.drop("one");
    changeAccount(world, { listLagSeconds: 2 });
    return ok({ cleared: true });
  },
};

function keep(world: World, fault: Fault): Answer {
  const id = String(count(world, "faults"));
  return created(world.faults.put(id, { ...fault, id }));
}

const KNOBS: (keyof Account)[] = [
  "plan", "concurrentMeetings", "passwordChangesADay", "passwordPolicy", "liveTokens", "listLagSeconds", "listsLagBehind",
  "reportDelayMinutes", "reportCompleteMinutes", "limitHeaders", "endOfIdle",
]; // prettier-ignore

function knobs(world: World, body: Body): Answer {
  const unknown = Object.keys(body).filter((name) => !KNOBS.includes(name as keyof Account));
  if (unknown.length > 0) return problem(`unknown: ${unknown.join(", ")}; known: ${KNOBS.join(", ")}`);
  return ok(changeAccount(world, body as Partial<Account>));
}

/** Changes a user behind Zoom's back, as an administrator at Zoom's own pages would. */
function user(world: World, body: Body): Answer {
  const known = world.users.get(text(body["id"]) ?? "");
  return known === undefined ? problem("no such user id") : ok(world.users.put(known.id, { ...known, ...record(body["set"]) }));
}

const CONTROLS: Record<string, Control> = {
  "POST /control/sign-in": signIn,
  "POST /control/start": (world, { visitor: _, ...body }) => done(act(world, "start", body)),
  "POST /control/join": (world, body) => done(act(world, "join", body)),
  "POST /control/leave": (world, body) => done(act(world, "leave", body)),
  "POST /control/admit": (world, body) => done(act(world, "admit", body)),
  "POST /control/end": (world, body) => done(act(world, "end", body)),
  "GET /control/plan": planned,
  "POST /control/faults": (world, body) => FAULTS[String(body["kind"])]?.(world, body) ?? problem(`kind is one of: ${Object.keys(FAULTS).join(", ")}`),
  "GET /control/faults": (world) => ok({ faults: [...world.faults.all()], webhooks: world.chaos.get("one") ?? null }),
  "GET /control/state": (world) => ok(stateOf(world)),
  "GET /control/calls": (world) => ok({ total: counted(world, "calls"), calls: world.calls }),
  "GET /control/webhooks": (world) => ok({ subscription: subscription(world), deliveries: [...world.deliveries.all()] }),
  "POST /control/webhooks": (world) => ok({ subscription: renewSubscription(world) }),
  "GET /control/account": (world) => ok(account(world)),
  "POST /control/account": knobs,
  "POST /control/user": user,
  "POST /control/visitors": (world, body) => {
    letVisitorsCome(world, body["on"] === true);
    return ok({ on: account(world).visitors });
  },
};

/** For tests, a demonstration and an operator's page: what people and fate do, said by program. */
export function answerControl(world: World, request: Request, path: string, body: string): Answer {
  let given: unknown = {};
  try {
    given = body.trim() === "" ? {} : JSON.parse(body);
  } catch {
    return problem("the body is not JSON");
  }
  if (request.method === "POST" && path === "/control/plan") return plan(world, given);
  const control = CONTROLS[`${request.method} ${path}`];
  return control === undefined
    ? { status: 404, body: { error: `known: ${[...Object.keys(CONTROLS), "POST /control/plan", "POST /control/clock"].join(", ")}` } }
    : control(world, record(given));
}
