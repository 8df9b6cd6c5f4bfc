import { after, minutes } from "../../src/lib/time.ts";
import type { Answer } from "../answer.ts";
import type { Challenge, User } from "../account.ts";
import { secret } from "../ids.ts";
import { signedIn } from "../live/acts.ts";
import type { Visit } from "../pages/door-pages.ts";
import { goTo, html, pageAnswer, type Html } from "../pages/html.ts";
import { mayDo, roleOf } from "../roles/roles.ts";
import { signsIn } from "../users/passwords.ts";
import type { World } from "../world.ts";
import { findApp, isRedirectOf, permissionsFor, scopesAskedBy, type RegisteredApp } from "./apps.ts";
import { allow } from "./authorizations.ts";

const SIGNED_IN_FOR = minutes(10);

type Asked = { app: RegisteredApp; redirectUri: string; state: string | null; challenge: Challenge | null };
type Reading = { ok: true; asked: Asked } | { ok: false; code: number; reason: string };

/** What an app asks of a person. The answer to a wrong question stays here: who asks wrongly may not be who they say. */
function read(world: World, query: URLSearchParams): Reading {
  const wrong = (code: number, reason: string): Reading => ({ ok: false, code, reason });
  const app = findApp(world, query.get("client_id") ?? "");
  if (app === null || app.kind === "server-to-server") return wrong(4702, "Invalid client_id.");
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!isRedirectOf(app, redirectUri)) return wrong(4709, "Invalid redirect: the address is not one of the app's redirect addresses.");
  if (app.switchedOff === "by its developer") return wrong(4717, "The app has been disabled.");
  if (app.switchedOff === "by the administrator") return wrong(4738, "The account's administrator does not allow this app.");
  if (query.get("response_type") !== "code") return wrong(4705, "The response type must be code.");
  const challenge = readChallenge(query);
  if (challenge === "wrong") return wrong(4706, "The code challenge must have 43 to 128 characters (RFC 7636), and its method be S256 or plain.");
  if (challenge === null && app.publicClient) return wrong(4706, "A public client must send a code challenge.");
  return { ok: true, asked: { app, redirectUri, state: query.get("state"), challenge } };
}

function readChallenge(query: URLSearchParams): Challenge | null | "wrong" {
  const challenge = query.get("code_challenge");
  if (challenge === null) return null;
  const method = query.get("code_challenge_method") ?? "plain";
  if (!/^[\w.~-]{43,128}$/.test(challenge)) return "wrong";
  return method === "S256" || method === "plain" ? { challenge, method } : "wrong";
}

/** GET /oauth/authorize. Zoom takes the scopes from the app, not from the address. */
export function authorizePage({ world, query, form }: Visit): Answer {
  const reading = read(world, query);
  if (!reading.ok) {
    const body = html`<p class="problem" role="alert">${reading.reason} (${reading.code})</p>`;
    return pageAnswer(world.base, { title: "This app can't be authorized", status: 400, body });
  }
  const here = `${world.base}/oauth/authorize?${query.toString()}`;
  const { asked } = reading;
  if (form === null) return signIn(world, asked.app, here, "", null);
  const answer = form.get("answer");
  if (answer === null) return signedInBy(world, asked, here, form);
  if (answer !== "allow") return goTo(back(asked, { error: "access_denied" }));
  const person = personOf(world, form.get("ticket") ?? "");
  if (person === null) return signIn(world, asked.app, here, "", "Sign in again, please.");
  return whyNotInstall(world, asked.app, person) ?? goTo(back(asked, { code: allow(world, asked.app, person.id, asked).value }));
}

function back({ redirectUri, state }: Asked, more: Record<string, string>): string {
  const address = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...more, ...(state === null ? {} : { state }) })) address.searchParams.set(name, value);
  return address.toString();
}

function signIn(world: World, app: RegisteredApp, here: string, email: string, problem: string | null): Answer {
  const body = html`<p>To see what <strong>${app.name}</strong> asks for.</p>
    ${problem === null ? null : html`<p class="problem" role="alert">${problem}</p>`}
    <form class="card" method="post" action="${here}">
      <label>E-mail <input name="email" type="email" required autocomplete="off" value="${email}" /></label>
      <label>Password <input name="password" type="password" required autocomplete="off" /></label>
      <button>Sign in</button>
    </form>`;
  return pageAnswer(world.base, { title: "Sign in", status: problem === null ? 200 : 401, body });
}

function signedInBy(world: World, asked: Asked, here: string, form: URLSearchParams): Answer {
  const email = form.get("email") ?? "";
  const user = signsIn(world, email, form.get("password") ?? "");
  if (user === null) return signIn(world, asked.app, here, email, "Incorrect e-mail or password.");
  signedIn(world, user);
  const ticket = secret(world);
  for (const old of world.consents.all()) if (old.expiresAt <= world.at) world.consents.drop(old.value);
  world.consents.put(ticket, { value: ticket, userId: user.id, expiresAt: after(world.at, SIGNED_IN_FOR) });
  return whyNotInstall(world, asked.app, user) ?? consent(world, asked, here, user, ticket);
}

function personOf(world: World, ticket: string): User | null {
  const kept = world.consents.get(ticket);
  const user = kept === undefined || kept.expiresAt <= world.at ? undefined : world.users.get(kept.userId);
  return user?.status === "active" ? user : null;
}

/** An app for the whole account can do no more than the one who installs it. */
function whyNotInstall(world: World, app: RegisteredApp, user: User): Answer | null {
  const lacks = app.kind === "admin-managed" ? permissionsFor(scopesAskedBy(app)).filter((permission) => !mayDo(world, user, permission)) : [];
  if (lacks.length === 0) return null;
  const body = html`<p class="problem" role="alert">${app.name} is for the whole account. Your role ${roleOf(world, user).name} lacks what its scopes need:</p>
    <ul>
      ${lacks.map((permission) => html`<li>${permission}</li>`)}
    </ul>
    <p>Ask an administrator to authorize it.</p>`;
  return pageAnswer(world.base, { title: "You cannot authorize this app", status: 403, body });
}

function consent(world: World, { app }: Asked, here: string, user: User, ticket: string): Answer {
  const scope = (name: string): Html => html`<li><code>${name}</code></li>`;
  const whose = app.kind === "admin-managed" ? "for everybody in the account" : "for your own account only";
  const body = html`<p>You are ${user.first_name} ${user.last_name} (${user.email}). The app asks, ${whose}, for:</p>
    <ul>
      ${scopesAskedBy(app).map(scope)}
    </ul>
    <form method="post" action="${here}">
      <input name="ticket" type="hidden" value="${ticket}" />
      <button name="answer" value="allow">Allow</button> <button name="answer" value="decline" class="quiet">Decline</button>
    </form>`;
  return pageAnswer(world.base, { title: `${app.name} asks for permission`, body });
}
