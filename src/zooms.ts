import type { FastifyReply, FastifyRequest } from "fastify";
import { generalApps } from "../sandbox/oauth/general-apps.ts";
import { intoFile, openRecorded } from "../sandbox/recording.ts";
import { openSandbox, type Sandbox, type SandboxOptions } from "../sandbox/sandbox.ts";
import { DEFAULT_APP } from "../sandbox/university.ts";
import type { ZoomApps, Zooms } from "./connections/actions.ts";
import { CALLBACK } from "./connections/authorizing/actions.ts";
import { MAILBOX } from "./example/mailing.ts";
import { systemRandom } from "./lib/random.ts";
import type { Config } from "./platform/config.ts";
import { assureWhole, type DataFolder } from "./platform/data-folder.ts";
import type { App } from "./platform/http.ts";
import type { World } from "./world.ts";

const ZOOM_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/** What the sandbox keeps in the data folder. */
export const ZOOM = "zoom.sqlite";
export const SANDBOX_WEBHOOK_SECRET = "sandbox-webhook-secret";

/** What the sandbox's Zoom and the mailbox kept. Without its Zoom the database would speak of meetings that are nowhere; mails can be done without. */
export function assureSandboxIsWhole(folder: DataFolder): void {
  assureWhole(folder.path(ZOOM), "restore it from a backup, or move the data folder away to begin anew");
  assureWhole(folder.path(MAILBOX), "restore it from a backup, or move it away to begin with an empty mailbox");
}

export type OwnSandbox = Sandbox & { isOpen(): boolean };

/** Once it is closed nothing of it is there any more; it may be closed again. */
function closing(sandbox: Sandbox): OwnSandbox {
  let open = true;
  return {
    isOpen: () => open,
    fetch: (request) => (open ? sandbox.fetch(request) : Promise.resolve(new Response(null, { status: 404 }))),
    run: async () => (open ? sandbox.run() : undefined),
    nextAt: () => (open ? sandbox.nextAt() : null),
    close: () => {
      if (open) sandbox.close();
      open = false;
    },
  };
}

/** The stand-in for Zoom, under a path of our own address; it sends its webhooks in through our own door. */
export function openOwnSandbox(config: Config, app: App, file: string, clock: World["clock"]): OwnSandbox {
  const open = config.record === null ? openSandbox : (options: SandboxOptions) => openRecorded(options, intoFile(config.record!));
  const sandbox = closing(
    open({
      now: () => clock.now(),
      machine: () => clock.machine(),
      random: systemRandom,
      baseUrl: `${config.origin}/zoom`,
      file,
      webhook: { url: `${config.origin}/webhooks/zoom`, secret: SANDBOX_WEBHOOK_SECRET },
      send: async (url, init) => {
        const answer = await app.inject({
          method: "POST",
          url: new URL(url).pathname,
          headers: Object.fromEntries(new Headers(init.headers)),
          payload: String(init.body),
        });
        return new Response(answer.statusCode === 204 ? null : answer.body, { status: answer.statusCode });
      },
    }),
  );
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const body = request.body instanceof Uint8Array ? { body: new Uint8Array(request.body) } : {};
      const headers = new Headers(Object.entries(request.headers).filter((h): h is [string, string] => typeof h[1] === "string"));
      const answer = await sandbox.fetch(new Request(`${config.origin}${request.url}`, { method: request.method, headers, ...body }));
      reply.code(answer.status);
      for (const [name, value] of answer.headers) void reply.header(name, value);
      return reply.send(Buffer.from(await answer.arrayBuffer()));
    };
    scope.route({ method: ZOOM_METHODS, url: "/zoom/*", handler, ...({ helmet: false } as object) });
  });
  return sandbox;
}

/** By which of the Zooms' secrets something was told; null where both have the same. */
export function toldBy(config: Config, sandbox: Sandbox | null, secret: string): "sandbox" | "real" | null {
  const isOfSandbox = sandbox !== null && secret === SANDBOX_WEBHOOK_SECRET;
  const isOfReal = config.zoom?.webhookSecrets.includes(secret) === true;
  return isOfSandbox === isOfReal ? null : isOfSandbox ? "sandbox" : "real";
}

export const webhookSecretsOf = (config: Config, sandbox: Sandbox | null): string[] => [
  ...(config.zoom?.webhookSecrets ?? []),
  ...(sandbox === null ? [] : [SANDBOX_WEBHOOK_SECRET]),
];

/** The real Zoom, also where no app is registered there yet: an institution may bring one of its own. */
export function zoomsOf(config: Config, sandbox: Sandbox | null): Zooms {
  const { limits } = config;
  const { account = null, admin = null, personal = null } = config.zoom ?? {};
  const real: ZoomApps = { ...config.zoomBases, account, admin, personal, limits, fetch: (url, init) => fetch(url, init) };
  if (sandbox === null) return { real, sandbox: null };
  const bases = { apiBase: `${config.origin}/zoom/v2`, oauthBase: `${config.origin}/zoom/oauth`, signIn: `${config.origin}/zoom/signin` };
  const [adminApp, personalApp] = generalApps(DEFAULT_APP.accountId);
  return {
    real,
    sandbox: { ...bases, limits, account: DEFAULT_APP, admin: adminApp!, personal: personalApp!, fetch: (url, init) => sandbox.fetch(new Request(url, init)) },
  };
}

/** Where Zoom sends people back to is said in each of its apps; at the real Zoom the operator does it, once. */
export async function registerAddresses(config: Config, sandbox: Sandbox): Promise<void> {
  const redirectUris = [`${config.origin}${CALLBACK}`];
  for (const { clientId } of generalApps(DEFAULT_APP.accountId)) await askSandbox(config, sandbox, "/control/apps", { clientId, redirectUris });
}

export const askSandbox = (config: Config, sandbox: Sandbox, path: string, body: object): Promise<Response> =>
  sandbox.fetch(new Request(`${config.origin}/zoom${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }));
