import type { FastifyReply, FastifyRequest } from "fastify";
import { renderSVG } from "uqr";
import { z } from "zod";
import { iso, type Instant } from "../../lib/time.ts";
import { wallClock } from "../../platform/clock.ts";
import { refuse, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import type { Answered, SignIn } from "../signing-in/actions.ts";
import { headersOf, setCookies } from "../signing-in/routes.ts";
import type { KnownSignIn } from "../signing-in/signed-in.ts";
import { forgetDevices } from "../signing-in/store.ts";
import { assureMayTry, forgetTriesOf } from "../signing-in/trying-actions.ts";
import { institutionById } from "../store.ts";
import * as contract from "./contract.ts";
import { deviceOf } from "./device.ts";
import { endOtherSignIns, endSignIn, personOf, signInsOf } from "./store.ts";

const nothing = { 204: z.null() };

/** What people do with their own account: password, second step, sign-ins. */
export function accountRoutes(app: App, signIn: SignIn, { db, clock }: Pick<World, "db" | "clock">): void {
  // The library writes the computer's time; pages tell the application's.
  const inOurTime = (moment: Instant): Instant => (moment + clock.now() - wallClock()) as Instant;
  app.get("/api/account", { schema: { response: { 200: contract.account } } }, async (request) => {
    const known = knownOf(request);
    const { email, hasPassword } = (await personOf(db, known.personId))!;
    const institution = known.onlyInstitution === null ? null : await institutionById(db, known.onlyInstitution);
    const signIns = (await signInsOf(db, known)).map(({ id, userAgent, address, since, lastSeen }) => ({
      id,
      isThis: id === known.id,
      ...deviceOf(userAgent),
      address,
      since: iso(inOurTime(since)),
      lastSeen: iso(inOurTime(lastSeen)),
    }));
    // An institution that vouches for anybody's address is not told whether somebody on this server has it.
    const mayKnow = known.onlyInstitution === null;
    return { email, hasPassword: hasPassword && mayKnow, twoFactor: known.twoFactor, enteredBy: institution?.settings.name ?? null, signIns };
  });

  app.post("/api/account/password", { schema: { body: contract.changePassword, response: nothing } }, async (request, reply) => {
    const known = wholeOf(request);
    const { current, next } = request.body;
    await byPassword(known, "current", reply, () => signIn.changePassword({ current, next }, headersOf(request)));
    await trustNoDevice(known);
    return reply.code(204).send(null);
  });

  app.delete("/api/account/sign-ins", { schema: { response: nothing } }, async (request, reply) => {
    const known = knownOf(request);
    await endOtherSignIns(db, known);
    await trustNoDevice(known);
    return reply.code(204).send(null);
  });

  app.delete("/api/account/sign-ins/:id", { schema: { params: z.object({ id: z.string().max(64) }), response: nothing } }, async (request, reply) => {
    const known = knownOf(request);
    const { id } = request.params;
    if ((await endSignIn(db, known, id)) === 0) throw refuse(404, "not_found");
    if (id !== known.id) await trustNoDevice(known);
    return reply.code(204).send(null);
  });

  twoFactorRoutes(app, signIn, { byPassword: (known, reply, ask) => byPassword(known, "password", reply, ask), trustNoDevice });

  /** Whoever ends a sign-in elsewhere has perhaps lost that device, and which of the trusted ones it is nobody wrote down. */
  async function trustNoDevice({ personId, onlyInstitution }: KnownSignIn): Promise<void> {
    if (onlyInstitution === null) await forgetDevices(db, personId);
  }

  /** Whoever sits at a computer left open may not try passwords for ever. */
  async function byPassword<T>(known: KnownSignIn, field: string, reply: FastifyReply, ask: () => Promise<Answered<T>>): Promise<T> {
    await assureMayTry(db, "password of", known.personId);
    const answer = await ask();
    if (!answer.ok) throw answer.because === "wrong_password" ? refuse(422, "password_wrong", { field }) : refuse(409, answer.because);
    await forgetTriesOf(db, "password of", known.personId);
    setCookies(reply, answer.cookies);
    return answer.value;
  }
}

type ByPassword = <T>(known: KnownSignIn, reply: FastifyReply, ask: () => Promise<Answered<T>>) => Promise<T>;
type Securing = { byPassword: ByPassword; trustNoDevice(known: KnownSignIn): Promise<void> };

function twoFactorRoutes(app: App, { twoFactor }: SignIn, { byPassword, trustNoDevice }: Securing): void {
  app.post("/api/account/two-factor", { schema: { body: contract.withPassword, response: { 200: contract.twoFactorBegun } } }, async (request, reply) => {
    const known = wholeOf(request);
    const { address, backupCodes } = await byPassword(known, reply, () => twoFactor.begin(request.body.password, headersOf(request)));
    return { address, backupCodes, secret: new URL(address).searchParams.get("secret") ?? "", qr: renderSVG(address, { border: 2 }) };
  });

  app.post("/api/account/two-factor/confirm", { schema: { body: contract.confirmCode, response: nothing } }, async (request, reply) => {
    wholeOf(request);
    const answer = await twoFactor.confirm(request.body.code, headersOf(request));
    if (!answer.ok) throw answer.because === "wrong_code" ? refuse(422, answer.because, { field: "code" }) : refuse(409, answer.because);
    setCookies(reply, answer.cookies);
    return reply.code(204).send(null);
  });

  app.post("/api/account/two-factor/off", { schema: { body: contract.withPassword, response: nothing } }, async (request, reply) => {
    const known = wholeOf(request);
    await byPassword(known, reply, () => twoFactor.turnOff(request.body.password, headersOf(request)));
    await trustNoDevice(known);
    return reply.code(204).send(null);
  });

  app.post(
    "/api/account/two-factor/backup-codes",
    { schema: { body: contract.withPassword, response: { 200: contract.backupCodes } } },
    async (request, reply) => ({
      backupCodes: await byPassword(wholeOf(request), reply, () => twoFactor.newBackupCodes(request.body.password, headersOf(request))),
    }),
  );
}

function knownOf(request: FastifyRequest): KnownSignIn {
  if (request.signIn == null) throw refuse(401, "not_signed_in");
  return request.signIn;
}

/** A sign-in that its person began: an institution's provider vouches for a member there, not for the person everywhere. */
function wholeOf(request: FastifyRequest): KnownSignIn {
  const known = knownOf(request);
  if (known.onlyInstitution !== null) throw refuse(403, "entered_by_institution");
  return known;
}
