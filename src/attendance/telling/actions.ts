import { countsOf } from "../../attendees/actions.ts";
import { erasedAt } from "../../attendees/erasing/actions.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { dayOf, instant, type Instant } from "../../lib/time.ts";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { institutionById, membersOf } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import type { Tx } from "../../platform/database.ts";
import { roomsOf } from "../../rooms/actions.ts";
import { sessionById } from "../../sessions/actions.ts";
import type { Tally } from "../../sessions/neighbours.ts";
import type { Session } from "../../sessions/session.ts";
import { mayManage } from "../../sessions/why-not.ts";
import type { World } from "../../world.ts";
import { saidOf } from "../by-hand/store.ts";
import { MOST_OFFERED, type Said } from "../by-hand/by-hand.ts";
import type { ReportView } from "../contract.ts";
import type { Drawing } from "../exports/actions.ts";
import { csvOf, csvOfTotals } from "../exports/csv.ts";
import { draftOf } from "../exports/words.ts";
import { hindranceOf } from "./hindrance.ts";
import { viewOf, type About, type Report } from "../report.ts";
import { reportOfSession, standingsOf } from "../store.ts";

/** Who names a session's people and places to a reader, and what the institution counts as having stayed. */
export type Names = { organizerOf(s: Pick<Session, "organizerId">): string; roomOf(s: Pick<Session, "roomId">): string | null; threshold: number };

export async function namesIn({ db }: Pick<World, "db">, institutionId: string): Promise<Names> {
  const members = new Map((await membersOf(db, institutionId)).map((member) => [member.id, member.name]));
  const rooms = new Map((await roomsOf(db, institutionId)).map((room) => [room.id, room.name]));
  const threshold = (await institutionById(db, institutionId))!.settings.attendanceThreshold;
  return { organizerOf: (s) => members.get(s.organizerId) ?? "", roomOf: (s) => (s.roomId === null ? null : (rooms.get(s.roomId) ?? null)), threshold };
}

export const aboutOf = (s: Pick<Session, "id" | "title" | "organizerId" | "roomId" | "zone" | "time">, names: Names, registered: number): About => ({
  sessionId: s.id,
  title: s.title,
  organizer: names.organizerOf(s),
  room: names.roomOf(s),
  zone: s.zone,
  planned: s.time,
  registered,
  threshold: names.threshold,
});

const meetingOf = (s: Session): { id: string; meetingId: string | null } => ({ id: s.id, meetingId: s.meeting?.id ?? null });

type Found = { session: Session; report: Report | null; said: Said[]; erased: Instant | null };

async function find({ db }: Pick<World, "db">, who: Member, sessionId: string): Promise<Outcome<Found>> {
  const session = await sessionById(db, who.institutionId, sessionId);
  if (session === null || !mayManage(session, who)) return refused("not_found");
  const { institutionId } = who;
  const erased = await erasedAt(db, institutionId, sessionId);
  return fine({ session, report: await reportOfSession(db, institutionId, sessionId), said: await saidOf(db, institutionId, sessionId), erased });
}

export const tellReport = (world: Pick<World, "db">, who: Member, sessionId: string): Promise<Outcome<ReportView>> => tell(world, who, sessionId, MOST_OFFERED);

/** Files offer no likely persons. */
const OFFERED_IN_FILES = 0;

async function tell(world: Pick<World, "db">, who: Member, sessionId: string, offered: number): Promise<Outcome<ReportView>> {
  const found = await find(world, who, sessionId);
  if (!found.ok) return found;
  const { session, report, said, erased } = found.value;
  const [counts] = await countsOf(world.db, who.institutionId, [meetingOf(session)]);
  const view = viewOf(aboutOf(session, await namesIn(world, who.institutionId), counts?.attendees ?? 0), report, said, erased, offered);
  const hindered = hindranceOf(session, report?.standing.is ?? null);
  return fine(hindered === null ? view : { ...view, hindered, readAgainAt: hindered.againAt });
}

/** Excel reads a comma as the decimal sign where the language does, and then splits at semicolons. */
export const DELIMITER = { en: ",", es: ";" } as const;

export type ReportFile = { bytes: string | Uint8Array; title: string; day: string };
export type Format = "csv" | "xlsx" | "pdf";

/** The report as a file in the reader's language. There is none before the report is made. */
export async function tellFile(world: Pick<World, "db">, drawing: Drawing, who: Member, sessionId: string, format: Format): Promise<Outcome<ReportFile>> {
  const told = await tell(world, who, sessionId, OFFERED_IN_FILES);
  if (!told.ok) return told;
  const view = withoutNames(told.value, who);
  if (view.state === "none yet") return refused("not_found");
  const about = { title: view.title, day: dayOf(instant(view.planned.start), view.zone) };
  if (format === "csv") return fine({ ...about, bytes: csvFor(view, who) });
  const drawn = await drawing.draw({ format, draft: draftOf(view, who) });
  return drawn.ok ? fine({ ...about, bytes: drawn.value }) : drawn;
}

/** Whoever was erased on request has no name of their own any more. */
const withoutNames = (view: ReportView, { language }: Member): ReportView => ({
  ...view,
  rows: view.rows.map((row) => (row.erased ? { ...row, name: catalogue[language].reports.report.erasedPerson } : row)),
});

function csvFor(view: ReportView, { language }: Member): string {
  const { csv, file } = catalogue[language].reports;
  return view.peopleErasedAt === null ? csvOf(view, csv, DELIMITER[language]) : csvOfTotals(view, file.totals, DELIMITER[language]);
}

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
