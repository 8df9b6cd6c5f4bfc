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
export const memberCalendars = z.object({ calendars: z.array(memberCalendar) });
/** POST /api/calendars/mine */
export const newCalendar = z.object({ id: freshId, name: neededLine(100), address: z.string().max(2000) });
