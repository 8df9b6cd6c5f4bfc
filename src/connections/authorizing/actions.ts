import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { fingerprint } from "../../platform/secrets.ts";
import { pkce } from "../../zoom/client/oauth.ts";
import type { World } from "../../world.ts";
import type { AppKeys, ZoomApps } from "../apps.ts";
import { zoomKindOf } from "../store.ts";
import type { Purpose } from "./contract.ts";
import { insertAuthorization, type AuthorizationKey } from "./store.ts";

/** Where Zoom sends people back to, of both apps: registered there to the letter. */
export const CALLBACK = "/api/connections/callback";

/** Who is sent to Zoom, and in which browser (its secret, that only its cookie knows). */
export type Traveller = { institutionId: string; purpose: Purpose; memberId: string | null; linkId: string | null; browser: string };

const aboutVerifier = ({ id }: AuthorizationKey): string => `authorization ${id}`;

export const verifierOf = ({ secrets }: Pick<World, "secrets">, a: AuthorizationKey & { verifierSealed: Uint8Array }): string =>
  secrets.open(a.verifierSealed, aboutVerifier(a));

/** The Zoom of an institution, and its app for this purpose; null where the operator registered none. */
export async function appFor(
  { db, zooms }: Pick<World, "db" | "zooms">,
  institutionId: string,
  purpose: Purpose,
): Promise<{ zoom: ZoomApps; keys: AppKeys } | null> {
  const zoom = zooms[(await zoomKindOf(db, institutionId)) ?? "real"];
  const keys = purpose === "personal" ? zoom?.personal : zoom?.admin;
  return zoom == null || keys == null ? null : { zoom, keys };
}

/** Where the person's browser goes next: to Zoom, with a state that only we can have made and the challenge of a verifier that stays here. Refused where there is no app. */
export async function beginAuthorization(
  world: Pick<World, "db" | "zooms" | "secrets" | "random" | "clock" | "origin">,
  who: Traveller,
): Promise<Outcome<{ url: string }>> {
  const { db, secrets, random, clock } = world;
  const app = await appFor(world, who.institutionId, who.purpose);
  if (app === null) return refused(who.purpose === "personal" ? "no_personal_app" : "no_admin_app");
  const state = Buffer.from(random.bytes(32)).toString("base64url");
  const { verifier, challenge } = pkce(random);
  const { browser, ...traveller } = who;
  const key = { institutionId: who.institutionId, id: random.uuid() };
  const begun = { ...traveller, ...key, clientId: app.keys.clientId, statePrint: fingerprint(state), browserPrint: fingerprint(browser) };
  await db.transaction((tx) => insertAuthorization(tx, { ...begun, verifierSealed: secrets.seal(verifier, aboutVerifier(key)) }, clock.now()));
  const url = new URL(`${app.zoom.oauthBase.replace(/\/+$/, "")}/authorize`);
  const asked = {
    response_type: "code",
    client_id: app.keys.clientId,
    redirect_uri: `${world.origin}${CALLBACK}`,
    state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return fine({ url: url.href });
}
