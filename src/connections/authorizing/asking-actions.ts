import { zoomClient } from "../../zoom/client/client.ts";
import { exchangeCode, type App, type Asking, type Token } from "../../zoom/client/oauth.ts";
import { tokensInMemory } from "../../zoom/client/tokens.ts";
import { ZoomError, type Myself, type Zoom } from "../../zoom/port.ts";
import type { World } from "../../world.ts";
import type { AppKeys, ZoomApps } from "../apps.ts";

type Needs = Pick<World, "clock" | "pause" | "log">;

/** Zoom answers within seconds or not at all. */
const TIMEOUT_MS = 15_000;
/** Whoever has authorized waits before the page: a moment's trouble of Zoom's is not theirs. */
const AGAIN_AFTER = [300, 1500];

export const askingOf = ({ clock }: Pick<World, "clock">, { fetch, apiBase, oauthBase }: ZoomApps): Asking => ({
  transport: { fetch, timeoutMs: TIMEOUT_MS, hosts: [new URL(apiBase).host, new URL(oauthBase).host] },
  now: () => clock.now(),
});

export const appOf = ({ oauthBase }: ZoomApps, { clientId, clientSecret }: AppKeys): App => ({
  oauthBase: oauthBase.replace(/\/+$/, ""),
  clientId,
  clientSecret,
});

/** A client for a token of which nobody knows yet whether it will be used. It is never renewed: what is kept must be what was given. */
export async function zoomBy({ clock, pause }: Needs, zoom: ZoomApps, keys: AppKeys, token: Token): Promise<Zoom> {
  const tokens = tokensInMemory();
  await tokens.save({ ...token, refreshToken: null });
  const { apiBase, oauthBase, fetch, limits } = zoom;
  const { clientId, clientSecret } = keys;
  return zoomClient({ apiBase, oauthBase, fetch, limits, clientId, clientSecret, accountId: "", grant: "refresh token", tokens, now: () => clock.now(), machine: () => clock.machine(), pause }).at(0); // prettier-ignore
}

const isAway = (error: unknown): error is ZoomError => error instanceof ZoomError && ["unreachable", "unanswered", "busy"].includes(error.kind);

/** Once more, and once more, while Zoom is away; then the trouble itself. */
async function again<T>({ pause }: Pick<World, "pause">, ask: () => Promise<T>): Promise<T> {
  for (const wait of AGAIN_AFTER) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error)) throw error;
      await pause(wait);
    }
  }
  return ask();
}

/** The first token for what a person brought back. When an answer is lost the code is tried again, which is refused if it had arrived: then the answer is lost for good. */
export async function tokenFor(world: Needs, zoom: ZoomApps, keys: AppKeys, back: { code: string; redirectUri: string; verifier: string }): Promise<Token> {
  let lost: ZoomError | null = null;
  try {
    return await again(world, async () => {
      try {
        return await exchangeCode(askingOf(world, zoom), appOf(zoom, keys), back);
      } catch (error) {
        if (error instanceof ZoomError && error.kind === "unanswered") lost = error;
        throw error;
      }
    });
  } catch (error) {
    throw lost ?? error;
  }
}

/** Who stands behind the token, and what the person's role allows; null where Zoom would not tell the latter. */
export async function whoStandsBehind(world: Needs, zoom: Zoom, withPermissions: boolean): Promise<{ who: Myself; permissions: string[] | null }> {
  const who = await again(world, () => zoom.whoAmI());
  if (!withPermissions) return { who, permissions: null };
  try {
    return { who, permissions: await again(world, () => zoom.myPermissions()) };
  } catch (error) {
    if (error instanceof ZoomError && (error.kind === "permission" || error.kind === "missing_scope")) return { who, permissions: null };
    throw error;
  }
}
