import { z } from "zod";
import { revision } from "../../lib/shapes.ts";
import { neededLine, paragraphs } from "../../lib/text.ts";

export const pageState = z.enum(["open", "not open yet", "closed", "full", "over", "cancelled"]);

/** GET /api/sessions/:id/registration, GET /api/lists/:id/registration : for those who manage it. */
export const registrationSettings = z.object({
  /** Null: it was never opened. */
  page: z
    .object({
      address: z.string(),
      state: pageState,
      open: z.boolean(),
      /** Wall times in `zone`. */
      opensAt: z.string().nullable(),
      closesAt: z.string().nullable(),
      capacity: z.number().nullable(),
      consentText: z.string(),
      consentNeeded: z.boolean(),
      revision: z.number(),
    })
    .nullable(),
  zone: z.string(),
  taken: z.number(),
  unconfirmed: z.number(),
  /** The list that serves the session besides, where there is one. */
  list: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** A message key under `refusals`; null: it can be opened and changed. */
  whyNot: z.string().nullable(),
});
export type RegistrationSettings = z.infer<typeof registrationSettings>;

const wall = z.string().max(32).nullable();

/** PUT to the same addresses. Wall times are in the zone of the session. `revision`: the page's that was shown; null where there was none. */
export const openRegistration = z.object({
  open: z.boolean(),
  opensAt: wall,
  closesAt: wall,
  capacity: z.number().int().min(1).max(4999).nullable(),
  consentText: paragraphs(2000),
  consentNeeded: z.boolean(),
  revision: revision.nullable(),
});
export type OpenRegistration = z.infer<typeof openRegistration>;

const sessionShown = z.object({ title: z.string(), start: z.string(), end: z.string(), zone: z.string() });

const shown = z.object({
  title: z.string(),
  institution: z.string(),
  sessions: z.array(sessionShown),
  language: z.enum(["en", "es"]),
  now: z.string(),
  clockRuns: z.boolean(),
  sandbox: z.boolean(),
});

/** GET /api/r/:slug : what everybody may know. */
export const registerPage = shown.extend({
  state: pageState,
  zone: z.string(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  consentText: z.string(),
  consentNeeded: z.boolean(),
  /** What the form is to send back: the token, not before so many seconds, with a number that makes so many bits of the digest zero. Null where nobody can register. */
  form: z.object({ token: z.string(), waitSeconds: z.number(), bits: z.number() }).nullable(),
});
export type RegisterPage = z.infer<typeof registerPage>;

/** POST /api/r/:slug. The answer is the same whether the address is on the list already or not. */
export const register = z.object({
  name: neededLine(120),
  email: z.string().trim().max(254),
  consent: z.boolean(),
  /** A field that people don't see: what fills it in is no person. */
  topic: z.string().max(1000).default(""),
  form: z.string().max(100),
  proof: z.string().max(20),
  language: z.enum(["en", "es"]),
  zone: z.string().max(64),
});
export type Register = z.infer<typeof register>;
export const registered = z.object({ mailed: z.literal(true) });

/** GET /api/r/mine/:token, POST /api/r/mine/:token/confirm and …/cancel : one's own registration, for whoever has the mailed address. */
export const ownRegistration = shown.extend({
  state: z.enum(["unconfirmed", "expired", "registered", "cancelled"]),
  /** Why it can't be confirmed, or be taken back, any more. */
  standing: z.enum(["full", "over", "cancelled"]).nullable(),
  name: z.string(),
  email: z.string(),
  sessions: z.array(
    sessionShown.extend({
      /** The person's own address `/j/…`, once registered. */
      address: z.string().nullable(),
    }),
  ),
  /** The public page. */
  page: z.string(),
});
export type OwnRegistration = z.infer<typeof ownRegistration>;
