import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { adminOf, institutionById, memberOf } from "../../people/actions.ts";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import { fingerprint } from "../../platform/secrets.ts";
import type { World } from "../../world.ts";
import { connectionOf } from "../actions.ts";
import { linkView } from "../links/actions.ts";
import { linksOf } from "../links/store.ts";
import { givingBackView } from "../giving-back/actions.ts";
import { connectOwnApp, type WebhookSecrets } from "../own-app/actions.ts";
import { granularName, scopesFor } from "../scopes.ts";
import type { Upstairs } from "../upstairs.ts";
import { beginAuthorization, CALLBACK } from "./actions.ts";
import { comeBack, type Returned } from "./callback-actions.ts";
import { confirmCandidate, refuseCandidate } from "./candidate-actions.ts";
import * as contract from "./contract.ts";
import { candidatesOf } from "./grant-store.ts";
import { attemptByLink, attemptOf } from "./store.ts";
import { candidateView, scopeViews } from "./views.ts";

/** By which the browser that was sent to Zoom is known again when it comes back. */
const COOKIE = "bedel-zoom";

/** Its secret, made the first time. A page of another site can't read it, and comes along with it only by a link that is followed. */
export function browserOf({ random, origin }: Pick<World, "random" | "origin">, request: FastifyRequest, reply: FastifyReply): string {
  const known = browserIn(request);
  if (known !== null) return known;
  const fresh = Buffer.from(random.bytes(24)).toString("base64url");
  void reply.setCookie(COOKIE, fresh, { httpOnly: true, sameSite: "lax", secure: origin.startsWith("https:"), path: "/api" });
  return fresh;
}

const browserIn = (request: FastifyRequest): string | null => (/^[\w-]{32}$/.test(request.cookies[COOKIE] ?? "") ? request.cookies[COOKIE]! : null);

/** Connecting the institution's Zoom: what is asked, leaving for Zoom and coming back, and what waits for an administrator's yes. */
export function authorizingRoutes(app: App, world: World, upstairs: Upstairs, webhookSecrets: WebhookSecrets): void {
  const { db } = world;
  app.get("/api/connection/connecting", { schema: { response: { 200: contract.connectingView } } }, (request) => viewOf(world, adminOf(request).institutionId));

  app.post("/api/connection/authorize", { schema: { response: { 200: contract.leaving } } }, async (request, reply) => {
    const { institutionId, id } = adminOf(request);
    const browser = browserOf(world, request, reply);
    return valueOf(await beginAuthorization(world, { institutionId, purpose: "institution", memberId: id, linkId: null, browser }));
  });

  const params = z.object({ id: z.string() });
  app.get("/api/connection/attempts/:id", { schema: { params, response: { 200: contract.attempt } } }, async (request) => {
    const found = await attemptOf(db, { institutionId: memberOf(request).institutionId, id: idIn(request.params.id) });
    if (found === null || !isSameBrowser(request, found.browserPrint)) throw refuse(404, "not_found");
    return found;
  });

  app.get("/api/connect/attempts/:id", { schema: { params, response: { 200: contract.attempt } } }, async (request, reply) => {
    const found = await attemptByLink(db, idIn(request.params.id));
    if (found === null || !isSameBrowser(request, found.browserPrint)) throw refuse(404, "not_found");
    return reply.header("cache-control", "no-store").send(found);
  });

  app.post("/api/connection/candidates/:id/confirm", { schema: { params } }, async (request, reply) => {
    const { institutionId, name, id: memberId } = adminOf(request);
    valueOf(await confirmCandidate(world, upstairs, { institutionId, id: idIn(request.params.id) }, { name, memberId }));
    webhookSecrets.forget();
    return reply.code(204).send();
  });

  app.post("/api/connection/candidates/:id/refuse", { schema: { params } }, async (request, reply) => {
    const { institutionId, name, id: memberId } = adminOf(request);
    valueOf(await refuseCandidate(world, { institutionId, id: idIn(request.params.id) }, { name, memberId }));
    return reply.code(204).send();
  });

  app.post("/api/connection/own-app", { schema: { body: contract.ownApp, response: { 200: contract.ownAppAnswer } } }, async (request) => {
    const outcome = valueOf(await connectOwnApp(world, upstairs, adminOf(request), request.body));
    webhookSecrets.forget();
    return { outcome };
  });

  callbackRoute(app, world, upstairs);
}

/** Whatever comes, the browser leaves this address at once, with nothing of what it held: neither code nor state stays in a history of pages or goes to another site. */
function callbackRoute(app: App, world: World, upstairs: Upstairs): void {
  app.get(CALLBACK, async (request, reply) => {
    const asked = request.query as Record<string, unknown>;
    const one = (name: string): string | null => (typeof asked[name] === "string" && asked[name] !== "" && asked[name].length <= 2000 ? asked[name] : null);
    const returned = await comeBack(world, upstairs, {
      state: one("state"),
      code: one("code"),
      error: one("error"),
      browser: browserIn(request),
      member: request.member ?? null,
    });
    return reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").redirect(pageOf(returned), 303);
  });
}

const PAGES: Record<Returned["to"], string> = { institution: "/connection", personal: "/account", link: "/connect/thanks", nobody: "/zoom-return" };

function pageOf({ to, outcome, attempt }: Returned): string {
  const search = new URLSearchParams({ outcome, ...(attempt === null ? {} : { attempt }) });
  return `${PAGES[to]}?${search.toString()}`;
}

/** What can't be an id is nobody's. */
export function idIn(text: string): string {
  if (!z.uuid().safeParse(text).success) throw refuse(404, "not_found");
  return text;
}

function isSameBrowser(request: FastifyRequest, print: Uint8Array): boolean {
  const browser = browserIn(request);
  return browser !== null && Buffer.from(print).equals(fingerprint(browser));
}

async function viewOf(world: World, institutionId: string): Promise<contract.ConnectingView> {
  const { db, clock, origin } = world;
  const inPlace = await connectionOf(db, institutionId);
  const { settings } = (await institutionById(db, institutionId))!;
  const app = inPlace === null || inPlace.state === "disconnected" ? "admin" : inPlace.app;
  const granted = inPlace === null || inPlace.state === "disconnected" ? null : inPlace.scopes;
  const candidates = await candidatesOf(db, institutionId);
  return {
    leads: { generation: settings.generationLead, links: settings.linkLead },
    scopes: scopeViews(app, granted),
    scopesKnown: granted !== null,
    ownerUnlicensed: inPlace?.authorizedBy?.licensed === false && inPlace.authorizedBy.isOwner,
    links: (await linksOf(db, institutionId)).map((link) => linkView(link, clock.now())),
    givingBack: await givingBackView(db, institutionId, null),
    candidates: candidates.map((c) => candidateView({ ...c, scopes: c.kept.scopes, byLink: c.linkId !== null }, inPlace)),
    eventAddress: `${origin}/webhooks/zoom`,
    ownAppScopes: scopesFor("account").map((scope) => granularName(scope, "account")),
  };
}
