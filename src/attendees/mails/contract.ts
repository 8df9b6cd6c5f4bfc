import { z } from "zod";

/** POST /api/sessions/:id/attendees/:attendeeId/link sends one person the link again; POST /api/sessions/:id/links to all whom it did not reach. */
export const linksSentAgain = z.object({
  sent: z.number(),
  /** Who has been mailed so often within the hour that it would be a nuisance. */
  tooOften: z.number(),
});

export const SUBJECT_MOST = 150;
export const TEXT_MOST = 5000;

/** POST /api/sessions/:id/notes : plain text to all attendees of the session; …/notes/preview : how it will look, and sends nothing. */
export const writeNote = z.object({ subject: z.string().trim().min(1).max(SUBJECT_MOST), text: z.string().trim().min(1).max(TEXT_MOST) });
export const notePreview = z.object({ subject: z.string(), html: z.string(), to: z.number(), whyNot: z.string().nullable() });

export const noteSent = z.object({
  id: z.string(),
  subject: z.string(),
  text: z.string(),
  who: z.string(),
  at: z.string(),
  mails: z.object({ of: z.number(), sent: z.number(), queued: z.number(), failed: z.number() }),
});
export type NoteSent = z.infer<typeof noteSent>;
/** GET /api/sessions/:id/notes : the latest first. */
export const notesSent = z.object({ notes: z.array(noteSent) });
