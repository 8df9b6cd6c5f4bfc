import { after, before, type Instant } from "../lib/time.ts";
import type { Policy } from "../people/institution.ts";
import { endDue, REPORT_FOR, type Session, WARNS_BEFORE_END } from "./session.ts";

export type Input = "start" | "end" | "host" | "title";

type Step = {
  /** When it is due, from the session's times and the settings it was placed with. */
  due: (s: Session, p: Policy) => Instant;
  /** Until when it still helps: the server was down all night, what do we still do? */
  usefulUntil: (s: Session) => Instant | "for ever";
  /** A change of these makes it happen anew. */
  dependsOn: readonly Input[];
};

const untilEnd = (s: Session): Instant => s.time.end;
const forEver = (): "for ever" => "for ever";

/** A session may be shorter than that. */
const warnDue = (s: Session): Instant => Math.max(before(s.time.end, WARNS_BEFORE_END), s.time.start) as Instant;

/** The life of every session. To change when something happens, or what makes it happen anew, change a row. */
// prettier-ignore
export const STEPS = {
  generate:  { due: (s, p) => before(s.time.start, p.generationLead), usefulUntil: untilEnd, dependsOn: ["start", "end", "host", "title"] },
  handOver:  { due: (s, p) => before(s.time.start, p.credentialLead), usefulUntil: untilEnd, dependsOn: ["start", "host"] },
  sendLinks: { due: (s, p) => before(s.time.start, p.linkLead),       usefulUntil: untilEnd, dependsOn: ["start"] },
  warn:      { due: (s) => warnDue(s),                                usefulUntil: untilEnd, dependsOn: ["end"] },
  end:       { due: (s) => endDue(s),                                 usefulUntil: forEver,  dependsOn: ["end", "host"] },
  close:     { due: (s) => endDue(s),                                 usefulUntil: forEver,  dependsOn: ["end", "host"] },
  report:    { due: (s, p) => after(endDue(s), p.postprocessing),     usefulUntil: (s) => after(s.time.end, REPORT_FOR), dependsOn: ["end"] },
} satisfies Record<string, Step>;

export type StepName = keyof typeof STEPS;
export const STEP_ORDER = Object.keys(STEPS) as StepName[];

export const dueAt = (s: Session, step: StepName): Instant => STEPS[step].due(s, s.policy);
