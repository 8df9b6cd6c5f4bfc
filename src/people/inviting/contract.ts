import { z } from "zod";
import { neededLine } from "../../lib/text.ts";
import { language, role } from "../contract.ts";
import { zoomFarewell } from "../members/contract.ts";

/** POST /api/invitations/preview : `lines` as for attendees, one person a line. Nothing is sent. */
export const previewInvitations = z.object({ lines: z.string().max(200_000) });

const judged = z.object({
  line: z.number(),
  /** As it was understood; what was written, where it was not. */
  name: z.string(),
  email: z.string(),
  /** Why nobody is invited by this line; null: somebody is. */
  because: z.string().nullable(),
  message: z.string().nullable(),
});
export type JudgedLine = z.infer<typeof judged>;
export const invitationsPreview = z.object({ lines: z.array(judged), good: z.number() });
export type InvitationsPreview = z.infer<typeof invitationsPreview>;

/** POST /api/invitations : invites by each good line, and names the others. */
export const invite = previewInvitations.extend({ role, teams: z.array(z.uuid()).max(200) });
export const invited = z.object({ invited: z.number(), bad: z.array(judged) });

/** POST /api/invitations/:id/resend : `sent` as it was shown. */
export const resend = z.object({ sent: z.number().int().min(1) });

/** DELETE /api/invitations/:id : `zoomUser` what becomes of the Zoom user that was asked for or invited for it. */
export const revokeInvitation = z.object({ zoomUser: zoomFarewell.default("nothing") });

/** GET /api/invited/:token : 404 when nobody was sent such an address, or a newer mail has taken its place. */
export const invitedPage = z.object({
  state: z.enum(["open", "used", "revoked", "expired"]),
  institution: z.string(),
  /** Of an open one only; empty otherwise. */
  inviter: z.string(),
  role,
  email: z.string(),
  name: z.string(),
  expiresAt: z.string(),
  /** The address has an account: whose it is signs in. */
  hasAccount: z.boolean(),
  /** Whoever reads this, if somebody has signed in; `staysIn`: the one institution that this sign-in opens, which is another. */
  reader: z.object({ email: z.string(), isInvited: z.boolean(), staysIn: z.string().nullable() }).nullable(),
});
export type InvitedPage = z.infer<typeof invitedPage>;

export const password = z.string().min(10).max(200);

/** POST /api/invited/:token/accept : `newcomer` unless the invited person has signed in. */
export const accept = z.object({
  newcomer: z.object({ name: neededLine(120), password }).nullable(),
  language,
  /** The reader's; the institution's where it is none that we know. */
  zone: z.string().max(64),
});
