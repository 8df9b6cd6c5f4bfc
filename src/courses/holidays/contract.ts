import { z } from "zod";
import { freshId } from "../../lib/shapes.ts";
import { neededLine } from "../../lib/text.ts";

const day = z.object({ day: z.string(), name: z.string() });

/** Either the text of a file, or an address that the server reads anew every day. */
const origin = z.object({ text: z.string().max(2_000_000).optional(), address: z.string().trim().max(2000).optional() });

/** POST /api/holidays/preview : what a calendar says. Nothing is saved. */
export const previewCalendar = origin;
export const calendarPreview = z.object({
  /** What it calls itself; may be empty. */
  name: z.string(),
  days: z.array(day),
  /** Events of it that are no holidays: they have times, or come back in another way than every year on a date. */
  timed: z.number(),
  otherwise: z.number(),
});
export type CalendarPreview = z.infer<typeof calendarPreview>;

/** POST /api/holidays. `id` is made by the page, so that a double click makes one. */
export const addCalendar = origin.extend({ id: freshId, name: neededLine(120) });
export type AddCalendar = z.infer<typeof addCalendar>;

const calendarView = z.object({
  id: z.string(),
  name: z.string(),
  /** Where it is read; null: it came as a file. The whole address may be a secret, and is never told again. */
  host: z.string().nullable(),
  days: z.array(day),
  readAt: z.string(),
  /** Why the last reading failed, as words in the reader's language, and when that was: the days are those of `readAt`. */
  trouble: z.object({ message: z.string(), at: z.string() }).nullable(),
});
export type CalendarView = z.infer<typeof calendarView>;

/** GET /api/holidays, and the answer of every change: POST /api/holidays/:id/read reads one anew now, DELETE /api/holidays/:id takes it out. */
export const holidayCalendars = z.object({ calendars: z.array(calendarView), most: z.number() });
