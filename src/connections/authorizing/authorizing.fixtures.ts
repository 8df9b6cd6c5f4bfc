import { ADMIN_APP, ADMINISTRATOR, consent, OWNER, TEACHER, USER_APP } from "../../../sandbox/oauth/testing.ts";
import { BASE, type Bench } from "../../../sandbox/testing.ts";
import type { Said } from "../../../test/support/outside.ts";
import { aMember, aWorld, type TestWorld, type WorldOptions } from "../../../test/world.ts";
import type { Member } from "../../people/member.ts";
import { newApp, type App } from "../../platform/http.ts";
import type { Database, Tx } from "../../platform/database.ts";
import { aboveConnections } from "../../sessions/connecting/actions.ts";
import type { World } from "../../world.ts";
import { connectionOf, openConnections, type Connection } from "../actions.ts";
import { openWebhookSecrets } from "../own-app/actions.ts";
import { connectionRoutes } from "../routes.ts";
import { beginAuthorization, CALLBACK } from "./actions.ts";
import type { OutcomeKey } from "./contract.ts";

const ORIGIN = "https://bedel.example";

export type Landing = { page: string; outcome: OutcomeKey; details: Record<string, string> };

/** A browser: it keeps its cookies, and one person may have signed in there. */
export type Browser = {
  /** Sent to Zoom, for the institution unless told otherwise. */
  leave(path?: string): Promise<string>;
  /** Comes back from Zoom with what Zoom gave. */
  land(from: URL): Promise<Landing>;
  ask(method: "GET" | "POST", path: string, body?: object): Promise<{ status: number; body: Said; location: string | null }>;
};

export type Scene = TestWorld & {
  browser(as: Member | null, cookie?: string): Browser;
  /** Signs in at Zoom and allows, or declines. */
  consent(url: string, email?: string, answer?: "allow" | "decline"): Promise<URL>;
  /** All of it, in a browser of its own. */
  authorize(as: Member, email?: string): Promise<Landing>;
  inPlace(): Promise<Connection>;
  another(name: string, role?: Member["role"]): Promise<Member>;
  /** What was told to nouns above. */
  told: string[];
  personal(who: Member, email: string): Promise<Landing>;
};

/** The routes of connecting, with the sandbox's Zoom, and people who have signed in. */
export async function aScene(db: Database, options: WorldOptions & { routes?: (app: App, world: World) => void } = {}): Promise<Scene> {
  const w = await aWorld(db, { rooms: 1, also: [ADMINISTRATOR, TEACHER], ...options });
  const world: World = { ...w, origin: ORIGIN };
  for (const { id } of [ADMIN_APP, USER_APP]) await w.control("apps", { clientId: id, redirectUris: [`${ORIGIN}${CALLBACK}`] });
  const app = await newApp({ log: w.log, words: (_, because) => because, reader: () => null, frameSelf: false });
  const members = new Map<string, Member>();
  app.addHook("onRequest", async (request) => void (request.member = members.get(String(request.headers["x-as"])) ?? null));
  const told: string[] = [];
  const upstairs = {
    accountChanged: async (_: Tx, { from, to }: { from: string; to: string }) => void told.push(`account changed from ${from} to ${to}`),
    connected: async () => void told.push("connected"),
    forget: aboveConnections(world).forget,
  };
  connectionRoutes(app, world, { upstairs, above: aboveConnections(world) }, openWebhookSecrets(world, []));
  options.routes?.(app, world);

  const browser = (as: Member | null, cookie?: string): Browser => {
    const cookies = new Map<string, string>(cookie === undefined ? [] : [["bedel-zoom", cookie]]);
    if (as !== null) members.set(as.id, as);
    const ask: Browser["ask"] = async (method, path, body) => {
      const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "), ...(as === null ? {} : { "x-as": as.id }) };
      const answer = await app.inject({ method, url: path, headers, ...(body === undefined ? {} : { payload: body }) });
      for (const { name, value } of answer.cookies) cookies.set(name, value);
      const { location } = answer.headers;
      return { status: answer.statusCode, body: answer.body.startsWith("{") ? answer.json() : {}, location: location === undefined ? null : String(location) };
    };
    const land: Browser["land"] = async (from) => {
      const { status, location } = await ask("GET", `${from.pathname}${from.search}`);
      const to = new URL(location ?? "/lost", ORIGIN);
      if (status !== 303 || to.search.includes("code=")) throw new Error(`not sent on: ${status} ${to.href}`);
      const attempt = to.searchParams.get("attempt");
      const path = `/api/${to.pathname.startsWith("/connect/") ? "connect" : "connection"}/attempts/${attempt}`;
      const details = attempt === null ? {} : ((await ask("GET", path)).body["details"] ?? {});
      return { page: to.pathname, outcome: to.searchParams.get("outcome") as OutcomeKey, details };
    };
    const leave = async (path = "/api/connection/authorize"): Promise<string> => {
      const { status, body } = await ask("POST", path);
      if (status !== 200) throw new Error(`not sent: ${status} ${JSON.stringify(body)}`);
      return String(body["url"]);
    };
    return { ask, land, leave };
  };

  const allow: Scene["consent"] = async (url, email = ADMINISTRATOR, answer = "allow") => {
    const shown = await consent({ sandbox: w.sandbox } as Bench, url.slice(BASE.length), email, answer);
    if (shown.location === null) throw new Error(`Zoom shows: ${shown.text.replaceAll(/<style>[^]*?<\/style>|<[^>]*>/g, " ").replaceAll(/\s+/g, " ")}`);
    return shown.location;
  };

  return {
    ...w,
    origin: ORIGIN,
    told,
    browser,
    consent: allow,
    authorize: async (as, email) => {
      const it = browser(as);
      return it.land(await allow(await it.leave(), email));
    },
    inPlace: async () => (await connectionOf(db, w.institutionId))!,
    another: (name, role = "admin") =>
      aMember(db, { institutionId: w.institutionId, id: w.random.uuid(), name, email: `${name.toLowerCase()}@universidad.example`, role }),
    personal: async (who, email) => {
      const cookie = "p".repeat(32);
      return browser(who, cookie).land(await allow(await personalUrl(world, who, cookie), email));
    },
  };
}

async function personalUrl(world: World, { institutionId, id }: Member, browser: string): Promise<string> {
  const begun = await beginAuthorization(world, { institutionId, purpose: "personal", memberId: id, linkId: null, browser });
  if (!begun.ok) throw new Error(begun.refusal.because);
  return begun.value.url;
}

/** Whether Zoom takes the token that is in place, from whoever is said to have given it. Read anew, as by another process. */
export async function lives(s: Scene): Promise<boolean> {
  const zoom = openConnections({ ...s, process: null }, s.zooms)(s.institutionId);
  const who = await zoom.whoAmI().catch(() => null);
  return who !== null && who.email === (await s.inPlace()).authorizedBy?.email;
}

/** The institution is connected by OAuth, by this person. */
export async function connectedBy(db: Database, email = OWNER): Promise<Scene> {
  const s = await aScene(db);
  await s.authorize(s.admin, email);
  return s;
}
