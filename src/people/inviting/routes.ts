import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { refusalText } from "../../notices/refusal-text.ts";
import { idIn, refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { adminOf } from "../actions.ts";
import type { Agenda } from "../around.ts";
import type { Language } from "../contract.ts";
import type { SignIn } from "../signing-in/actions.ts";
import { accept, invitedPageFor } from "./accepting-actions.ts";
import { inviteBy, judge, revoke, sendAgain } from "./actions.ts";
import * as contract from "./contract.ts";
import type { Judged } from "./lines.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;

/** Inviting, for administrators, and the page behind the mailed address, for whoever was invited. */
export function invitationRoutes(app: App, world: Needs, agenda: Pick<Agenda, "letGo">, signIn: Pick<SignIn, "hashOf" | "signIn">): void {
  ofAdmins(app, world, agenda);
  ofInvited(app, world, signIn);
}

const told =
  (language: Language) =>
  (one: Judged): contract.JudgedLine => ({ ...one, message: one.because === null ? null : refusalText(language, one.because) });

function ofAdmins(app: App, world: Needs, agenda: Pick<Agenda, "letGo">): void {
  const params = z.object({ id: z.string() });
  app.post("/api/invitations/preview", { schema: { body: contract.previewInvitations, response: { 200: contract.invitationsPreview } } }, async (request) => {
    const who = adminOf(request);
    const judged = valueOf(await judge(world.db, who, request.body.lines));
    return { lines: judged.map(told(who.language)), good: judged.filter((one) => one.because === null).length };
  });
  app.post("/api/invitations", { schema: { body: contract.invite, response: { 200: contract.invited } } }, async (request) => {
    const who = adminOf(request);
    const { invited, bad } = valueOf(await inviteBy(world, who, request.body));
    world.poke(["mails"]);
    return { invited, bad: bad.map(told(who.language)) };
  });
  app.post("/api/invitations/:id/resend", { schema: { params, body: contract.resend } }, async (request, reply) => {
    valueOf(await sendAgain(world, adminOf(request), idIn(request.params.id), request.body.sent));
    world.poke(["mails"]);
    return reply.code(204).send();
  });
  app.delete("/api/invitations/:id", { schema: { params, querystring: contract.revokeInvitation } }, async (request, reply) => {
    valueOf(await revoke(world, agenda, adminOf(request), idIn(request.params.id), request.query.zoomUser));
    world.poke(["runs"]);
    return reply.code(204).send();
  });
}

const readerOf = (request: FastifyRequest) => ({
  personId: request.person ?? null,
  signInId: request.signIn?.id ?? null,
  onlyInstitution: request.signIn?.onlyInstitution ?? null,
});

function ofInvited(app: App, world: Needs, signIn: Pick<SignIn, "hashOf" | "signIn">): void {
  const params = z.object({ token: z.string() });
  app.get("/api/invited/:token", { schema: { params, response: { 200: contract.invitedPage } } }, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const page = await invitedPageFor(world, request.params.token, readerOf(request));
    if (page === null) throw refuse(404, "not_found");
    return page;
  });
  app.post("/api/invited/:token/accept", { schema: { params, body: contract.accept } }, async (request, reply) => {
    const { newcomer } = request.body;
    const { signInAs } = valueOf(await accept(world, signIn, request.params.token, readerOf(request), request.body));
    const cookies = signInAs === null || newcomer === null ? null : await signIn.signIn(signInAs, newcomer.password);
    for (const cookie of cookies ?? []) void reply.header("set-cookie", cookie);
    return reply.code(204).send();
  });
}
