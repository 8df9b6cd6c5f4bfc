import type { Facts, MailKind } from "../../notices/facts.ts";
import type { Instant } from "../../lib/time.ts";
import type { Session } from "../session.ts";
import { STEP_ORDER, type StepName } from "../steps.ts";

/** What becomes of a mail whose turn has come, which may have waited long: sent with what is so now, not sent at all, or kept until a change can't be taken back any more. */
export type Fate = { is: "sent"; facts: Facts } | { is: "withdrawn" } | { is: "kept"; until: Instant };

/** A mail of a step leads to what is to come; one of no step tells what happened, as it was written. */
export function fateOf(mail: { kind: MailKind; step: string | null; facts: Facts }, s: Session | null): Fate {
  const step = STEP_ORDER.find((known) => known === mail.step) ?? null;
  if (step === null && !OF_WHAT_IS_TO_COME.has(mail.kind)) return { is: "sent", facts: mail.facts };
  if (s === null) return { is: "withdrawn" };
  if (s.undo !== null) return { is: "kept", until: s.undo.until };
  if (s.status === "cancelled" || s.status === "declined") return { is: "withdrawn" };
  if (step === null) return { is: "sent", facts: CONFIRMS.has(mail.kind) ? asItIsNow(mail.facts, s) : mail.facts };
  if (s.status !== "placed" || isWishedAnew(s, step, mail.facts)) return { is: "withdrawn" };
  return { is: "sent", facts: asItIsNow(mail.facts, s) };
}

/** News that are none any more once the session is called off. */
const OF_WHAT_IS_TO_COME: ReadonlySet<MailKind> = new Set(["placed", "hosted", "host_busy", "hosting", "served", "waiting", "moved", "crowded"]);
const CONFIRMS: ReadonlySet<MailKind> = new Set(["placed", "hosted", "hosting", "served"]);

/** A change made the step to come again: it will send its own. */
const isWishedAnew = (s: Session, step: StepName, facts: Facts): boolean => s.steps[step].is === "pending" && facts.session.sequence !== s.revision;

const asItIsNow = (facts: Facts, s: Session): Facts => ({
  ...facts,
  session: { ...facts.session, title: s.title, start: s.time.start, end: s.time.end, zone: s.zone, admission: s.admission, sequence: s.revision },
});
