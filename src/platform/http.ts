import fastifyCookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from "fastify";
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Refusal } from "../lib/outcome.ts";
import { iso, type Instant } from "../lib/time.ts";
import type { Log } from "./log.ts";
import { fieldErrors } from "./validation.ts";

export type App = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypeProvider>;

/** A "no" on its way to a page: thrown by routes, written as an RFC 9457 problem in the reader's language. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly refusal: Refusal;
  readonly nearest: readonly Instant[];
  constructor(status: number, refusal: Refusal, nearest: readonly Instant[] = []) {
    super(refusal.because);
    this.status = status;
    this.refusal = refusal;
    this.nearest = nearest;
  }
}

export const refuse = (status: number, because: string, more: Omit<Refusal, "because"> = {}): HttpRefusal => new HttpRefusal(status, { because, ...more });

const STATUS: Record<string, number> = {
  not_found: 404,
  drift_settled: 404,
  not_yours: 403,
  list_not_yours: 403,
  group_not_yours: 403,
  appointment_type_not_yours: 403,
  admins_only: 403,
  owners_only: 403,
  not_signed_in: 401,
  revision_conflict: 409,
  no_room_free: 409,
  room_not_free: 409,
  already_asked: 409,
  time_taken: 409,
  slug_taken: 409,
  matched_meanwhile: 409,
  guest_told_apart: 409,
  too_many_requests: 429,
  booking_most_of_address: 429,
  too_many_files: 503,
};

/** What a page gets from an action: the value, or the refusal as a problem. Refusals that belong to a field are 422, others 409. */
export function valueOf<T>(outcome: { ok: true; value: T } | { ok: false; refusal: Refusal; nearest?: readonly Instant[] }): T {
  if (outcome.ok) return outcome.value;
  const { refusal } = outcome;
  throw new HttpRefusal(STATUS[refusal.because] ?? (refusal.field === undefined ? 409 : 422), refusal, outcome.nearest ?? []);
}

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What can't be an id is nobody's. */
export function idIn(text: string): string {
  if (!ID.test(text)) throw refuse(404, "not_found");
  return text.toLowerCase();
}

export type Reader = { language: "en" | "es" };

/** In what language a stranger reads, from the browser's wish; English otherwise. */
export function languageOf(request: FastifyRequest): "en" | "es" {
  const wish = String(request.headers["accept-language"] ?? "").toLowerCase();
  const es = wish.search(/\bes\b/);
  const en = wish.search(/\ben\b/);
  return es >= 0 && (en < 0 || es < en) ? "es" : "en";
}

type Words = (language: "en" | "es", because: string, values?: Record<string, string | number>) => string;

type Speaking = { words: Words; reader: (request: FastifyRequest) => "en" | "es" | null };

/** A larger body than any page sends is refused before it is read. */
const BODY_LIMIT = 1_200_000;

/**
 * The server without routes: limits, headers, and one way in which every "no" and every surprise is told.
 * `proxies`: whose word is taken for where a request comes from; anybody else could say what they like, and be counted as somebody new at each try.
 */
export async function newApp(options: Speaking & { log: Log; frameSelf: boolean; proxies?: readonly string[] }): Promise<App> {
  const { proxies = [] } = options;
  const tell = teller(options);
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    // Before any route is found: an address that can't be read, or has a part longer than any of ours, leads nowhere.
    frameworkErrors: (_error, request, reply) => void tell(request, reply, 404, { because: "not_found" }),
    trustProxy: proxies.length > 0 && [...proxies],
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 300 },
  }).withTypeProvider<ZodTypeProvider>();
  listRoutes(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(fastifyCookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: false,
  });
  app.setErrorHandler((error, request, reply) => {
    const language = options.reader(request) ?? languageOf(request);
    if (error instanceof HttpRefusal)
      return tell(request, reply, error.status, error.refusal, error.nearest.length > 0 ? { nearest: error.nearest.map(iso) } : {});
    if (hasZodFastifySchemaValidationErrors(error)) {
      const errors = fieldErrors(error.validation).map((e) => ({ field: e.field, because: e.because, message: options.words(language, e.because, e.values) }));
      return tell(request, reply, 422, { because: "malformed" }, { errors });
    }
    const status = typeof error === "object" && error !== null && "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : 500;
    if (status === 413) return tell(request, reply, 413, { because: "too_big" });
    if (status === 429) return tell(request, reply, 429, { because: "too_many_requests" });
    if (status < 500) return tell(request, reply, status, { because: "malformed" });
    options.log.error("a request threw", {
      method: request.method,
      route: request.routeOptions.url ?? "",
      error: error instanceof Error ? error.message : "",
      stack: error instanceof Error ? (error.stack ?? "") : "",
    });
    return tell(request, reply, 500, { because: "surprise" });
  });
  refuseForeignPages(app);
  return app;
}

const routes = new WeakMap<App, string[]>();

/** Every route that was made, as `GET /api/me`; those that fastify makes for HEAD left out. */
export const routesOf = (app: App): readonly string[] => routes.get(app)!;

function listRoutes(app: App): void {
  const list: string[] = [];
  routes.set(app, list);
  app.addHook("onRoute", ({ method, url }) => void list.push(...[method].flat().flatMap((name) => (name === "HEAD" ? [] : [`${name} ${url}`]))));
}

/** Writes a "no" as a problem, in the reader's language. */
const teller =
  ({ words, reader }: Speaking) =>
  (request: FastifyRequest, reply: FastifyReply, status: number, refusal: Refusal, more: object = {}): FastifyReply => {
    const detail = words(reader(request) ?? languageOf(request), refusal.because, refusal.values ?? {});
    const errors = refusal.field === undefined ? {} : { errors: [{ field: refusal.field, because: refusal.because, message: detail }] };
    return reply
      .code(status)
      .header("content-type", "application/problem+json")
      .header("cache-control", "no-store")
      .serializer(JSON.stringify)
      .send({ type: "about:blank", title: detail, status, detail, because: refusal.because, ...errors, ...more });
  };

/** A page of another site may not act in somebody's name: what changes something must come from our own pages, or from no page at all. */
function refuseForeignPages(app: App): void {
  app.addHook("onRequest", async (request) => {
    const { origin, host } = request.headers;
    if (request.method === "GET" || request.method === "HEAD" || origin === undefined) return;
    if (URL.canParse(origin) && new URL(origin).host === host) return;
    throw refuse(403, "not_allowed");
  });
}
