import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Member } from "../../people/member.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database.ts";
import type { Secrets } from "../../platform/secrets.ts";
import { accountToken, type Token } from "../../zoom/client/oauth.ts";
import { ZoomError } from "../../zoom/port.ts";
import type { World } from "../../world.ts";
import { aboutOwnApp } from "../actions.ts";
import { appOf, askingOf, zoomBy } from "../authorizing/asking-actions.ts";
import type { OutcomeKey, OwnApp } from "../authorizing/contract.ts";
import { place } from "../authorizing/placing-actions.ts";
import { nextNumber } from "../authorizing/store.ts";
import { missingScopes } from "../scopes.ts";
import { zoomKindOf } from "../store.ts";
import type { Upstairs } from "../upstairs.ts";
import { faultOf } from "./faults.ts";
import { ownAppsSealed } from "./store.ts";

/** An app that the institution made itself (Server-to-Server): tried at once, and kept only if Zoom takes it. Refused beside the field that is wrong. */
export async function connectOwnApp(world: World, upstairs: Upstairs, who: Member, form: OwnApp): Promise<Outcome<OutcomeKey>> {
  const { db, zooms } = world;
  const zoom = zooms[(await zoomKindOf(db, who.institutionId)) ?? "real"];
  if (zoom === null) return refused("no_zoom_here");
  const { accountId, ...ownApp } = form;
  let token: Token;
  try {
    token = await accountToken(askingOf(world, zoom), appOf(zoom, ownApp), accountId);
    const maySee = !missingScopes("account", token.scopes ?? null).some(({ reason }) => reason === "list_users");
    if (maySee) await (await zoomBy(world, zoom, ownApp, token)).listUsers();
  } catch (error) {
    if (!(error instanceof ZoomError)) throw error;
    return refused(...faultOf(error));
  }
  const number = await nextNumber(db);
  const brought = { app: "account" as const, accountId, by: null, number, token, ownApp, sinceNumber: number, linkId: null, authorization: null };
  const { verdict } = await place(world, upstairs, who.institutionId, brought, { name: who.name, memberId: who.id });
  return fine(verdict === "another account" ? "different_account" : "own_app_connected");
}

/** A secret by which events of Zoom are genuine, and of which account they may tell with it; null: of any. */
export type WebhookSecret = { secret: string; accountId: string | null };

export type WebhookSecrets = { all(): Promise<readonly WebhookSecret[]>; forget(): void };

/** So long a process believes that it knows all apps that institutions brought. */
const BELIEVED_MS = 3000;

/**
 * Those that the server's settings name, and those of the institutions' own apps. With the latter only their own account's events are believed:
 * whoever knows one institution's secret must not speak for another.
 */
export function openWebhookSecrets({ db, secrets, clock }: { db: Database; secrets: Secrets; clock: Clock }, configured: readonly string[]): WebhookSecrets {
  const ours = configured.map((secret) => ({ secret, accountId: null }));
  let known: { all: readonly WebhookSecret[]; until: number } | null = null;
  return {
    all: async () => {
      if (known !== null && clock.machine() < known.until) return known.all;
      const own = (await ownAppsSealed(db)).flatMap(({ id, accountId, sealed }) => {
        const secret = webhookSecretIn(secrets, id, sealed);
        return secret === "" ? [] : [{ secret, accountId }];
      });
      known = { all: [...ours, ...own], until: clock.machine() + BELIEVED_MS };
      return known.all;
    },
    forget: () => void (known = null),
  };
}

/** Empty where there is none, or where it was sealed with a key that is no more: then nothing is believed by it. */
function webhookSecretIn(secrets: Secrets, id: string, sealed: Uint8Array): string {
  try {
    return (JSON.parse(secrets.open(sealed, aboutOwnApp({ id }))) as Partial<OwnApp>).webhookSecret ?? "";
  } catch {
    return "";
  }
}
