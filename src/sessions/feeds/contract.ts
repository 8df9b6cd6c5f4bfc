import { z } from "zod";

/**
 * GET /api/rooms/:id/calendar and GET /api/my-calendar : where a calendar program finds what is on; null: there is no such address.
 * POST makes it, anew if there is one: the former one stops. DELETE ends it.
 */
export const calendarAddress = z.object({ address: z.string().nullable() });
export type CalendarAddress = z.infer<typeof calendarAddress>;
