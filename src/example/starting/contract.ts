import { z } from "zod";
import { begin, beginPage } from "../../people/founding/contract.ts";
import { demoPreview } from "../removing/contract.ts";

/** GET /api/start : whether a real institution can be begun beside the demo. */
export const start = z.object({
  /** Somebody owns a real institution here: the demo's way in is closed. */
  owned: z.boolean(),
  /** How the demo's clock stands against the real time. Ahead of it, only removing the demo helps; behind, it is moved on. */
  clock: z.enum(["in step", "ahead", "behind"]),
  demo: demoPreview.nullable(),
});
export type Start = z.infer<typeof start>;

/** POST /api/start/address has a one-time address printed in the terminal of the server. */

/** GET /api/start/:token : 404 when nobody was shown such an address. */
export const startPage = start.extend({ state: beginPage.shape.state });
export type StartPage = z.infer<typeof startPage>;

/** POST /api/start/:token : signs the new owner in. Without `removeDemo` the demo stays beside it. */
export const startForReal = z.object({
  institution: begin.shape.institution,
  zone: begin.shape.zone,
  language: begin.shape.language,
  newcomer: begin.shape.newcomer.unwrap(),
  removeDemo: z.boolean(),
});
