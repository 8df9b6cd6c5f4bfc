import { setTimeout } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { refuse, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { guardRoutes } from "../access/actions.ts";
import { signIn as signInShape } from "../contract.ts";
import type { Member } from "../member.ts";
import { memberOfPerson } from "../store.ts";
import type { Entered, SignIn } from "./actions.ts";
import * as contract from "./contract.ts";
import { mailLink, resetPassword, useSignInLink } from "./mailing-actions.ts";
import { mustSetUp, type KnownSignIn } from "./signed-in.ts";
import { removeSignIn } from "./store.ts";
import { assureMayTry, forgetTriesOf, mayTry } from "./trying-actions.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, by the cookie; null or absent when nobody has signed in. */
    person?: string | null;
    /** By which of the person's sign-ins. */
    signIn?: KnownSignIn | null;
    /** The same as member of the institution in which the person works now. */
    member?: Member | null;
    /** The institution insists on a second step, and this person has none. */
    mustSetUpTwoFactor?: boolean;
  }
}

type Needs = Pick<World, "db" | "random" | "clock" | "secrets" | "poke">;

/** Recognizes who asks, guards every route made afterwards, and lets people in. */
export function signInRoutes(app: App, signIn: SignIn, world: Needs): void {
  app.addHook("onRequest", async (request, reply) => {
    if (!request.url.startsWith("/api/") || request.url.startsWith("/api/auth/") || request.url.startsWith("/api/j/")) return;
    const known = request.headers.cookie === undefined ? null : await signIn.signInOf(headersOf(request));
    if (known !== null && known.renewed.length > 0) setCookies(reply, known.renewed);
    request.signIn = known;
    request.person = known?.personId ?? null;
    const here = known === null ? null : await memberOfPerson(world.db, known.personId, known.id);
    request.member = here?.member ?? null;
    request.mustSetUpTwoFactor = known !== null && here !== null && mustSetUp(known, here.requiresTwoFactor);
  });
  guardRoutes(app);
  passwordRoutes(app, signIn, world);
  linkRoutes(app, signIn, world);
  libraryRoutes(app, signIn);
}

function passwordRoutes(app: App, signIn: SignIn, { db }: Needs): void {
  app.post("/api/auth/sign-in/email", { schema: { body: signInShape, response: { 200: contract.entered } } }, async (request, reply) => {
    const { email, password } = request.body;
    const whose = `${request.ip} ${email.toLowerCase()}`;
    await assureMayTry(db, "sign in from here", request.ip);
    await assureMayTry(db, "sign in", whose);
    const entered = await signIn.byPassword(email, password, headersOf(request));
    if (entered === null) throw refuse(401, "wrong_password", { field: "password" });
    await forgetTriesOf(db, "sign in", whose);
    return letIn(reply, entered);
  });

  app.post("/api/auth/second-step", { schema: { body: contract.secondStep, response: { 200: contract.entered } } }, async (request, reply) => {
    await assureMayTry(db, "code", request.ip);
    const answer = await signIn.secondStep(request.body, headersOf(request));
    if (!answer.ok) throw refuse(answer.because === "too_many_codes" ? 429 : 401, answer.because, { field: "code" });
    const { personId, token } = answer.value;
    // Whoever read the code over a shoulder comes second (RFC 6238, section 5.2); the library would let both in.
    if (request.body.by === "app" && !(await mayTry(db, "code of", `${personId} ${request.body.code}`))) {
      await removeSignIn(db, token);
      throw refuse(401, "code_used", { field: "code" });
    }
    return letIn(reply, { cookies: answer.cookies, second: false });
  });
}

/** Longer than writing a mail takes: an answer that came sooner where there is nobody to write to would tell so. */
const ANSWERS_AFTER_MS = 100;

function linkRoutes(app: App, signIn: SignIn, world: Needs): void {
  const { db } = world;
  const nothing = { 204: z.null() };
  for (const [url, purpose] of [
    ["/api/auth/sign-in/link", "sign in"],
    ["/api/auth/forgotten-password", "new password"],
  ] as const)
    app.post(url, { schema: { body: contract.mailMe, response: nothing } }, async (request, reply) => {
      const { email } = request.body;
      await assureMayTry(db, "mail from here", request.ip);
      const answering = setTimeout(ANSWERS_AFTER_MS);
      // Whoever asks for more is told the same: it is the mailbox that is spared.
      if (await mayTry(db, "mail to", `${purpose} ${email}`)) await mailLink(world, purpose, email);
      await answering;
      return reply.code(204).send(null);
    });

  app.post("/api/auth/sign-in/link/use", { schema: { body: contract.useLink, response: { 200: contract.entered } } }, async (request, reply) => {
    await assureMayTry(db, "sign in from here", request.ip);
    const personId = await useSignInLink(world, request.body.token);
    if (personId === null) throw refuse(410, "link_dead");
    return letIn(reply, await signIn.byLink(personId, headersOf(request)));
  });

  app.post("/api/auth/reset-password", { schema: { body: contract.resetPassword, response: nothing } }, async (request, reply) => {
    await assureMayTry(db, "sign in from here", request.ip);
    const { token, password } = request.body;
    if (!(await resetPassword(world, token, await signIn.hashOf(password)))) throw refuse(410, "link_dead");
    return reply.code(204).send(null);
  });
}

/** Only this of the library's own routes is open: the others tell or change what is ours to tell and change, and accounts are made by invitation, never by whoever comes. */
const OPEN = new Set(["/api/auth/sign-out"]);

function libraryRoutes(app: App, signIn: SignIn): void {
  app.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    handler: async (request, reply) => {
      if (!OPEN.has(request.url.split("?")[0]!)) throw refuse(404, "not_found");
      const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
      const address = new URL(request.url, "http://localhost"); // it knows its own; what the visitor calls it may be no address
      return passOn(reply, await signIn.handle(new Request(address, { method: request.method, headers: headersOf(request), ...body })));
    },
  });
}

function letIn(reply: FastifyReply, { cookies, second }: Entered): { second: boolean } {
  setCookies(reply, cookies);
  return { second };
}

export function setCookies(reply: FastifyReply, cookies: readonly string[]): void {
  void reply.header("cache-control", "no-store");
  for (const cookie of cookies) void reply.header("set-cookie", cookie);
}

export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === "string" && name !== "content-length") headers.set(name, value);
  headers.set("x-forwarded-for", request.ip);
  return headers;
}

async function passOn(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  setCookies(reply, answer.headers.getSetCookie());
  return reply
    .code(answer.status)
    .header("content-type", answer.headers.get("content-type") ?? "application/json")
    .serializer(String)
    .send(await answer.text());
}
