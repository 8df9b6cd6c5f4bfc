import { addDays, dayOf, days, startOfDay, type Instant } from "../../src/lib/time.ts";
import { invalid, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";

const SIX_MONTHS = days(184);

export type Period = { ok: true; from: string; to: string; holds: (moment: Instant) => boolean } | { ok: false; answer: Answer };

const wrong = (field: string): Period => ({ ok: false, answer: invalid([{ field, message: "Invalid field." }]) });

/** `from` and `to`, whole days of UTC with the last one included: a month at most, of the last six. */
export function periodOf(call: Call): Period {
  const today = dayOf(call.world.at, "UTC");
  const [from, to] = [call.query.get("from") ?? "", call.query.get("to") ?? today];
  if (!isDay(from)) return wrong("from");
  if (!isDay(to) || to < from || to > addDays(from, 31)) return wrong("to");
  const [first, last] = [startOfDay(from, "UTC"), startOfDay(addDays(to, 1), "UTC")];
  if (first < call.world.at - SIX_MONTHS) return wrong("from");
  return { ok: true, from, to, holds: (moment) => first <= moment && moment < last };
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
