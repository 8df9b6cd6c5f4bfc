import { z } from "zod";
import { freshId, revision } from "../../lib/shapes.ts";
import { neededLine } from "../../lib/text.ts";

const fields = {
  /** The Zoom user's address, whose mails arrive there. */
  email: z.email().max(128),
  host: neededLine(253),
  port: z.number().int().min(1).max(65535),
  /** Encrypted from the first, after asking for it (STARTTLS), or not at all. */
  tls: z.enum(["at once", "on request", "none"]),
  userName: neededLine(200),
  /** What becomes of Zoom's mails that were read. */
  afterwards: z.enum(["leave", "delete"]),
};
/** POST /api/mailboxes; PUT …/:id (an empty password: it stays as it was). It is tried before it is saved. */
export const newMailbox = z.object({ id: freshId, ...fields, password: z.string().max(400) });
export const changeMailbox = z.object({ revision, ...fields, password: z.string().max(400) });
/** How its server deletes single mails: one that can't is not asked to, for it would remove what others have marked. */
const deletes = z.enum(["for good", "to the trash", "only marked"]);
/** POST /api/mailboxes/try */
export const triedMailbox = z.object({ deletes });
/** `undeleted`: so often mails that are done with could not be deleted yet; it is tried again. */
export const mailboxView = z.object({
  ...{ id: z.string(), revision: z.number(), ...fields, trouble: z.string().nullable(), triedAt: z.string().nullable() },
  ...{ deletes: deletes.nullable(), undeleted: z.number() },
});
export type MailboxView = z.infer<typeof mailboxView>;
/** GET /api/mailboxes */
export const mailboxList = z.object({ mailboxes: z.array(mailboxView) });
/** POST /api/sessions/:id/sign-in-code : read there and then, for the present holder, within the validity window only. */
export const signInCode = z.object({ code: z.string().nullable(), cameAt: z.string().nullable(), trouble: z.string().nullable() });
