import { z } from "zod";
import { standing } from "../../connections/contract.ts";

/** How the last test mail fared: `trouble` is tried again by itself, `refused` is not. */
export const testMail = z.object({
  state: z.enum(["waiting", "sent", "trouble", "refused"]),
  to: z.string(),
  at: z.string(),
  /** What the mail server answered, in its own words. */
  answer: z.string().nullable(),
});
export type TestMail = z.infer<typeof testMail>;

/** GET /api/setup : what a real institution still needs. Only what is so now: nothing is ticked off by memory. */
export const setup = z.object({
  putAway: z.boolean(),
  /** `local`: reached from this machine alone; `open`: without TLS; whether others reach it, only they can tell. */
  address: z.object({ is: z.enum(["local", "open", "secure"]), origin: z.string() }),
  mail: z.object({ server: z.boolean(), waiting: z.number(), test: testMail.nullable() }),
  zoom: standing,
  rooms: z.number(),
  contact: z.object({ name: z.string(), email: z.string(), phone: z.string() }),
  people: z.object({ members: z.number(), invited: z.number() }),
});
export type Setup = z.infer<typeof setup>;

/** POST /api/setup/test-mail sends one to whoever asks. POST /api/setup/put-away takes the list out of sight, or brings it back. */
export const putAway = z.object({ away: z.boolean() });
