import { BASE, type Bench, type Reply } from "../testing.ts";
import { FIRST_PASSWORD } from "../university.ts";

export const OWNER = "direccion.tic@universidad.example";
export const ADMINISTRATOR = "zoom.admin@universidad.example";
export const TEACHER = "beata.walker2@universidad.example";
export const REDIRECT = "https://bedel.example/zoom/callback";

export type Client = { id: string; secret: string | null };
export const ADMIN_APP: Client = { id: "sandbox-admin-app", secret: "sandbox-admin-app-secret" };
export const USER_APP: Client = { id: "sandbox-user-app", secret: "sandbox-user-app-secret" };

export const question = (client: Client, more: Record<string, string> = {}): string =>
  `/oauth/authorize?${new URLSearchParams({ response_type: "code", client_id: client.id, redirect_uri: REDIRECT, state: "s & t", ...more }).toString()}`;

type Shown = { status: number; text: string; location: URL | null };

export async function press(b: Bench, path: string, form: Record<string, string> | null): Promise<Shown> {
  const body = form === null ? {} : { method: "POST", body: new URLSearchParams(form).toString() };
  const response = await b.sandbox.fetch(new Request(`${BASE}${path}`, body));
  const location = response.headers.get("location");
  return { status: response.status, text: await response.text(), location: location === null ? null : new URL(location) };
}

/** Signs in and, if the page asks, answers. */
export async function consent(b: Bench, path: string, email: string, answer: "allow" | "decline" = "allow"): Promise<Shown> {
  const page = await press(b, path, { email, password: FIRST_PASSWORD });
  const ticket = /name="ticket" type="hidden" value="([^"]+)"/.exec(page.text)?.[1];
  return ticket === undefined ? page : press(b, path, { ticket, answer });
}

/** `where` is `token` or `revoke`; the app says who it is by Basic authorization, or in the form if it has no secret. */
export async function ask(b: Bench, client: Client, form: Record<string, string>, where = "token"): Promise<Reply> {
  const credentials: Record<string, string> =
    client.secret === null ? {} : { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}` };
  const body = new URLSearchParams(client.secret === null ? { client_id: client.id, ...form } : form).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", ...credentials };
  const response = await b.sandbox.fetch(new Request(`${BASE}/oauth/${where}`, { method: "POST", headers, body }));
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
}

export const exchange = (b: Bench, client: Client, code: string, more: Record<string, string> = {}): Promise<Reply> =>
  ask(b, client, { grant_type: "authorization_code", code, redirect_uri: REDIRECT, ...more });
export const refresh = (b: Bench, client: Client, token: string): Promise<Reply> => ask(b, client, { grant_type: "refresh_token", refresh_token: token });

export async function codeFor(b: Bench, client: Client, email: string, more: Record<string, string> = {}): Promise<string> {
  const { location, text } = await consent(b, question(client, more), email);
  const code = location?.searchParams.get("code");
  if (code === undefined || code === null) throw new Error(`no code: ${text}`);
  return code;
}

/** The tokens of an app that this person has just allowed. */
export async function tokensFor(b: Bench, client: Client, email: string): Promise<{ access: string; refresh: string }> {
  const { status, body } = await exchange(b, client, await codeFor(b, client, email));
  if (status !== 200) throw new Error(`no tokens: ${JSON.stringify(body)}`);
  return { access: String(body["access_token"]), refresh: String(body["refresh_token"]) };
}

export async function call(b: Bench, access: string, method: string, path: string, body?: unknown): Promise<Reply> {
  b.passMachine(1000);
  const init = {
    method,
    headers: { authorization: `Bearer ${access}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const response = await b.sandbox.fetch(new Request(`${BASE}/v2${path}`, init));
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>), headers: response.headers };
}
