import { refusals, type Heard } from "../connections/hearing.ts";
import { before, days, iso, latest, type Instant } from "../lib/time.ts";
import { fault, unknown, well, type Finding } from "./finding.ts";

/** Zoom asks every 72 hours whether the address still knows the secret (webhooks, read 2026-11); a day more for what goes wrong once. */
const HEARD_WITHIN = days(4);

export const dayOf = (moment: Instant): string => `${iso(moment).slice(0, 16).replace("T", " ")} UTC`;

/** What came through the door for webhooks of late. */
export function judgeHeard(heard: Heard, { now, address, of }: { now: Instant; address: string; of: string }): Finding {
  const refused = refusals(heard, now);
  if (refused !== null) {
    const values = { count: refused.count, day: dayOf(refused.since) };
    return refused.all ? fault("webhooks", "secret_wrong", values, of) : unknown("webhooks", "some_refused", values, of);
  }
  const last = latest([heard.heardAt, heard.validatedAt].filter((moment) => moment !== null));
  if (last === null) return unknown("webhooks", "never", { address }, of);
  const values = { day: dayOf(last), address };
  return last < before(now, HEARD_WITHIN) ? fault("webhooks", "silent", values, of) : well("webhooks", "heard", values, of);
}
