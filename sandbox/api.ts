import { hungUp, refuse, toResponse, type Answer } from "./answer.ts";
import { readJson, record } from "./call.ts";
import { dawdle, hangsUpAfter, hangsUpBefore, insteadOf, isOut, takeFault, travel, withoutDropped, type Next } from "./control/faults.ts";
import { secret } from "./ids.ts";
import { admit, type Label } from "./limits.ts";
import { whyNotAllowed, withMe } from "./oauth/admission.ts";
import { answerOAuth, tokenOf } from "./oauth/tokens.ts";
import { match, type Match } from "./routes.ts";
import { settle } from "./settle.ts";
import { account, count, toldAt, type World } from "./world.ts";

const KEPT = 500;

type Seen = { operation: string; path: string; label: Label | "OAuth" | "-"; trackingId: string };

/**
 * One call to the REST interface or the token endpoint, `path` without the sandbox's own prefix. Throws what `fetch` throws when the line is cut.
 * `isRegional`: it came to the regional address.
 */
export async function answerApi(world: World, request: Request, path: string, isRegional = false): Promise<Response> {
  const body = await request.text();
  const isRest = path.startsWith("/v2/");
  if (isRest) await travel(world, request.signal);
  settle(world);
  const matched = isRest ? match(request.method, path.slice(3)) : null;
  const seen = seenAs(world, request.method, path, matched);
  if (isOut(world)) return beOut(world, seen);
  const fault = takeFault(world, request.method, isRest ? path.slice(3) : path, isRegional);
  if (hangsUpBefore(fault)) return cut(world, seen, "hung up");
  await dawdle(fault, "before", request.signal);
  settle(world);
  const answer = world.store.atomically(() => {
    const target = `${path}${new URL(request.url).search}`;
    const said = insteadOf(world, fault, { label: matched?.operation.label ?? "Light", target }) ?? speak(world, request, path, body, matched, fault);
    note(world, seen, said, fault === null ? "answered" : fault.do);
    return said;
  });
  await dawdle(fault, "after", request.signal);
  if (hangsUpAfter(fault)) throw hungUp();
  return signed(world, seen, answer);
}

function seenAs(world: World, method: string, path: string, matched: Match | null): Seen {
  const trackingId = `v=2.0;clid=sandbox;rid=WEB_${secret(world, 12)}`;
  if (matched !== null) return { operation: `${method} ${matched.operation.path}`, path, label: matched.operation.label, trackingId };
  const isOAuth = path.startsWith("/oauth/");
  return { operation: isOAuth ? `${method} ${path}` : `${method} unknown`, path, label: isOAuth ? "OAuth" : "-", trackingId };
}

/** Every answer tells when it was given, by Zoom's clock, and the number under which Zoom's support finds it. */
const signed = (world: World, { trackingId }: Seen, answer: Answer): Response =>
  toResponse({ ...answer, headers: { ...answer.headers, date: new Date(toldAt(world)).toUTCString(), "x-zm-trackingid": trackingId } });

function speak(world: World, request: Request, path: string, body: string, matched: Match | null, fault: Next | null): Answer {
  if (path.startsWith("/oauth/")) return answerOAuth(world, request, path, body);
  const known = tokenOf(world, request.headers);
  if (known === null) return refuse(401, 124, "Invalid access token.");
  if (matched === null) return refuse(404, 2300, "This API endpoint is not recognized.");
  const { operation, params } = withMe(world, matched, known.by);
  const { refusal, headers } = admit(world, operation.label);
  if (refusal !== null) return refusal;
  const notAllowed = whyNotAllowed(world, known.token, known.by, { operation, params });
  if (notAllowed !== null) return { ...notAllowed, headers };
  if (body !== "" && !isJson(request.headers)) return { ...refuse(415, 300, "Unsupported Content Type"), headers };
  const read = readBody(body);
  if (read === null) return { ...refuse(400, 300, "Request Body should be a valid JSON object."), headers };
  const answer = operation.answer({
    world,
    path: path.slice(3),
    params,
    query: new URL(request.url).searchParams,
    body: withoutDropped(fault, read),
    by: known.by,
  });
  return asTold(world, operation.path, { ...answer, headers: { ...headers, ...answer.headers } });
}

/** Webinars without a plan and roles without permission: others' clients met such refusals as HTTP 200. */
function asTold(world: World, operation: string, answer: Answer): Answer {
  if (!account(world).refusalsAs200 || answer.status !== 400 || record(answer.body)["code"] !== 200) return answer;
  return /webinar|roles/.test(operation) ? { ...answer, status: 200 } : answer;
}

/** Zoom reads no body that does not say what it is. https://github.com/zoom/api/issues/15, https://github.com/prschmid/zoomus/issues/92 */
const isJson = (headers: Headers): boolean => /^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "");

function readBody(body: string): Record<string, unknown> | null {
  if (body.trim() === "") return {};
  try {
    const read = readJson(body);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? record(read) : null;
  } catch {
    return null;
  }
}

/** Some calls are told so, others find nobody: both happen when a great house is on fire. */
function beOut(world: World, seen: Seen): Response {
  if (count(world, "calls during an outage") % 2 === 0) return cut(world, seen, "outage, hung up");
  const answer = refuse(503, 503, "Service unavailable.");
  note(world, seen, answer, "outage");
  return signed(world, seen, answer);
}

function cut(world: World, seen: Seen, outcome: string): never {
  note(world, seen, { status: 0 }, outcome);
  throw hungUp();
}

function note(world: World, seen: Seen, answer: Answer, outcome: string): void {
  const code = record(answer.body)["code"];
  world.calls.push({ ...seen, at: world.at, status: answer.status, code: typeof code === "number" ? code : null, outcome });
  if (world.calls.length > KEPT) world.calls.splice(0, world.calls.length - KEPT);
  world.store.atomically(() => {
    count(world, "calls");
    count(world, `calls: ${seen.operation}`);
    if (answer.status === 429) count(world, "calls refused with 429");
  });
}
