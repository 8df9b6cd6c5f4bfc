import type { Interval } from "../lib/interval.ts";
import { iso, latest, minutes, type Duration, type Instant } from "../lib/time.ts";
import type { ReportRow, ReportSource, ReportSummary, ReportTotals, ReportView } from "./contract.ts";
import type { Registered, RoomUser } from "./matching.ts";
import { presenceOf, type Count, type Person } from "./presence.ts";
import type { Doubt, Reading, Verdict } from "./readings.ts";
import type { Stay } from "./stay.ts";

/** A final report may carry a doubt: it was given up after a day, and says so. */
export type Standing = { is: "provisional"; doubt: Doubt; readAgainAt: Instant } | { is: "final"; doubt: Doubt | null };

/** Who attended, from when to when. Plain values only, so that it is stored as it is. */
export type Report = {
  source: ReportSource;
  standing: Standing;
  /** When the readings were made that it rests on. */
  readAt: Instant[];
  planned: Interval;
  real: Interval | null;
  totals: ReportTotals;
  rows: Person[];
  organizers: Person[];
  presence: Count[];
};

export type Facts = {
  planned: Interval;
  /** When each instance ran, as far as it is known. */
  real: readonly Interval[];
  registered: readonly Registered[];
  host: RoomUser;
  reading: Reading;
  /** The joins and leaves that the webhooks told, as stays. */
  seen: readonly Stay[];
  verdict: Verdict;
  readAt: readonly Instant[];
};

export const STAYED = 75;

export function reportOf(facts: Facts): Report {
  const { people, organizers, counts, peak, real } = presenceOf({ ...facts, stays: staysOf(facts) });
  return {
    source: sourceOf(facts),
    standing: standingOf(facts.verdict),
    readAt: [...facts.readAt],
    planned: facts.planned,
    real: hull(real),
    totals: totalsOf(people, peak),
    rows: people,
    organizers,
    presence: counts,
  };
}

/** What Zoom reports; for an instance of which it reports nothing, what the webhooks saw: somebody who was alone is in no report of Zoom's. */
function staysOf({ reading, seen }: Facts): Stay[] {
  const reported = new Set(reading.stays.map((stay) => stay.instance));
  return [...reading.stays, ...seen.filter((stay) => !reported.has(stay.instance))];
}

function sourceOf({ reading, seen, real }: Facts): ReportSource {
  if (reading.stays.length > 0) return "zoom";
  if (seen.length > 0) return "webhooks";
  return reading.known.length > 0 || real.length > 0 ? "zoom" : "nobody started";
}

function standingOf(verdict: Verdict): Standing {
  switch (verdict.is) {
    case "final":
      return { is: "final", doubt: null };
    case "given up":
      return { is: "final", doubt: verdict.because };
    case "read again":
      return { is: "provisional", doubt: verdict.because, readAgainAt: verdict.at };
  }
}

export function totalsOf(people: readonly Person[], peak: number): ReportTotals {
  const present = people.filter((person) => person.attended);
  const registered = people.filter((person) => person.registered).length;
  const came = present.filter((person) => person.registered).length;
  const average = present.reduce((sum, person) => sum + person.present, 0) / Math.max(1, present.length);
  const stayed = present.filter((person) => person.share >= STAYED).length;
  return {
    people: present.length,
    registered,
    came,
    didNotCome: registered - came,
    unregistered: present.length - came,
    peak,
    averageMinutes: wholeMinutes(average),
    stayed75: Math.round((100 * stayed) / Math.max(1, present.length)),
  };
}

export const wholeMinutes = (length: Duration): number => Math.round(length / minutes(1));

const hull = (parts: readonly Interval[]): Interval | null => (parts.length === 0 ? null : { start: parts[0]!.start, end: parts.at(-1)!.end });

/** What the report's page says about the session itself. */
export type About = { sessionId: string; title: string; organizer: string; room: string | null; zone: string; planned: Interval; registered: number };

export const summaryOf = (about: About, report: Pick<Report, "totals" | "standing"> | null): ReportSummary => ({
  sessionId: about.sessionId,
  title: about.title,
  organizer: about.organizer,
  room: about.room,
  ...stretch(about.planned),
  zone: about.zone,
  people: report?.totals.people ?? 0,
  registered: report?.totals.registered ?? about.registered,
  state: report?.standing.is ?? "none yet",
});

export function viewOf(about: About, report: Report | null, erasedAt: Instant | null = null): ReportView {
  const { sessionId, title, organizer, room, zone } = about;
  const session = { sessionId, title, organizer, room, zone, planned: stretch(report?.planned ?? about.planned), peopleErasedAt: erasedAt && iso(erasedAt) };
  if (report === null) return { ...session, ...nothingYet(about.registered) };
  const readAt = latest(report.readAt);
  return {
    ...session,
    real: report.real && stretch(report.real),
    state: report.standing.is,
    doubt: report.standing.doubt,
    source: report.source,
    totals: report.totals,
    rows: report.rows.map(rowOf),
    organizers: report.organizers.map(rowOf),
    presence: report.presence.map(({ at, count }) => ({ at: iso(at), count })),
    readAt: readAt && iso(readAt),
    readAgainAt: report.standing.is === "provisional" ? iso(report.standing.readAgainAt) : null,
  };
}

const nothingYet = (registered: number) =>
  ({
    real: null,
    state: "none yet",
    doubt: null,
    source: null,
    totals: { ...totalsOf([], 0), registered },
    rows: [],
    organizers: [],
    presence: [],
    readAt: null,
    readAgainAt: null,
  }) satisfies Partial<ReportView>;

const rowOf = (person: Person): ReportRow => ({
  key: person.key,
  erased: person.key.startsWith("erased "),
  name: person.name,
  email: person.email,
  registered: person.registered,
  attended: person.attended,
  firstJoin: person.firstJoin === null ? null : iso(person.firstJoin),
  lastLeave: person.lastLeave === null ? null : iso(person.lastLeave),
  minutes: wholeMinutes(person.present),
  share: person.share,
  stays: person.stays.map(stretch),
});

const stretch = ({ start, end }: Interval): { start: string; end: string } => ({ start: iso(start), end: iso(end) });
