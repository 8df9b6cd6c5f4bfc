import type { z } from "zod";
import { addDays, dayOf, instant, minutes, type Instant } from "../../src/lib/time.ts";
import { ask, type Ask, type SessionView } from "../../src/sessions/contract.ts";
import { readWhen, startOf, weekLater, type When } from "./when.ts";

/** What the form holds while it is being filled in. */
export type Draft = { title: string; when: When; minutes: number | ""; expected: number | "" } & Pick<Ask, "admission" | "kind" | "source">;

/** Tomorrow at ten, in the member's zone: a beginning that most change and nobody has to. */
export const freshDraft = (now: Instant, zone: string): Draft => ({
  title: "",
  when: { date: addDays(dayOf(now, zone), 1), time: "10:00", zone, choose: null },
  minutes: 60,
  admission: "automatic",
  kind: "meeting",
  expected: "",
  source: "pool",
});

/** The same again, one week later. */
export const againDraft = (session: SessionView, now: Instant): Draft => ({
  title: session.title,
  when: weekLater(instant(session.start), session.zone, now),
  minutes: session.minutes,
  admission: session.admission,
  kind: session.kind,
  expected: session.expected ?? "",
  // A Zoom user who is named is for courses.
  source: session.source === "named host" ? "pool" : session.source,
});

export const askOf = (draft: Draft, id: string): z.input<typeof ask> => ({
  id,
  title: draft.title.trim(),
  ...startOf(draft.when),
  minutes: draft.minutes === "" ? 0 : draft.minutes,
  admission: draft.admission,
  kind: draft.kind,
  expected: draft.expected === "" ? null : draft.expected,
  source: draft.source,
});

type Trouble = { title: boolean; minutes: boolean; start: "missing" | "past" | "shown" | null };

/**
 * What the form can tell by itself. The server refuses shapes before it looks at moments, so that of a form with a bad number it does not
 * say that its time is over; `shown`: what the change of clocks makes of the time stands beside it already.
 */
export function troubleOf(draft: Draft, now: Instant): Trouble {
  const reading = readWhen(draft.when);
  const start = reading.is === "missing" ? "missing" : reading.is === "refused" ? "shown" : reading.at < now - minutes(1) ? "past" : null;
  return { title: draft.title.trim() === "", minutes: draft.minutes === "", start };
}

/** Nothing is wrong but what the form explains beside the time already: the server has nothing to add. */
export const isExplained = (draft: Draft, id: string): boolean => readWhen(draft.when).is === "refused" && ask.safeParse(askOf(draft, id)).success;
