import { z } from "zod";
import { freshId } from "../../lib/shapes.ts";
import { neededLine } from "../../lib/text.ts";

/** GET /api/calendars/mine */
export const memberCalendar = z.object({
  id: z.string(),
  name: z.string(),
  /** Only the part of the address that may be shown. */
  at: z.string(),
  readAt: z.string().nullable(),
  /** A message key under `refusals`. */
  trouble: z.string().nullable(),
  /** Times to come that it blocks. */
  times: z.number(),
});
/** Also the answer of POST /api/calendars/mine and DELETE /api/calendars/mine/:id. */
export const memberCalendars = z.object({ calendars: z.array(memberCalendar) });
export type MemberCalendars = z.infer<typeof memberCalendars>;
/** POST /api/calendars/mine. `id` is made by the page, so that a double click makes one. */
export const newCalendar = z.object({ id: freshId, name: neededLine(100), address: z.string().max(2000) });
export type NewCalendar = z.infer<typeof newCalendar>;
