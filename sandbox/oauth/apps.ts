import type { App, Registration } from "../account.ts";
import { OPERATIONS } from "../routes.ts";
import type { World } from "../world.ts";

export type RegisteredApp = App & Registration;

const PLAIN: Registration = {
  name: "Sandbox app",
  kind: "server-to-server",
  redirectUris: [],
  publicClient: false,
  published: false,
  deauthorizationUrl: null,
  secretToken: "sandbox-webhook-secret",
  switchedOff: null,
};

/** An app with all that its maker did not say. */
export const registered = (app: App): RegisteredApp => ({ ...PLAIN, ...app });

export function findApp(world: World, clientId: string): RegisteredApp | null {
  const app = world.apps.get(clientId);
  return app === undefined ? null : registered(app);
}

const distinct = (names: string[]): string[] => [...new Set(names)].toSorted();

/** They open no call of their own: with them Zoom tells who comes and goes. */
const FOR_EVENTS = ["meeting:read:participant", "webinar:read:participant"];

export function scopesAskedBy(app: RegisteredApp): string[] {
  if (app.scopes !== "every") return app.scopes;
  const ofPerson = app.kind === "user-managed";
  const forEvents = FOR_EVENTS.map((name) => (ofPerson ? name : `${name}:admin`));
  return distinct([...OPERATIONS.flatMap(({ scopes }) => scopes.granular.filter((name) => name.endsWith(":admin") !== ofPerson)), ...forEvents]);
}

/** What the role of whoever installs it for the account must allow. */
export const permissionsFor = (scopes: string[]): string[] =>
  distinct(
    OPERATIONS.filter((operation) => operation.scopes.account.some((name) => scopes.includes(name))).flatMap(({ permission }) =>
      permission === null ? [] : [permission],
    ),
  );

/**
 * To the letter, the last slash included (4709 otherwise). Only a public client on the person's own computer may choose its port
 * (changelog of 2026-09-28).
 */
export function isRedirectOf(app: RegisteredApp, address: string): boolean {
  if (app.redirectUris.includes(address)) return true;
  const portless = withoutPort(address);
  return app.publicClient && portless !== null && app.redirectUris.some((known) => withoutPort(known) === portless);
}

function withoutPort(address: string): string | null {
  const found = /^(http:\/\/127\.0\.0\.1)(?::\d+)?(\/.*)?$/.exec(address);
  return found === null ? null : `${found[1]!}${found[2] ?? ""}`;
}

/** Why this may not be registered as a redirect address, or null. Where the sandbox itself has no https on its own computer, neither need the app. */
export function whyNotRedirect(world: World, address: string, publicClient: boolean): string | null {
  if (!URL.canParse(address)) return `${address} is not an address`;
  const url = new URL(address);
  if (url.hash !== "") return `${address} must not have a #`;
  if (url.protocol === "https:" && url.hostname !== "localhost") return null;
  if (url.protocol === "http:" && publicClient && url.hostname === "127.0.0.1") return null;
  const isHere = (one: URL): boolean => one.protocol === "http:" && ["localhost", "127.0.0.1"].includes(one.hostname);
  return isHere(url) && isHere(new URL(world.base)) ? null : `${address} must be https; http://127.0.0.1 is for public clients only`;
}
