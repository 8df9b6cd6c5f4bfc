import { seededRandom } from "../src/lib/random.ts";
import { after, instant, type Duration, type Instant } from "../src/lib/time.ts";
import { openSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
import { DEFAULT_APP } from "./university.ts";

export const NOON = instant("2027-03-01T12:00:00Z");
export const BASE = "http://sandbox.example/zoom";
export const ROOM = "sala.aula-magna@universidad.example";

export type Reply = { status: number; body: Record<string, any>; headers: Headers };
export type Bench = {
  sandbox: Sandbox;
  posted: { url: string; init: RequestInit }[];
  /** How the address of the webhooks answers; a test may replace it. */
  receive: (url: string, init: RequestInit) => Promise<Response>;
  now(): Instant;
  pass(length: Duration): Promise<void>;
  passMachine(ms: number): void;
  api(method: string, path: string, body?: unknown): Promise<Reply>;
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  page(path: string, form?: Record<string, string>): Promise<{ status: number; text: string }>;
};

const JSON_TYPE = { "content-type": "application/json" };

/** A sandbox with a clock that moves when told and a mailbox for its webhooks. */
export async function bench(more: Partial<SandboxOptions> = {}, open: (options: SandboxOptions) => Sandbox = openSandbox): Promise<Bench> {
  let now: Instant = NOON;
  let machine = 0;
  let token = "";
  const posted: Bench["posted"] = [];
  const sandbox = open({
    now: () => now,
    machine: () => machine,
    random: seededRandom(7),
    baseUrl: BASE,
    file: null,
    webhook: null,
    send: (url, init) => {
      posted.push({ url, init });
      return it.receive(url, init);
    },
    ...more,
  });
  const read = async (response: Response): Promise<Reply> => {
    const text = await response.text();
    const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
    return { status: response.status, body, headers: response.headers };
  };
  const call = (path: string, method: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
    sandbox.fetch(
      new Request(`${BASE}${path}`, { method, ...(body === undefined ? { headers } : { headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify(body) }) }),
    );
  const signIn = async (): Promise<void> => {
    token = String((await askToken(sandbox)).body["access_token"]);
  };
  const headers = (): Record<string, string> => ({ authorization: `Bearer ${token}`, "content-type": "application/json" });
  const it: Bench = {
    sandbox,
    posted,
    receive: async () => new Response(null, { status: 204 }),
    now: () => now,
    pass: async (length) => {
      now = after(now, length);
      await sandbox.run();
    },
    passMachine: (ms) => void (machine += ms),
    api: async (method, path, body) => {
      machine += 1000;
      if (token === "") await signIn();
      const reply = await read(await call(`/v2${path}`, method, body, headers()));
      if (reply.status !== 401) return reply;
      await signIn();
      return read(await call(`/v2${path}`, method, body, headers()));
    },
    control: async (method, path, body) => read(await call(`/control${path}`, method, body, {})),
    page: async (path, form) => {
      const init =
        form === undefined
          ? {}
          : { method: "POST", body: new URLSearchParams(form).toString(), headers: { "content-type": "application/x-www-form-urlencoded" } };
      const response = await sandbox.fetch(new Request(path.startsWith("http") ? path : `${BASE}${path}`, init));
      return { status: response.status, text: await response.text() };
    },
  };
  return it;
}

export async function askToken(
  sandbox: Sandbox,
  form: Record<string, string> = {},
  credentials = `${DEFAULT_APP.clientId}:${DEFAULT_APP.clientSecret}`,
): Promise<Reply> {
  const body = new URLSearchParams({ grant_type: "account_credentials", account_id: DEFAULT_APP.accountId, ...form }).toString();
  const headers = { authorization: `Basic ${Buffer.from(credentials).toString("base64")}`, "content-type": "application/x-www-form-urlencoded" };
  const response = await sandbox.fetch(new Request(`${BASE}/oauth/token`, { method: "POST", headers, body }));
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
}

/** A meeting in an hour, as the API makes it. */
export async function meetingOf(b: Bench, more: Record<string, unknown> = {}, host = ROOM): Promise<Record<string, any>> {
  const start_time = `${new Date(after(b.now(), 3_600_000)).toISOString().slice(0, 19)}Z`;
  const made = await b.api("POST", `/users/${host}/meetings`, { topic: "Óptica cuántica", start_time, duration: 60, ...more });
  if (made.status !== 201) throw new Error(`no meeting: ${JSON.stringify(made.body)}`);
  return made.body;
}

/** The host comes through the start address. */
export const startByAddress = async (b: Bench, meetingId: number, more: Record<string, unknown> = {}): Promise<Reply> => {
  const { body } = await b.api("GET", `/meetings/${meetingId}`);
  return b.control("POST", "/start", { meetingId, by: { startUrl: body["start_url"] }, ...more });
};
