import type { Interval } from "../lib/interval.ts";
import { iso, latest, type Instant } from "../lib/time.ts";
import type { ReportRow, ReportSource, ReportSummary, ReportView } from "./contract.ts";
import { matchingOf, MOST_OFFERED, withSaid, type Said } from "./by-hand/by-hand.ts";
import type { Registered, RoomUser } from "./matching.ts";
import { isErased, presenceOf, type Count, type Person } from "./presence.ts";
import { leftOut, type Doubt, type Reading, type Verdict } from "./readings.ts";
import type { Stay } from "./stay.ts";
import { totalsBy, totalsOf, wholeMinutes, type Totals } from "./totals.ts";

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
  /** The runs of the meeting, which `real` spans. */
  ran: Interval[];
  totals: Totals;
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

export function reportOf(facts: Facts): Report {
  const { people, organizers, counts, peak, real } = presenceOf({ ...facts, stays: staysOf(facts) });
  return {
    source: sourceOf(facts),
    standing: standingOf(facts.verdict),
    readAt: [...facts.readAt],
    planned: facts.planned,
    real: hull(real),
    ran: real,
    totals: totalsOf(people, peak),
    rows: people,
    organizers,
    presence: counts,
  };
}

/** What Zoom reports, and what the webhooks saw of whom it does not: somebody who was alone is in no report of Zoom's. */
const staysOf = ({ reading, seen }: Facts): Stay[] => [...reading.stays, ...leftOut(reading.stays, seen)];

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

const hull = (parts: readonly Interval[]): Interval | null => (parts.length === 0 ? null : { start: parts[0]!.start, end: parts.at(-1)!.end });

/** What the report's page says about the session itself, and the threshold that holds now. */
export type About = {
  sessionId: string;
  title: string;
  organizer: string;
  room: string | null;
  zone: string;
  planned: Interval;
  registered: number;
  threshold: number;
};

export const summaryOf = (about: About, report: { totals: Totals; state: "provisional" | "final" } | null): ReportSummary => ({
  sessionId: about.sessionId,
  title: about.title,
  organizer: about.organizer,
  room: about.room,
  ...stretch(about.planned),
  zone: about.zone,
  people: report?.totals.people ?? 0,
  registered: report?.totals.registered ?? about.registered,
  state: report?.state ?? "none yet",
});

/** `read` is the report as it was read, `said` what organizers said of its guests, `erasedAt` when its people were erased; `offered` as in `matchingOf`. */
export function viewOf(about: About, read: Report | null, said: readonly Said[] = [], erasedAt: Instant | null = null, offered = MOST_OFFERED): ReportView {
  const { sessionId, title, organizer, room, zone, threshold } = about;
  const planned = stretch(read?.planned ?? about.planned);
  const session = { sessionId, title, organizer, room, zone, threshold, planned, peopleErasedAt: erasedAt && iso(erasedAt), hindered: null };
  if (read === null) return { ...session, ...nothingYet(about) };
  const [report, matching] = [withSaid(read, said), matchingOf(read, said, offered)];
  const matchedBy = new Map(matching.said.map((one) => [one.attendeeId, one.by]));
  const readAt = latest(report.readAt);
  return {
    ...session,
    real: report.real && stretch(report.real),
    state: report.standing.is,
    doubt: report.standing.doubt,
    source: report.source,
    totals: totalsBy(report.totals, threshold),
    matching,
    rows: report.rows.map((row) => rowOf(row, (row.attendeeId !== null && matchedBy.get(row.attendeeId)) || null)),
    organizers: report.organizers.map((row) => rowOf(row, null)),
    presence: report.presence.map(({ at, count }) => ({ at: iso(at), count })),
    readAt: readAt && iso(readAt),
    readAgainAt: report.standing.is === "provisional" ? iso(report.standing.readAgainAt) : null,
  };
}

const nothingYet = ({ registered, threshold }: About) =>
  ({
    real: null,
    state: "none yet",
    doubt: null,
    source: null,
    totals: { ...totalsBy(totalsOf([], 0), threshold), registered },
    matching: { open: [], said: [] },
    rows: [],
    organizers: [],
    presence: [],
    readAt: null,
    readAgainAt: null,
  }) satisfies Partial<ReportView>;

const rowOf = (person: Person, matchedBy: string | null): ReportRow => ({
  key: person.key,
  erased: isErased(person),
  name: person.name,
  email: person.email,
  registered: person.registered,
  attended: person.attended,
  firstJoin: person.firstJoin === null ? null : iso(person.firstJoin),
  lastLeave: person.lastLeave === null ? null : iso(person.lastLeave),
  minutes: wholeMinutes(person.present),
  share: person.share,
  stays: person.stays.map(stretch),
  matchedBy,
});

const stretch = ({ start, end }: Interval): { start: string; end: string } => ({ start: iso(start), end: iso(end) });
