import { z } from "zod";
import type { AppKeys, ZoomApps } from "../connections/actions.ts";
import type { Instant } from "../lib/time.ts";
import type { Config } from "../platform/config.ts";
import { hostsOf } from "../zoom/client/client.ts";
import { complaintOf, errorOf } from "../zoom/client/errors.ts";
import { accountToken, exchangeCode, type Asking, type Token } from "../zoom/client/oauth.ts";
import { send } from "../zoom/client/transport.ts";
import { ZoomError } from "../zoom/port.ts";
import { fault, well, type Finding } from "./finding.ts";
import { judgeKeys, judgeScopes, judgeTrouble } from "./zoom.ts";

/** Shorter than a check may take, so that a Zoom that does not answer is told as such. */
const PATIENCE_MS = 4_000;

/** The real Zoom, as the settings have it. */
export const appsOf = ({ zoom, zoomBases, limits }: Config): ZoomApps => ({
  ...zoomBases,
  account: zoom?.account ?? null,
  admin: zoom?.admin ?? null,
  personal: zoom?.personal ?? null,
  limits,
  fetch: (url, init) => fetch(url, init),
});

export type AtZoom = { zoom: ZoomApps; now: () => Instant };

export const askingOf = ({ zoom, now }: AtZoom): Asking => ({ transport: { fetch: zoom.fetch, timeoutMs: PATIENCE_MS, hosts: hostsOf(zoom) }, now });

/** The apps of the settings, each tried at Zoom. No connection that a person authorized is renewed or ended by it. */
export async function lookAtApps(at: AtZoom, origin: string): Promise<Finding[]> {
  const { account, admin, personal } = at.zoom;
  const found = await Promise.all([
    account === null ? [] : lookAtAccountApp(at, account, "ZOOM_CLIENT_ID"),
    admin === null ? [] : lookAtKeys(at, admin, "ZOOM_ADMIN_CLIENT_ID", origin),
    personal === null ? [] : lookAtKeys(at, personal, "ZOOM_PERSONAL_CLIENT_ID", origin),
  ]);
  return found.flat();
}

/**
 * A Server-to-Server app: a token of its own, the account that it opens, and what it may do there. Zoom lets one token of such an app live: the
 * running Bedel takes another when its own opens nothing any more, and by then it is ours that has died. So we try twice.
 */
export async function lookAtAccountApp(at: AtZoom, app: AppKeys & { accountId: string }, of: string): Promise<Finding[]> {
  const { zoom } = at;
  const trouble = (error: unknown): Finding => judgeTrouble(error, { of, at: new URL(zoom.oauthBase).host, account: app.accountId });
  const tried = async (): Promise<{ token: Token; opened: string | null }> => {
    const token = await accountToken(askingOf(at), { oauthBase: zoom.oauthBase, ...app }, app.accountId);
    return { token, opened: await accountBehind(at, token.accessToken) };
  };
  let found: Awaited<ReturnType<typeof tried>>;
  try {
    found = await tried().catch((error: unknown) => (isDeadToken(error) ? tried() : Promise.reject(error)));
  } catch (error) {
    return [trouble(error)];
  }
  const { token, opened } = found;
  const scopes = judgeScopes("account", token.scopes ?? null, of);
  if (opened !== null && opened !== app.accountId) return [fault("zoom", "other_account", { account: opened, expected: app.accountId }, of), scopes];
  return [well("zoom", "well", { account: app.accountId, plan: zoom.limits.plan }, of), scopes];
}

const isDeadToken = (error: unknown): boolean => error instanceof ZoomError && error.code === 124;

const meWire = z.object({ account_id: z.string().min(1) });

/** Null where the scopes, or the person's role, don't allow the question: that the token is good is known then all the same. Throws a `ZoomError` when it is not. */
export async function accountBehind(at: AtZoom, accessToken: string): Promise<string | null> {
  const call = { method: "GET", path: "/users/me", label: "light" } as const;
  const answer = await send(askingOf(at).transport, call, `${at.zoom.apiBase}${call.path}`, {
    headers: { authorization: `Bearer ${accessToken}` },
    body: null,
  });
  const complaint = complaintOf(answer);
  if (complaint !== null) {
    const error = errorOf(call, answer, complaint, at.now());
    if (error.kind === "missing_scope" || error.kind === "permission") return null;
    throw error;
  }
  const read = meWire.safeParse(answer.body);
  return read.success ? read.data.account_id : null;
}

/** No code opens with this one. What Zoom complains of first tells whether it knows the app. */
async function lookAtKeys(at: AtZoom, keys: AppKeys, of: string, origin: string): Promise<Finding[]> {
  const grant = { code: "bedel-doctor", redirectUri: `${origin}/api/connections/callback`, verifier: "bedel-doctor-bedel-doctor-bedel-doctor-bedel" };
  try {
    await exchangeCode(askingOf(at), { oauthBase: at.zoom.oauthBase, ...keys }, grant);
    return [well("zoom", "keys_well", {}, of)];
  } catch (error) {
    return [judgeKeys(error, { of, at: new URL(at.zoom.oauthBase).host })];
  }
}

/** What time Zoom has: any answer says so, one without a token too. */
export async function zoomsClock({ zoom, now }: AtZoom): Promise<{ ours: number; theirs: number | null }> {
  const asked = now();
  const answer = await zoom.fetch(`${zoom.apiBase}/users/me`, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
  const answered = now();
  await answer.body?.cancel();
  const date = answer.headers.get("date");
  return { ours: (asked + answered) / 2, theirs: date === null ? null : Date.parse(date) };
}
