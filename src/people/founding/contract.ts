import { z } from "zod";
import { neededLine } from "../../lib/text.ts";
import { language } from "../contract.ts";
import { password } from "../inviting/contract.ts";

/** GET /api/begin/:token : the one-time address that the operator was shown. 404 when nobody was. */
export const beginPage = z.object({
  state: z.enum(["open", "used", "expired"]),
  /** As the operator named them; empty where whoever comes first chooses. */
  institution: z.string(),
  email: z.string(),
  /** The address has an account: whose it is signs in. */
  hasAccount: z.boolean(),
  reader: z.object({ email: z.string(), isMeant: z.boolean() }).nullable(),
});
export type BeginPage = z.infer<typeof beginPage>;

/** POST /api/begin/:token : `newcomer` unless the owner has signed in. */
export const begin = z.object({
  institution: neededLine(120),
  zone: z.string().max(64),
  language,
  newcomer: z.object({ name: neededLine(120), email: z.email().max(254), password }).nullable(),
});
