import { iso } from "../../src/lib/time.ts";
import { created, ok, type Answer } from "../answer.ts";
import { act, isAct } from "../live/acts.ts";
import { holdInThePast } from "../live/held.ts";
import { list, readJson, record, text } from "../call.ts";
import { APP_CONTROLS } from "../oauth/control.ts";
import type { User } from "../account.ts";
import { read } from "../reading.ts";
import { deleteByHand, editByHand } from "../meetings/by-hand.ts";
import { acceptInvitation } from "../users/create.ts";
import { PERSON } from "../users/person.ts";
import { signsIn } from "../users/passwords.ts";
import { account, counted, type World } from "../world.ts";
import { letVisitorsCome, planAct } from "../live/visitors.ts";
import { saveSubscription, subscriptionView } from "../webhooks/subscription.ts";
import { turnKnobs } from "./knobs.ts";
import { momentFrom, orderedFaults, orderFault, problem } from "./ordering.ts";
import { presenceOf, stateOf } from "./state.ts";

type Body = Record<string, unknown>;
type Control = (world: World, body: Body) => Answer;

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

/** Changes a user behind Zoom's back, as an administrator at Zoom's own pages would. */
function user(world: World, body: Body): Answer {
  const known = world.users.get(text(body["id"]) ?? "");
  if (known === undefined) return problem("no such user id");
  const given = read(PERSON, record(body["set"]));
  if (!given.ok) return problem(`set: ${given.problem}`);
  const set = given.value as Partial<User>;
  return ok(world.users.put(known.id, { ...known, ...set, feature: { ...known.feature, ...set.feature } }));
}

const CONTROLS: Record<string, Control> = {
  "POST /control/sign-in": signIn,
  "POST /control/start": (world, { visitor: _, ...body }) => done(act(world, "start", body)),
  "POST /control/join": (world, body) => done(act(world, "join", body)),
  "POST /control/leave": (world, body) => done(act(world, "leave", body)),
  "POST /control/admit": (world, body) => done(act(world, "admit", body)),
  "POST /control/end": (world, body) => done(act(world, "end", body)),
  "POST /control/held": holdInThePast,
  "POST /control/edit": (world, body) => done(editByHand(world, body)),
  "POST /control/delete": (world, body) => done(deleteByHand(world, body)),
  "GET /control/plan": planned,
  "POST /control/faults": orderFault,
  "GET /control/faults": orderedFaults,
  "GET /control/state": (world) => ok(stateOf(world)),
  "GET /control/presence": (world) => ok(presenceOf(world)),
  "GET /control/calls": (world) => ok({ total: counted(world, "calls"), calls: world.calls }),
  "GET /control/webhooks": (world) => ok({ subscription: subscriptionView(world), deliveries: [...world.deliveries.all()] }),
  "POST /control/webhooks": saveSubscription,
  "GET /control/account": (world) => ok(account(world)),
  "POST /control/account": turnKnobs,
  "POST /control/user": user,
  ...APP_CONTROLS,
  "POST /control/accept-invitation": (world, body) => done(acceptInvitation(world, text(body["email"]) ?? "", text(body["password"]) ?? "")),
  "POST /control/visitors": (world, body) => {
    letVisitorsCome(world, body["on"] === true);
    return ok({ on: account(world).visitors });
  },
};

/** For tests, a demonstration and an operator's page: what people and fate do, said by program. */
export function answerControl(world: World, request: Request, path: string, body: string): Answer {
  let given: unknown = {};
  try {
    given = body.trim() === "" ? {} : readJson(body);
  } catch {
    return problem("the body is not JSON");
  }
  if (request.method === "POST" && path === "/control/plan") return plan(world, given);
  const control = CONTROLS[`${request.method} ${path}`];
  return control === undefined
    ? { status: 404, body: { error: `known: ${[...Object.keys(CONTROLS), "POST /control/plan", "POST /control/clock"].join(", ")}` } }
    : control(world, record(given));
}
