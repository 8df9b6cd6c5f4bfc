import { hungUp, refuse, toResponse, type Answer } from "./answer.ts";
import { record } from "./call.ts";
import { dawdle, hangsUpAfter, hangsUpBefore, insteadOf, isOut, takeFault } from "./control/faults.ts";
import { secret } from "./ids.ts";
import { admit, type Label } from "./limits.ts";
import { whyNotAllowed, withMe } from "./oauth/admission.ts";
import { answerOAuth, tokenOf } from "./oauth/tokens.ts";
import { match, type Match } from "./routes.ts";
import { settle } from "./settle.ts";
import { count, type World } from "./world.ts";

const KEPT = 500;

type Seen = { operation: string; label: Label | "OAuth" | "-" };

/** One call to the REST interface or the token endpoint, `path` without the sandbox's own prefix. Throws what `fetch` throws when the line is cut. */
export async function answerApi(world: World, request: Request, path: string): Promise<Response> {
  const body = await request.text();
  settle(world);
  const matched = path.startsWith("/v2/") ? match(request.method, path.slice(3)) : null;
  const seen = seenAs(request.method, path, matched);
  if (isOut(world)) return beOut(world, path, seen);
  const fault = takeFault(world, request.method, path.startsWith("/v2/") ? path.slice(3) : path);
  if (hangsUpBefore(fault)) return cut(world, path, seen, "hung up");
  await dawdle(fault, "before", request.signal);
  settle(world);
  const answer = world.store.atomically(() => {
    const said = insteadOf(fault) ?? speak(world, request, path, body, matched);
    note(world, path, seen, said, fault === null ? "answered" : fault.do);
    return said;
  });
  await dawdle(fault, "after", request.signal);
  if (hangsUpAfter(fault)) throw hungUp();
  return toResponse({ ...answer, headers: { ...answer.headers, "x-zm-trackingid": `v=2.0;clid=sandbox;rid=WEB_${secret(world, 12)}` } });
}

const seenAs = (method: string, path: string, matched: Match | null): Seen =>
  matched !== null
    ? { operation: `${method} ${matched.operation.path}`, label: matched.operation.label }
    : { operation: path.startsWith("/oauth/") ? `${method} ${path}` : `${method} unknown`, label: path.startsWith("/oauth/") ? "OAuth" : "-" };

function speak(world: World, request: Request, path: string, body: string, matched: Match | null): Answer {
  if (path.startsWith("/oauth/")) return answerOAuth(world, request, path, body);
  const known = tokenOf(world, request.headers);
  if (known === null) return refuse(401, 124, "Invalid access token.");
  if (matched === null) return refuse(404, 2300, "This API endpoint is not recognized.");
  const { operation, params } = withMe(world, matched, known.by);
  const { refusal, headers } = admit(world, operation.label);
  if (refusal !== null) return refusal;
  const notAllowed = whyNotAllowed(world, known.token, known.by, { operation, params });
  if (notAllowed !== null) return { ...notAllowed, headers };
  const read = readBody(body);
  if (read === null) return { ...refuse(400, 300, "Request Body should be a valid JSON object."), headers };
  const answer = operation.answer({ world, path: path.slice(3), params, query: new URL(request.url).searchParams, body: read, by: known.by });
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

function readBody(body: string): Record<string, unknown> | null {
  if (body.trim() === "") return {};
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? record(read) : null;
  } catch {
    return null;
  }
}

/** Some calls are told so, others find nobody: both happen when a great house is on fire. */
function beOut(world: World, path: string, seen: Seen): Response {
  if (count(world, "calls during an outage") % 2 === 0) return cut(world, path, seen, "outage, hung up");
  const answer = refuse(503, 503, "Service unavailable.");
  note(world, path, seen, answer, "outage");
  return toResponse(answer);
}

function cut(world: World, path: string, seen: Seen, outcome: string): never {
  note(world, path, seen, { status: 0 }, outcome);
  throw hungUp();
}

function note(world: World, path: string, seen: Seen, answer: Answer, outcome: string): void {
  const code = record(answer.body)["code"];
  world.calls.push({
    at: world.at,
    operation: seen.operation,
    path,
    label: seen.label,
    status: answer.status,
    code: typeof code === "number" ? code : null,
    outcome,
  });
  if (world.calls.length > KEPT) world.calls.splice(0, world.calls.length - KEPT);
  world.store.atomically(() => {
    count(world, "calls");
    count(world, `calls: ${seen.operation}`);
    if (answer.status === 429) count(world, "calls refused with 429");
  });
}
