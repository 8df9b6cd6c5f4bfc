import { ok, type Answer } from "../answer.ts";
import { list, rowOf, text } from "../call.ts";
import type { App, AppKind, Registration } from "../account.ts";
import { findUser } from "../users/users.ts";
import { account, type World } from "../world.ts";
import { findApp, registered, scopesAskedBy, whyNotRedirect, type RegisteredApp } from "./apps.ts";
import { authorizationOf } from "./authorizations.ts";
import { removeApp } from "./removal.ts";

type Body = Record<string, unknown>;
type Reader = (value: unknown) => boolean;

const problem = (message: string): Answer => ({ status: 400, body: { error: message } });
const KINDS: AppKind[] = ["server-to-server", "admin-managed", "user-managed"];
const SWITCHES: Registration["switchedOff"][] = ["by its developer", "by the administrator", null];
const isText: Reader = (value) => typeof value === "string" && value !== "";
const areTexts: Reader = (value) => Array.isArray(value) && value.every(isText);
const isFlag: Reader = (value) => typeof value === "boolean";
const isAddress: Reader = (value) => typeof value === "string" && URL.canParse(value);

/** What may be said of an app, and what it must look like. */
const FIELDS: Record<Exclude<keyof App, "accountId">, Reader> = {
  clientId: isText,
  clientSecret: isText,
  scopes: (value) => value === "every" || areTexts(value),
  name: isText,
  kind: (value) => KINDS.some((kind) => kind === value),
  redirectUris: areTexts,
  publicClient: isFlag,
  published: isFlag,
  deauthorizationUrl: (value) => value === null || isAddress(value),
  secretToken: isText,
  switchedOff: (value) => SWITCHES.some((one) => one === value),
};

/** An app without its secrets. */
function view(app: RegisteredApp): Record<string, unknown> {
  const { clientSecret: _secret, secretToken: _token, ...told } = app;
  return { ...told, scopes: scopesAskedBy(app) };
}

/** Registers an app, or changes what is said of one that exists. */
function putApp(world: World, body: Body): Answer {
  const wrong = Object.entries(body).find(([name, value]) => rowOf<Reader>(FIELDS, name)?.(value) !== true);
  if (wrong !== undefined) return problem(`${wrong[0]} is unknown or not as expected; known: ${Object.keys(FIELDS).join(", ")}`);
  const clientId = text(body["clientId"]);
  if (clientId === null) return problem("an app needs a clientId");
  const known = world.apps.get(clientId);
  if (known === undefined && body["clientSecret"] === undefined && body["publicClient"] !== true) return problem("a new app needs a clientSecret");
  const fresh: App = { clientId, clientSecret: "", accountId: account(world).id, scopes: [], kind: "admin-managed" };
  const app = registered({ ...(known ?? fresh), ...body });
  const notRedirect = list(body["redirectUris"])
    .map((address) => whyNotRedirect(world, String(address), app.publicClient))
    .find((why) => why !== null);
  if (notRedirect !== undefined) return problem(notRedirect);
  world.apps.put(clientId, app);
  return ok(view(app));
}

function deauthorize(world: World, body: Body): Answer {
  const user = findUser(world, text(body["userId"]) ?? "");
  const authorization = user === null ? null : authorizationOf(world, text(body["clientId"]) ?? "", user.id);
  if (authorization === null) return { status: 409, body: { ok: false, because: "not_authorized" } };
  removeApp(world, authorization);
  return ok({ ok: true });
}

const listApps = (world: World): Answer =>
  ok({
    apps: [...world.apps.all()].map((app) => view(findApp(world, app.clientId)!)),
    authorizations: [...world.authorizations.all()].map(({ id: _id, ...told }) => told),
  });

/** What developers, administrators and people do with apps at the Marketplace. */
export const APP_CONTROLS: Record<string, (world: World, body: Body) => Answer> = {
  "GET /control/apps": listApps,
  "POST /control/apps": putApp,
  "POST /control/deauthorize": deauthorize,
};
