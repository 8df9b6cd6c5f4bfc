import { countsOf } from "../../attendees/actions.ts";
import { erasedAt } from "../../attendees/erasing/actions.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Interval } from "../../lib/interval.ts";
import type { Instant } from "../../lib/time.ts";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { membersOf } from "../../people/actions.ts";
import { isAdmin, type Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { roomsOf } from "../../rooms/actions.ts";
import { sessionById, sessionsBetween } from "../../sessions/actions.ts";
import type { Tally } from "../../sessions/neighbours.ts";
import type { Session } from "../../sessions/session.ts";
import { mayManage } from "../../sessions/why-not.ts";
import type { World } from "../../world.ts";
import type { ReportSummary, ReportView } from "../contract.ts";
import { csvOf, csvOfTotals } from "../csv.ts";
import { summaryOf, viewOf, type About, type Report } from "../report.ts";
import { reportOfSession, standingsOf, totalsOf } from "../store.ts";

/** Who names a session's people and places to a reader. */
type Names = { organizerOf(s: Session): string; roomOf(s: Session): string | null };

async function namesIn({ db }: Pick<World, "db">, institutionId: string): Promise<Names> {
  const members = new Map((await membersOf(db, institutionId)).map((member) => [member.id, member.name]));
  const rooms = new Map((await roomsOf(db, institutionId)).map((room) => [room.id, room.name]));
  return { organizerOf: (s) => members.get(s.organizerId) ?? "", roomOf: (s) => (s.roomId === null ? null : (rooms.get(s.roomId) ?? null)) };
}

const aboutOf = (s: Session, names: Names, registered: number): About => ({
  sessionId: s.id,
  title: s.title,
  organizer: names.organizerOf(s),
  room: names.roomOf(s),
  zone: s.zone,
  planned: s.time,
  registered,
});

const meetingOf = (s: Session): { id: string; meetingId: string | null } => ({ id: s.id, meetingId: s.meeting?.id ?? null });

type Found = { session: Session; report: Report | null; erased: Instant | null };

async function find({ db }: Pick<World, "db">, who: Member, sessionId: string): Promise<Outcome<Found>> {
  const session = await sessionById(db, who.institutionId, sessionId);
  if (session === null || !mayManage(session, who)) return refused("not_found");
  const erased = await erasedAt(db, who.institutionId, sessionId);
  return fine({ session, report: await reportOfSession(db, who.institutionId, sessionId), erased });
}

export async function tellReport(world: Pick<World, "db">, who: Member, sessionId: string): Promise<Outcome<ReportView>> {
  const found = await find(world, who, sessionId);
  if (!found.ok) return found;
  const { session, report, erased } = found.value;
  const [counts] = await countsOf(world.db, who.institutionId, [meetingOf(session)]);
  return fine(viewOf(aboutOf(session, await namesIn(world, who.institutionId), counts?.attendees ?? 0), report, erased));
}

/** Excel reads a comma as the decimal sign where the language does, and then splits at semicolons. */
const DELIMITER = { en: ",", es: ";" } as const;

export async function tellCsv(world: Pick<World, "db">, who: Member, sessionId: string): Promise<Outcome<{ text: string; session: Session }>> {
  const found = await find(world, who, sessionId);
  if (!found.ok) return found;
  const { session, report, erased } = found.value;
  if (report === null) return refused("not_found");
  const { csv, csvTotals } = catalogue[who.language].reports;
  const delimiter = DELIMITER[who.language];
  return fine({ session, text: erased === null ? csvOf(report, session.zone, csv, delimiter) : csvOfTotals(report, csvTotals, delimiter) });
}

/** The latest first; organizers see their own, admins all. Only what was held and is over. */
export async function tellReports(world: Pick<World, "db" | "clock">, who: Member, within: Interval, search: string): Promise<ReportSummary[]> {
  const { db, clock } = world;
  const sessions = await sessionsBetween(db, who.institutionId, within, isAdmin(who) ? null : who.id);
  const over = sessions.filter((s) => s.status === "placed" && (s.overAt ?? s.time.end) <= clock.now());
  const names = await namesIn(world, who.institutionId);
  const wanted = over
    .filter((s) => isFound(search, [s.title, names.organizerOf(s), names.roomOf(s) ?? ""]))
    .toReversed()
    .slice(0, MOST);
  const ids = wanted.map((s) => s.id);
  const reports = new Map((await totalsOf(db, who.institutionId, ids)).map((one) => [one.sessionId, one]));
  const counts = new Map((await countsOf(db, who.institutionId, wanted.map(meetingOf))).map((one) => [one.sessionId, one.attendees]));
  return wanted.map((s) => summaryOf(aboutOf(s, names, counts.get(s.id) ?? 0), reports.get(s.id) ?? null));
}

const MOST = 1000;

/** Letters with and without accents are the same to who searches. */
const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

const isFound = (search: string, texts: readonly string[]): boolean =>
  plain(search)
    .split(/\s+/)
    .every((word) => texts.some((text) => plain(text).includes(word)));

/** How many are registered, how many of them Zoom knows by name, and how the report stands, of many sessions at once. */
export async function talliesOf(tx: Tx, institutionId: string, sessions: readonly Session[]): Promise<ReadonlyMap<string, Tally>> {
  const counts = new Map((await countsOf(tx, institutionId, sessions.map(meetingOf))).map((one) => [one.sessionId, one]));
  const standing = await standingsOf(
    tx,
    institutionId,
    sessions.map((s) => s.id),
  );
  const states = new Map(standing.map((one) => [one.sessionId, one.state]));
  return new Map(
    sessions.map((s) => [
      s.id,
      { attendees: counts.get(s.id)?.attendees ?? 0, registered: counts.get(s.id)?.registered ?? 0, reportState: states.get(s.id) ?? "none yet" },
    ]),
  );
}
