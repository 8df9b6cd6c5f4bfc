import type { Instant } from "../../lib/time.ts";
import type { Secrets } from "../../platform/secrets.ts";
import type { Token } from "../../zoom/client/tokens.ts";
import type { ConnectionKey, KeptToken, SealedToken } from "../store.ts";

const about = ({ id }: ConnectionKey): string => `zoom token ${id}`;
const aboutRefresh = ({ id }: ConnectionKey): string => `zoom refresh token ${id}`;

export const sealedToken = (secrets: Secrets, key: ConnectionKey, t: Token): SealedToken => ({
  sealed: secrets.seal(t.accessToken, about(key)),
  expiresAt: t.expiresAt,
  refreshSealed: t.refreshToken === null ? null : secrets.seal(t.refreshToken, aboutRefresh(key)),
  refreshExpiresAt: t.refreshExpiresAt,
  scopes: t.scopes ?? null,
});

/** As kept; null where nothing was, or where nothing of it can be opened with the key that this server has now. One half that can be opened is better than none. */
export function openedToken(
  secrets: Secrets,
  key: ConnectionKey,
  kept: Pick<KeptToken, "sealed" | "expiresAt" | "refreshSealed" | "refreshExpiresAt" | "scopes">,
): Token | null {
  const accessToken = openedOrNull(secrets, kept.sealed, about(key));
  const refreshToken = openedOrNull(secrets, kept.refreshSealed, aboutRefresh(key));
  if (accessToken === null && refreshToken === null) return null;
  return {
    accessToken: accessToken ?? "",
    expiresAt: accessToken === null ? (0 as Instant) : kept.expiresAt,
    refreshToken,
    refreshExpiresAt: refreshToken === null ? null : kept.refreshExpiresAt,
    ...(kept.scopes === null ? {} : { scopes: kept.scopes }),
  };
}

/** Sealed with another key, or for another place. */
function openedOrNull(secrets: Secrets, sealed: Uint8Array | null, place: string): string | null {
  try {
    return sealed === null ? null : secrets.open(sealed, place);
  } catch {
    return null;
  }
}
