import { z } from "zod";

/** What goes with the demo. */
export const demoPreview = z.object({
  name: z.string(),
  people: z.number(),
  rooms: z.number(),
  sessions: z.number(),
  attendees: z.number(),
  reports: z.number(),
  mails: z.number(),
});
export type DemoPreview = z.infer<typeof demoPreview>;

/** GET /api/demo ; POST /api/demo/remove removes it. Null: there is none, or no more. */
export const demo = z.object({ demo: demoPreview.nullable() });
