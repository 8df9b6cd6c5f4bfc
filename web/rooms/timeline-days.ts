import { dayOf, type Instant } from "../../src/lib/time.ts";
import { weekOf } from "./timeline-geometry.ts";

export type View = "day" | "week";
/** As the address of the page says it. */
export type Asked = { date?: string; view?: string };

/** Which day or week is looked at: what can't be a day is today. */
export function lookedAt({ date, view }: Asked, now: Instant, zone: string): { today: string; day: string; view: View } {
  const today = dayOf(now, zone);
  return { today, day: date !== undefined && isDay(date) ? date : today, view: view === "week" ? "week" : "day" };
}

export const daysOf = (view: View, day: string): readonly string[] => (view === "week" ? weekOf(day) : [day]);

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
