import { after, hours, iso, seconds, type Instant } from "../../lib/time.ts";
import type { Asked, Facts } from "./facts.ts";
import type { RunList, RunView } from "./contract.ts";
import { stepAt, whyNotRetry, whyNotStop, type Run, type StepRow } from "./run.ts";

const isoOrNull = (moment: Instant | null): string | null => (moment === null ? null : iso(moment));

type Shown = Run & { asked: Asked; facts: Facts };

/** `about`: the name of the classroom; `undo`: why it can't be taken back. */
export function viewOf(run: Shown, about: string | null, undo: string | null): RunView {
  const { id, kind, state, email, classroomId, batchId } = run;
  const person = [run.asked.firstName, run.asked.lastName].filter((part) => part !== undefined && part !== "").join(" ");
  return {
    ...{ id, kind, state, email, classroomId, batchId },
    about: about ?? run.asked.name ?? (person === "" ? (email ?? "") : person),
    by: run.askedByName,
    at: iso(run.askedAt),
    endedAt: isoOrNull(run.endedAt),
    steps: run.steps.map(stepView),
    whyNot: { retry: whyNotRetry(run), stop: whyNotStop(run, run.facts), undo },
  };
}

const stepView = ({ name, state, because, values, tries, at, retryAt, byName }: StepRow): RunView["steps"][number] => ({
  ...{ name, state, because, values, tries, at: isoOrNull(at), retryAt: isoOrNull(retryAt), by: byName },
});

/** Those of one file, as far as they are known. */
export function batchOf(runs: readonly Shown[], zoom: Making, now: Instant): NonNullable<RunList["batch"]> {
  const of = (state: Run["state"]): number => runs.filter((run) => run.state === state).length;
  const left = runs.filter((run) => run.state === "running");
  return { all: runs.length, done: of("done"), failed: of("failed") + of("stopped"), expectedAt: isoOrNull(expectedAt(left, zoom, now)) };
}

/** How users are made, and how many Zoom makes in a day. */
export type Making = { madeAs: "invited" | "automatic" | "sso"; perDay: number; madeToday: number };

/** What one classroom asks of Zoom and the databases takes about as long, where hundreds wait for each other. */
const EACH = seconds(2);
const BEFORE_THE_FIRST = seconds(60);
const DAY = hours(24);

/** When the last of them will be done, as far as Zoom's limits tell. Null: somebody has to accept an invitation first, or there is none. */
export function expectedAt(runs: readonly Pick<Shown, "steps" | "facts" | "asked">[], { madeAs, perDay, madeToday }: Making, now: Instant): Instant | null {
  if (runs.length === 0) return null;
  const names = runs.map((run) => stepAt(run)?.name);
  const waits = names.some((name, i) => name === "activation" && runs[i]!.facts.acceptedAt == null);
  const toMake = runs.filter((run, i) => (names[i] === "look_up" || names[i] === "make_user") && run.facts.found !== "active" && run.facts.found !== "inactive");
  if (waits || (madeAs === "invited" && toMake.length > 0)) return null;
  const busy = after(now, BEFORE_THE_FIRST + runs.length * EACH);
  const daysOn = Math.floor((Math.max(0, madeToday) + toMake.length - 1) / perDay);
  if (toMake.length === 0 || daysOn <= 0) return busy;
  const midnight = (Math.floor(now / DAY) * DAY) as Instant; // Zoom's days begin at 00:00 UTC
  const onTheLastDay = madeToday + toMake.length - daysOn * perDay;
  return after(midnight, daysOn * DAY + BEFORE_THE_FIRST + onTheLastDay * EACH);
}
