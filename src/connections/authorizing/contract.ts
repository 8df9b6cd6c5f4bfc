import { z } from "zod";
import { line, neededLine } from "../../lib/text.ts";

/** For what somebody is sent to Zoom: the institution's account, the same by a link that was sent, or a member's own. */
export const PURPOSES = ["institution", "link", "personal"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** How coming back from Zoom ended; the words are under `connecting.outcomes`. The first eight changed something for the better; `finishing` has not ended yet. */
export const OUTCOMES = [
  "connected", "reconnected", "to_confirm", "different_account", "already_connected", "personal_connected", "own_app_connected", "personal_other_user", "finishing",
  "begun_at_zoom", "unknown_state", "other_browser", "other_person", "used_already", "too_late", "link_gone",
  "declined", "code_dead", "wrong_address", "app_unknown", "app_switched_off", "disabled_by_admin", "zoom_refused", "zoom_away", "overtaken",
  "wrong_role", "role_unknown", "scope_missing", "gone_meanwhile", "personal_taken",
] as const; // prettier-ignore
export type OutcomeKey = (typeof OUTCOMES)[number];

export const outcomeKey = z.enum(OUTCOMES);

/** GET /api/connection/attempts/:id and /api/connect/attempts/:id : how one went, with the values of its words. */
export const attempt = z.object({ outcome: outcomeKey, details: z.record(z.string(), z.string()) });
export type AttemptView = z.infer<typeof attempt>;

/** POST …/authorize : where the browser goes next. */
export const leaving = z.object({ url: z.string() });

/** One thing that is asked of Zoom; the words are under `scopes`. */
export const scopeView = z.object({ name: z.string(), reason: z.string(), missing: z.boolean() });
export type ScopeView = z.infer<typeof scopeView>;

export const LINK_STATES = ["sent", "opened", "authorized", "expired", "revoked"] as const;
export const linkView = z.object({
  id: z.string(),
  email: z.string().nullable(),
  madeBy: z.string(),
  madeAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(LINK_STATES),
});
export type LinkView = z.infer<typeof linkView>;

const account = z.object({ id: z.string(), by: z.string().nullable(), role: z.string().nullable() });

/** Authorized at Zoom, and waiting for an administrator's yes. */
export const candidateView = z.object({
  id: z.string(),
  byLink: z.boolean(),
  madeAt: z.string(),
  account,
  name: z.string().nullable(),
  missing: z.array(scopeView),
  /** The account in use now, where it is another one; null where it is the same, or none. */
  instead: account.nullable(),
});
export type CandidateView = z.infer<typeof candidateView>;

/** Nobody uses it here, and Zoom has not confirmed yet that it is ended. `trouble`: what kept it from confirming the last time; null before that. */
export const givingBack = z.object({ id: z.string(), email: z.string().nullable(), tellAt: z.string(), trouble: z.string().nullable() });
export type GivingBackView = z.infer<typeof givingBack>;

/** So many minutes before its start a session is made on Zoom, and its links go out. */
const leads = z.object({ generation: z.number(), links: z.number() });

/** GET /api/connection/connecting : all that is to be said before, while and after connecting. */
export const connectingView = z.object({
  /** How much earlier than its start a session's meeting is made, and its links go out. */
  leads,
  scopes: z.array(scopeView),
  /** False: nobody knows yet what the connection may do. */
  scopesKnown: z.boolean(),
  /** Whoever authorized is the account's owner and has no licence. */
  ownerUnlicensed: z.boolean(),
  links: z.array(linkView),
  candidates: z.array(candidateView),
  givingBack: z.array(givingBack),
  /** Where an app at Zoom is to send its events, for whoever makes one. */
  eventAddress: z.string(),
  /** What an app of the institution's own has to be given. */
  ownAppScopes: z.array(z.string()),
});
export type ConnectingView = z.infer<typeof connectingView>;

/** POST /api/connection/links . `email` null: the address is given back once, to be copied. */
export const makeLink = z.object({ email: z.email().max(254).nullable(), language: z.enum(["en", "es"]) });
export const linkMade = z.object({ link: linkView, address: z.string().nullable() });

/** GET /api/connect/:token : what the Zoom administrator reads. */
export const connectPage = z.object({
  state: z.enum(LINK_STATES),
  institution: z.string(),
  inviter: z.string(),
  contact: z.object({ name: z.string(), email: z.string(), phone: z.string() }),
  language: z.enum(["en", "es"]),
  expiresAt: z.string(),
  zone: z.string(),
  scopes: z.array(scopeView),
  permissions: z.array(z.string()),
  leads,
  whyNot: z.string().nullable(),
});
export type ConnectPage = z.infer<typeof connectPage>;

/** POST /api/connection/own-app */
export const ownApp = z.object({ accountId: neededLine(100), clientId: neededLine(100), clientSecret: neededLine(200), webhookSecret: line(200) });
export type OwnApp = z.infer<typeof ownApp>;

export const ownAppAnswer = z.object({ outcome: outcomeKey });
