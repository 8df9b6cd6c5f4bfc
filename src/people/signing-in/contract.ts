import { z } from "zod";

/** What comes in is untrimmed and may be in capitals; addresses are compared in small letters. */
const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
const token = z.string().min(1).max(100);
export const newPassword = z.string().min(10).max(128);
/** Six digits, or a backup code; blanks are how apps show them. */
const code = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ""))
  .pipe(z.string().min(1).max(40));

/** POST /api/auth/sign-in/link and /api/auth/forgotten-password: 204, whether anybody has this address or not. */
export const mailMe = z.object({ email });

/** POST /api/auth/sign-in/link/use */
export const useLink = z.object({ token });

/** What signing in answers; `second`: a code is asked for before it counts. */
export const entered = z.object({ second: z.boolean() });

/** POST /api/auth/second-step */
export const secondStep = z.object({ code, by: z.enum(["app", "backup code"]), trust: z.boolean() });

/** POST /api/auth/reset-password */
export const resetPassword = z.object({ token, password: newPassword });

/** POST /api/auth/ways: how whoever has this address can sign in, besides password and mailed link. */
export const waysAsked = z.object({ email });
export const ways = z.object({ singleSignOn: z.object({ institutionId: z.string(), institution: z.string() }).nullable() });
export type Ways = z.infer<typeof ways>;
