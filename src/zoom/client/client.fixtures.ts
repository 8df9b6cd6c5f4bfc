import { openSandbox, type Sandbox } from "../../../sandbox/sandbox.ts";
import { seededRandom } from "../../lib/random.ts";
import { after, hours, instant, type Duration, type Instant } from "../../lib/time.ts";
import { ZoomError, type MeetingPlan, type Zoom } from "../port.ts";
import { answerValidation } from "../webhooks.ts";
import type { CallRecord } from "./call.ts";
import { zoomClient, type ZoomClientOptions } from "./client.ts";
import { tokensInMemory } from "./tokens.ts";

export const NINE = instant("2027-03-01T09:00:00Z");
export const ROOM = "uRoom0100000000000000A";
/** Licensed, without the webinar add-on. */
export const PLAIN_ROOM = "uRoom0900000000000000A";
export const SECRET = "s3cret";
const BASE = "http://sandbox.example/zoom";

export type Line = {
  zoom: Zoom;
  sandbox: Sandbox;
  calls: CallRecord[];
  paused: number[];
  webhooks: { headers: Headers; rawBody: Uint8Array }[];
  now: () => Instant;
  pass(length: Duration): Promise<void>;
  /** What people and fate do; throws what the sandbox refuses. */
  control(path: string, body?: object): Promise<Record<string, unknown>>;
  /** A call past our client, as another app of the account makes it. */
  api(method: "POST" | "PATCH", path: string, body: object): Promise<Response>;
  another(more?: Partial<ZoomClientOptions>): Zoom;
};

/** The real client on one end, the sandbox on the other, and a calendar that moves when told. */
export function line(more: Partial<ZoomClientOptions> = {}): Line {
  let now = NINE;
  let machine = 0;
  const [calls, paused, webhooks]: [CallRecord[], number[], Line["webhooks"]] = [[], [], []];
  const sandbox = openSandbox({
    now: () => now,
    machine: () => machine,
    random: seededRandom(11),
    baseUrl: BASE,
    file: null,
    webhook: { url: "http://bedel.example/webhooks", secret: SECRET },
    send: async (_, init) => {
      const rawBody = new Uint8Array(await new Response(init.body).arrayBuffer());
      const validation = answerValidation(SECRET, JSON.parse(Buffer.from(rawBody).toString()));
      if (validation !== null) return Response.json(validation);
      webhooks.push({ headers: new Headers(init.headers), rawBody });
      return new Response(null, { status: 204 });
    },
  });
  const options: ZoomClientOptions = {
    fetch: (url, init) => sandbox.fetch(new Request(url, init)),
    apiBase: `${BASE}/v2`,
    oauthBase: `${BASE}/oauth`,
    accountId: "sandbox-account",
    clientId: "sandbox-client",
    clientSecret: "sandbox-client-secret",
    tokens: tokensInMemory(),
    now: () => now,
    machine: () => machine,
    pause: async (ms) => {
      paused.push(ms);
      machine += ms;
    },
    record: (call) => calls.push(call),
    ...more,
  };
  return {
    zoom: zoomClient(options).at(0),
    sandbox,
    calls,
    paused,
    webhooks,
    now: () => now,
    pass: async (length) => {
      now = after(now, length);
      await sandbox.run();
    },
    control: async (path, body) => {
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      const response = await sandbox.fetch(new Request(`${BASE}/control/${path}`, init));
      const said = (await response.json()) as Record<string, unknown>;
      if (!response.ok) throw new Error(`the sandbox refuses ${path}: ${JSON.stringify(said)}`);
      return said;
    },
    api: async (method, path, body) => {
      const form = new URLSearchParams({ grant_type: "account_credentials", account_id: options.accountId });
      const authorization = `Basic ${btoa(`${options.clientId}:${options.clientSecret}`)}`;
      const answer = await sandbox.fetch(new Request(`${BASE}/oauth/token`, { method: "POST", headers: { authorization }, body: form }));
      const { access_token } = (await answer.json()) as { access_token: string };
      const init: RequestInit = {
        method,
        headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      };
      return sandbox.fetch(new Request(`${BASE}/v2${path}`, init));
    },
    another: (other = {}) => zoomClient({ ...options, ...other }).at(0),
  };
}

export const plan = (more: Partial<MeetingPlan> = {}): MeetingPlan => ({
  kind: "meeting",
  mark: "bedel:7f3a",
  title: "Óptica cuántica — łódź",
  start: after(NINE, hours(1)),
  minutes: 60,
  zone: "Europe/Madrid",
  waitingRoom: false,
  registration: true,
  passcode: "k3Yk3y",
  ...more,
});

export const people = [
  { name: "Íñigo Ortega Peña", email: "inigo@universidad.example" },
  { name: "Żaneta", email: "zaneta@elsewhere.example" },
];

/** The next calls that fit are answered so. */
export const fault = (it: Line, match: string, what: string, more: object = {}) => it.control("faults", { kind: "next", match, do: what, ...more });

export async function errorOf(promise: Promise<unknown>): Promise<ZoomError> {
  const error = await promise.then(
    () => new Error("nothing went wrong"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ZoomError) return error;
  throw error;
}

export const kindOf = async (promise: Promise<unknown>): Promise<string> => (await errorOf(promise)).kind;
