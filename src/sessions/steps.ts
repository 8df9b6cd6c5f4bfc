import { after, before, type Instant } from "../lib/time.ts";
import type { Policy } from "../people/institution.ts";
import { endDue, isClosed, isLive, REPORT_FOR, type Session, WARNS_BEFORE_END } from "./session.ts";

export type Input = "start" | "end" | "host" | "title";

type Step = {
  /** When it is due, from the session's times and the settings it was placed with. */
  due: (s: Session, p: Policy) => Instant;
  /** Until when it still helps: the server was down all night, what do we still do? */
  usefulUntil: (s: Session) => Instant | "for ever";
  /** A change of these makes it happen anew. */
  dependsOn: readonly Input[];
  /** Whose sessions live it. What belongs to rooms alone never happens to a person's own Zoom: no password, no sign-out. */
  livedBy: (s: Session) => boolean;
};

const all = (): boolean => true;
const inRooms = (s: Session): boolean => s.source === "pool";
/** Those of a booking have their link with its first mail, and again with each reminder. */
const whereSessionTells = (s: Session): boolean => s.bookingId === null;
/** What runs on somebody's own Zoom is ended by its host, unless the institution has switched on that Bedel does. */
const whereBedelEnds = (s: Session): boolean => inRooms(s) || s.policy.endHosted;

const untilEnd = (s: Session): Instant => s.time.end;
const forEver = (): "for ever" => "for ever";

/** A session may be shorter than that. */
const warnDue = (s: Session): Instant => Math.max(before(s.time.end, WARNS_BEFORE_END), s.time.start) as Instant;

/** What stands on Zoom already is brought in line at once, however far ahead it was moved: people look there too. Whoever books is given the link at once, so its meeting is made at once. */
const generateDue = (s: Session, p: Policy): Instant =>
  s.bookingId !== null || (s.meeting !== null && s.steps.generate.is === "pending") ? s.askedAt : before(s.time.start, p.generationLead);

/** The life of every session. To change when something happens, or what makes it happen anew, change a row. */
// prettier-ignore
export const STEPS = {
  generate:  { due: (s, p) => generateDue(s, p),                      usefulUntil: untilEnd, dependsOn: ["start", "end", "host", "title"], livedBy: all },
  handOver:  { due: (s, p) => before(s.time.start, p.credentialLead), usefulUntil: untilEnd, dependsOn: ["start", "host"],                 livedBy: inRooms },
  sendLinks: { due: (s, p) => before(s.time.start, p.linkLead),       usefulUntil: untilEnd, dependsOn: ["start"],                         livedBy: whereSessionTells },
  warn:      { due: (s) => warnDue(s),                                usefulUntil: untilEnd, dependsOn: ["end"],                           livedBy: all },
  end:       { due: (s) => endDue(s),                                 usefulUntil: forEver,  dependsOn: ["end", "host"],                   livedBy: whereBedelEnds },
  close:     { due: (s) => endDue(s),                                 usefulUntil: forEver,  dependsOn: ["end", "host"],                   livedBy: inRooms },
  report:    { due: (s, p) => after(endDue(s), p.postprocessing),     usefulUntil: (s) => after(s.time.end, REPORT_FOR), dependsOn: ["end"], livedBy: all },
} satisfies Record<string, Step>;

export type StepName = keyof typeof STEPS;
export const STEP_ORDER = Object.keys(STEPS) as StepName[];

export const dueAt = (s: Session, step: StepName): Instant => STEPS[step].due(s, s.policy);

export const lives = (s: Session, step: StepName): boolean => STEPS[step].livedBy(s);
/** The steps of this session, in their order: what it does not live is never due, shown or alarmed. */
export const lifeOf = (s: Session): StepName[] => STEP_ORDER.filter((step) => lives(s, step));

/** Nothing of it is left to be ended: its room is closed, or, where there is none to close, its end is known. */
export function isBehind(s: Session): boolean {
  if (lives(s, "close")) return isClosed(s);
  return s.overAt !== null || (lives(s, "end") && hasEnded(s));
}

/** Its end is confirmed: by the step that sees to it, or where there is none by what Zoom said. */
export const hasEnded = (s: Session): boolean => (lives(s, "end") ? s.steps.end.is === "done" || s.steps.end.is === "skipped" : s.overAt !== null);

/** Its room may be another's by now, though not all of its closing need be done yet: what of it runs there again is ended. */
export const hasLeftRoom = (s: Session): boolean => lives(s, "close") && hasEnded(s);

/** Somebody began it anew after its end was confirmed, with a start link from before or a sign-in that is still good, or after it was over. */
export const runsAgain = (s: Session): boolean => (isBehind(s) || hasLeftRoom(s)) && isLive(s);
