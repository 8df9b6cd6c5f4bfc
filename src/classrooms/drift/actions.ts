import { after, hours } from "../../lib/time.ts";
import type { World } from "../../world.ts";
import { ZoomError, type Zoom } from "../../zoom/port.ts";
import type { Classroom } from "../classroom.ts";
import { newRound, readRow, type Round } from "../databases/actions.ts";
import { rowsOf } from "../databases/writing.ts";
import { endOf } from "../runs/trouble.ts";
import { atWork, classroomById, lockClassrooms, openingOf } from "../store.ts";
import type { RowPlace } from "../runs/facts.ts";
import { driftsOf, type InRow, type InZoom } from "./compare.ts";
import { BUSY, type Unread } from "./kept.ts";
import { zoneOf } from "../zone-actions.ts";
import { nextNight } from "./night.ts";
import { comparable, compareNext, saveCompared } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "zoomOf" | "log">;

/** So many in one round: each asks Zoom once, and each database once. */
const TOGETHER = 20;
/** Where a side can't be read: looked at again then. */
const UNREAD = hours(1);
/** Nobody waits for it. */
const URGENCY = 9;

/**
 * Holds each classroom in use against Zoom and its rows once a night, and whenever somebody asks. Says how many. A database that does not answer holds up no
 * others: the rest of its classrooms are unread in this round.
 */
export async function compareDue(world: Needs): Promise<number> {
  const due = await comparable(world.db, world.clock.now(), TOGETHER);
  const round = newRound();
  for (const one of due) {
    const classroom = await classroomById(world.db, one.institutionId, one.id);
    if (classroom === null) continue;
    if ((await atWork(world.db, one.institutionId)).has(one.id)) await compareNext(world.db, one, after(world.clock.now(), BUSY));
    else await compare(world, classroom, round).catch((error: unknown) => putOff(world, one, error));
  }
  return due.length;
}

/** One that can't be compared, whatever it is, holds up none that come after it. */
async function putOff({ db, clock, log }: Needs, one: { institutionId: string; id: string }, error: unknown): Promise<void> {
  log.error("comparing a classroom threw; it is looked at again in an hour", { classroom: one.id, error: String(error) });
  await compareNext(db, one, after(clock.now(), UNREAD));
}

async function compare(world: Needs, classroom: Classroom, round: Round): Promise<void> {
  const opening = openingOf(world.secrets, classroom);
  if (opening === null) return;
  const zoom = await inZoom(world, classroom);
  const rows = await Promise.all(rowsOf(classroom.link, classroom.passcode).map((place) => inRow(world, classroom.institutionId, place, round)));
  const found = driftsOf({ ...classroom, opening }, zoom, rows).map((drift) => ({ ...drift, id: world.random.uuid() }));
  const unread = unreadOf(zoom, rows);
  const now = world.clock.now();
  const next = unread.length === 0 ? nextNight(now, await zoneOf(world.db, classroom.institutionId)) : after(now, UNREAD);
  await world.db.transaction(async (tx) => {
    const [same] = await lockClassrooms(tx, classroom.institutionId, [classroom.id]);
    const isChanged = same === undefined || same.revision !== classroom.revision || (await atWork(tx, classroom.institutionId)).has(classroom.id);
    // What was read may be of before the change, or of its middle.
    if (isChanged) await compareNext(tx, classroom, after(now, BUSY));
    else await saveCompared(tx, world.secrets, classroom, found, { unread, now, next });
  });
}

const unreadOf = (zoom: InZoom, rows: readonly InRow[]): Unread[] => [
  ...(zoom.is === "unread" ? [{ place: null, because: zoom.because }] : []),
  ...rows.flatMap((row) => (row.is === "unread" ? [{ place: { tableId: row.tableId, key: row.key }, because: row.because }] : [])),
];

/** The user first: whose meeting it was may be gone with it. */
export async function inZoom(
  world: Pick<Needs, "clock" | "zoomOf" | "log" | "db" | "secrets">,
  { institutionId, hostId, meetingId, meetingIsPersonal }: Classroom,
): Promise<InZoom> {
  if (hostId === null) return { is: "no user" };
  const zoom = world.zoomOf(institutionId, URGENCY);
  try {
    const user = await zoom.findUser(hostId);
    if (user?.status !== "active") return { is: "no user" };
    const { name, firstName, lastName } = user;
    return { is: "there", user: { name, firstName, lastName }, meeting: await meetingIn(zoom, { hostId, meetingId, isPersonal: meetingIsPersonal === true }) };
  } catch (error) {
    if (!(error instanceof ZoomError)) world.log.error("a classroom could not be compared", { error: String(error) });
    const end = endOf(error, 1, world.clock.now());
    return { is: "unread", because: "because" in end ? end.because : "run_surprise" };
  }
}

type Held = { hostId: string; meetingId: string | null; isPersonal: boolean };

async function meetingIn(zoom: Zoom, { hostId, meetingId, isPersonal }: Held): Promise<{ link: string; passcode: string } | null> {
  if (meetingId === null) return null;
  try {
    const held = isPersonal ? await zoom.personalMeeting(hostId) : await zoom.readStandingMeeting({ id: meetingId, kind: "meeting", hostId });
    return held === null ? null : { link: held.joinUrl, passcode: held.passcode };
  } catch (error) {
    if (error instanceof ZoomError && error.kind === "not_found") return null;
    throw error;
  }
}

/** What can't be read is told in the words in which a database's own trouble is told. */
export async function inRow(world: Pick<Needs, "db" | "secrets">, institutionId: string, place: RowPlace, round: Round | null): Promise<InRow> {
  const found = await readRow(world, institutionId, place, round);
  if (found.is === "found" || found.is === "none" || found.is === "several") return { ...place, ...found };
  return { ...place, is: "unread", because: found.because };
}
