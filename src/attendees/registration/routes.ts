import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { discreet } from "../../platform/discreet.ts";
import type { Pages } from "../../platform/pages.ts";
import { countTries } from "../../platform/tries.ts";
import { pageAt, register, showPage, type Opened } from "./actions.ts";
import * as shape from "./contract.ts";
import { cancelRegistration, confirmRegistration, registrationBy, showRegistration } from "./own-actions.ts";
import type { Registration } from "./page.ts";

/** The public page by which people register, and what they see of their own registration. */
export function registrationRoutes(app: App, world: World, pages: Pages): void {
  const mayTry = countTries(() => world.clock.machine());
  ofPublic(app, world, mayTry);
  ofOneself(app, world, mayTry);
  const params = z.object({ slug: z.string() });
  app.get("/r/:slug", { schema: { params } }, async (_request, reply) => pages.publicPage(discreet(reply)));
  app.get("/r/mine/:token", { schema: { params: z.object({ token: z.string() }) } }, async (_request, reply) => pages.publicPage(discreet(reply)));
}

type MayTry = (address: string) => boolean;

/** Addresses can't be guessed; this keeps guessing from costing much. */
const orRefuse = <T>(found: T | null, request: FastifyRequest, mayTry: MayTry): T => {
  if (found !== null) return found;
  throw mayTry(request.ip) ? refuse(404, "not_found") : refuse(429, "too_many_requests");
};

function ofPublic(app: App, world: World, mayTry: MayTry): void {
  const params = z.object({ slug: z.string() });
  const opened = async (request: FastifyRequest<{ Params: { slug: string } }>): Promise<Opened> =>
    orRefuse(await pageAt(world, request.params.slug), request, mayTry);
  app.get("/api/r/:slug", { schema: { params, response: { 200: shape.registerPage } } }, async (request, reply) => {
    discreet(reply);
    return showPage(world, await opened(request));
  });
  app.post("/api/r/:slug", { schema: { params, body: shape.register, response: { 200: shape.registered } } }, async (request, reply) => {
    discreet(reply);
    valueOf(await register(world, await opened(request), request.body, request.ip));
    return { mailed: true as const };
  });
}

function ofOneself(app: App, world: World, mayTry: MayTry): void {
  const params = z.object({ token: z.string() });
  const response = { 200: shape.ownRegistration };
  type Request = FastifyRequest<{ Params: { token: string } }>;
  const own = async (request: Request): Promise<Registration> => orRefuse(await registrationBy(world, request.params.token), request, mayTry);
  const shown = async (request: Request, reply: FastifyReply) => {
    discreet(reply);
    return showRegistration(world, await own(request));
  };
  app.get("/api/r/mine/:token", { schema: { params, response } }, shown);
  // Only a button does these: programs that look through mails open every link in them.
  app.post("/api/r/mine/:token/confirm", { schema: { params, response } }, async (request, reply) => {
    await own(request);
    valueOf(await confirmRegistration(world, request.params.token));
    return shown(request, reply);
  });
  app.post("/api/r/mine/:token/cancel", { schema: { params, response } }, async (request, reply) => {
    await own(request);
    valueOf(await cancelRegistration(world, request.params.token));
    return shown(request, reply);
  });
}
