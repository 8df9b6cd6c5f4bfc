import type { ReportView } from "../../src/attendance/contract.ts";
import { holds, overlaps, type Interval } from "../../src/lib/interval.ts";
import { hours, type Instant } from "../../src/lib/time.ts";
import { isLate, type Letter } from "../server/post.ts";
import { inReport, inZoom, tellTheSame } from "./attendance.ts";
import type { Kept, KeptByZoom, LinkDue } from "./kept.ts";

/** Each from the records of the database, of Zoom's stand-in or of the mail server; nothing from what the program believes. */
export type Figures = {
  sessions: number;
  waiting: number;
  servedLater: number;
  doubleBooked: number;
  rearranged: number;
  credentials: { issued: number; openAfterClose: number };
  links: { due: number; sent: number; late: number };
  warned: number;
  endedByBedel: number;
  reports: { due: number; made: number };
  zoomCalls: number;
  virtualHours: number;
};

/** What the promises need beside the figures. */
export type Beside = { webinars: number; duringOutage: Record<string, number>; misdated: number; realSeconds: number; complaints: string };

export type Records = {
  kept: Kept;
  zoom: KeptByZoom;
  letters: readonly Letter[];
  reports: readonly ReportView[];
  /** Passwords that opened a room after it was, or had to be, closed. */
  openAfterClose: number;
  zoomCalls: number;
  lived: Interval;
  outage: Interval;
};

export function figuresOf(r: Records): Figures {
  const { sessions } = r.kept;
  const waiting = new Set(about(r.letters, "waiting"));
  const held = sessions.filter((s) => s.status === "placed");
  return {
    sessions: sessions.length,
    waiting: waiting.size,
    servedLater: held.filter((s) => waiting.has(s.title) && r.kept.served.includes(s.id)).length,
    doubleBooked: r.kept.overlapping + liveAtOnce(r.zoom.instances, r.lived.end),
    rearranged: r.kept.moved,
    credentials: { issued: new Set(r.letters.flatMap((letter) => letter.password ?? [])).size, openAfterClose: r.openAfterClose },
    links: linksOf(r.letters, r.kept.links),
    warned: new Set(about(r.letters, "warn")).size,
    endedByBedel: held.filter((s) => s.endNote === "ended_by_bedel" && ranUntilEnded(r, s.id, s.end + s.courtesy)).length,
    reports: { due: held.length, made: held.filter((s) => isTrue(r, s.id)).length },
    zoomCalls: r.zoomCalls,
    virtualHours: Math.round(((r.lived.end - r.lived.start) / hours(1)) * 10) / 10,
  };
}

const about = (letters: readonly Letter[], kind: Letter["kind"]): string[] => letters.filter((letter) => letter.kind === kind).map((letter) => letter.about);

/** Pairs of meetings that ran at one moment with one host. */
export function liveAtOnce(instances: KeptByZoom["instances"], now: Instant): number {
  const runs = instances.map((i) => ({ hostId: i.hostId, start: i.startedAt, end: i.endedAt ?? now }));
  return runs.filter((a, i) => runs.some((b, j) => j > i && a.hostId === b.hostId && overlaps(a, b))).length;
}

/** Pairs of an attendee and a session. The first mail counts: whoever gets a link twice had it with the first. One that never came is late: a link that was not due can't stand in for it. */
export function linksOf(letters: readonly Letter[], due: readonly LinkDue[]): Figures["links"] {
  const sent = new Map<string, Instant>();
  for (const letter of letters.filter(({ kind }) => kind === "link")) {
    const pair = pairOf(letter);
    sent.set(pair, Math.min(sent.get(pair) ?? Infinity, letter.arrivedAt) as Instant);
  }
  const late = due.filter((link) => isLate(sent.get(pairOf(link)) ?? NEVER, link.at));
  return { due: due.length, sent: sent.size, late: late.length };
}

const NEVER = Infinity as Instant;

const pairOf = ({ to, about }: { to: string; about: string }): string => `${to.toLowerCase()} ${about}`;

/** It ran, by Zoom's own records, until its courtesy was over. */
function ranUntilEnded({ zoom }: Records, sessionId: string, courtesyEnds: number): boolean {
  const meetings = new Set(zoom.meetings.filter((meeting) => meeting.agenda.split("\n")[0] === `bedel:${sessionId}`).map((meeting) => meeting.id));
  return zoom.instances.some((i) => meetings.has(i.meetingId) && i.endedAt !== null && i.endedAt >= courtesyEnds);
}

function isTrue({ zoom, reports }: Records, sessionId: string): boolean {
  const report = reports.find((one) => one.sessionId === sessionId);
  return report?.state === "final" && tellTheSame(inReport(report), inZoom(zoom, sessionId));
}

export function besideOf(r: Records, more: Pick<Beside, "realSeconds" | "complaints">): Beside {
  const held = r.kept.sessions.filter((s) => s.status === "placed");
  const duringOutage = (step: string): number => held.filter((s) => holds(r.outage, s.due[step]!)).length;
  return {
    ...more,
    webinars: held.filter((s) => s.kind === "webinar").length,
    duringOutage: { generate: duringOutage("generate"), handOver: duringOutage("handOver"), sendLinks: duringOutage("sendLinks") },
    misdated: r.letters.filter((letter) => letter.misdated).length,
  };
}
