import { z } from "zod";
import { newPassword } from "../signing-in/contract.ts";

const password = z.string().min(1).max(200);

/** GET /api/account: what belongs to the person who has signed in, whichever the institution. */
export const account = z.object({
  email: z.string(),
  /** False for whoever can have one by *Forgotten password*, and for sign-ins by single sign-on, which are told nothing of it. */
  hasPassword: z.boolean(),
  /** False for sign-ins by single sign-on too. */
  twoFactor: z.boolean(),
  /** The name of the institution whose single sign-on this is; such a sign-in can change neither password nor second step. */
  enteredBy: z.string().nullable(),
  /** The latest used first. */
  signIns: z.array(
    z.object({
      id: z.string(),
      /** The one that asks. */
      isThis: z.boolean(),
      /** As far as the browser told; null when it told nothing that we know. */
      browser: z.string().nullable(),
      system: z.string().nullable(),
      address: z.string().nullable(),
      since: z.string(),
      lastSeen: z.string(),
    }),
  ),
});
export type Account = z.infer<typeof account>;

/** POST /api/account/password: 204, and all other sign-ins end. */
export const changePassword = z.object({ current: password, next: newPassword });

/** POST /api/account/two-factor, /off and /backup-codes */
export const withPassword = z.object({ password });

/** Shown once. `address` is what the QR code holds; `secret` the same to be typed. */
export const twoFactorBegun = z.object({ address: z.string(), secret: z.string(), qr: z.string(), backupCodes: z.array(z.string()) });
export type TwoFactorBegun = z.infer<typeof twoFactorBegun>;

/** POST /api/account/two-factor/confirm */
export const confirmCode = z.object({
  code: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ""))
    .pipe(z.string().min(1).max(12)),
});

export const backupCodes = z.object({ backupCodes: z.array(z.string()) });
