import { fault, unknown, well, type Finding } from "./finding.ts";

/** More is a fault: tokens and codes live minutes, webhooks carry a moment, and people come by the clock. */
const MOST_SECONDS = 30;

/** `ours` is the middle between asking and being answered. */
export function judgeClock(whose: string, ours: number, theirs: number | null): Finding {
  if (theirs === null || Number.isNaN(theirs)) return unknown("clock", "no_answer", { whose });
  const seconds = Math.round(Math.abs(ours - theirs) / 1000);
  return seconds > MOST_SECONDS ? fault("clock", "off", { whose, seconds }) : well("clock", "well", { whose, seconds });
}
