import { z } from "zod";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { adminOf } from "../actions.ts";
import type { SignIn } from "../signing-in/actions.ts";
import { ways, waysAsked } from "../signing-in/contract.ts";
import { headersOf, setCookies } from "../signing-in/routes.ts";
import { assureMayTry } from "../signing-in/trying-actions.ts";
import { comeBack, redirectAddress, setOut } from "./actions.ts";
import type { Reach } from "./asking-actions.ts";
import * as contract from "./contract.ts";
import { recordOf } from "./proof.ts";
import { domainOf, ownPage } from "./provider.ts";
import { check, type LookUp } from "./proving-actions.ts";
import { remove, save } from "./saving-actions.ts";
import { holderOf, singleSignOnOf } from "./store.ts";

type Needs = World & { reach: Reach; lookUp: LookUp; signIn: SignIn };

const PATH = "/api/auth/single-sign-on";

/** Named after its state, so that two windows don't take each other's. */
const cookieName = (state: string): string => `bedel.journey.${state.slice(0, 12).replaceAll(/[^\w-]/g, "")}`;

export function singleSignOnRoutes(app: App, world: Needs): void {
  const { db, origin } = world;
  const secure = origin.startsWith("https:") ? "; Secure" : "";
  const cookie = (state: string, value: string, seconds: number): string =>
    `${cookieName(state)}=${value}; Path=${PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;

  app.post("/api/auth/ways", { schema: { body: waysAsked, response: { 200: ways } } }, async (request) => {
    await assureMayTry(db, "sign in from here", request.ip);
    return { singleSignOn: await holderOf(db, domainOf(request.body.email)) };
  });

  app.post(PATH, { schema: { body: contract.beginSingleSignOn, response: { 200: contract.singleSignOnBegun } } }, async (request, reply) => {
    await assureMayTry(db, "sign in from here", request.ip);
    const { institutionId, email, to } = request.body;
    const out = await setOut(world, { institutionId, email, to: ownPage(to) });
    if (out === null) throw refuse(404, "not_found");
    setCookies(reply, [cookie(out.state, out.journey, 600)]);
    return { address: out.address };
  });

  app.get(`${PATH}/callback`, { schema: { querystring: contract.comeBack } }, async (request, reply) => {
    const { state } = request.query;
    const back = await comeBack(world, request.query, request.cookies[cookieName(state)], headersOf(request));
    setCookies(reply, [cookie(state, "", 0), ...(back.ok ? back.cookies : [])]);
    return reply.redirect(back.ok ? back.to : `/sign-in?trouble=${back.trouble}`, 303);
  });

  settingRoutes(app, world);
}

function settingRoutes(app: App, world: Needs): void {
  const view = async (institutionId: string): Promise<contract.SingleSignOnView> => {
    const kept = await singleSignOnOf(world.db, institutionId);
    if (kept === null) return { singleSignOn: null, redirectAddress: redirectAddress(world) };
    const { issuer, clientId, newcomers, revision } = kept;
    const domains = kept.domains.map((one) => ({ domain: one.domain, isProven: one.isProven, record: recordOf(one) }));
    return { singleSignOn: { issuer, clientId, domains, newcomers, revision }, redirectAddress: redirectAddress(world) };
  };

  app.get("/api/single-sign-on", { schema: { response: { 200: contract.singleSignOnView } } }, (request) => view(adminOf(request).institutionId));

  app.put("/api/single-sign-on", { schema: { body: contract.changeSingleSignOn, response: { 200: contract.singleSignOnView } } }, async (request) => {
    const who = adminOf(request);
    valueOf(await save(world, who, request.body));
    return view(who.institutionId);
  });

  const checking = { schema: { params: contract.checkDomain, response: { 200: contract.singleSignOnView } } };
  app.post("/api/single-sign-on/domains/:domain/check", checking, async (request) => {
    const who = adminOf(request);
    await assureMayTry(world.db, "domain check", who.institutionId);
    valueOf(await check(world, who, request.params.domain));
    return view(who.institutionId);
  });

  app.delete("/api/single-sign-on", { schema: { querystring: contract.removeSingleSignOn, response: { 204: z.null() } } }, async (request, reply) => {
    if (!(await remove(world, adminOf(request), request.query.revision))) throw refuse(409, "revision_conflict");
    return reply.code(204).send(null);
  });
}
