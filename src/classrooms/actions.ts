import { fine, refused, type Outcome, type Refusal } from "../lib/outcome.ts";
import type { Member } from "../people/member.ts";
import type { Tx } from "../platform/database.ts";
import type { World } from "../world.ts";
import { isOpen, whyNotReplace, whyNotRetire, type Classroom } from "./classroom.ts";
import type { NewClassroom } from "./contract.ts";
import type { Round } from "./databases/actions.ts";
import { namesOf, type Twins } from "./databases/same-rows.ts";
import { notTaken, rowsOf } from "./databases/writing.ts";
import { whyNotAskFarewell } from "./farewell-actions.ts";
import { areMeantOtherwise, before, newRowsNow, toHold, whyNotRows, type RowsNow } from "./previewing-actions.ts";
import { addressNow, type AddressNow } from "./performing/address-actions.ts";
import { placeName, type Asked, type Farewell, type RowPlace } from "./runs/facts.ts";
import { askForRun, runById, type Line } from "./runs/actions.ts";
import { classroomById, classroomsBeside, insertClassroom, isAtWork, lockClassrooms, lockTables, openingOf, rowsAsSet } from "./store.ts";
import { AT_NIGHT } from "./timetable.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;
/** Of one file, the line that asks; its rows are looked at together with those of the others. */
type LineOfFile = Line & { round: Round };

/** As it was asked for, with the rows of the classroom that it replaces where it names none. */
export async function withRows(world: Pick<World, "db">, institutionId: string, wanted: NewClassroom): Promise<NewClassroom> {
  if (wanted.replaces === null || wanted.link !== null || wanted.passcode !== null) return wanted;
  return withRowsOf(await classroomById(world.db, institutionId, wanted.replaces), wanted);
}

/** The same, where that one is known. */
export const withRowsOf = (old: Classroom | null, wanted: NewClassroom): NewClassroom =>
  wanted.link !== null || wanted.passcode !== null ? wanted : { ...wanted, link: old?.link ?? null, passcode: old?.passcode ?? null };

/** Asks for a classroom; asked twice with one id it is asked for once. The rows are looked at now, and written only if they are still so then. */
export async function makeClassroom(world: Needs, who: Member, asked: NewClassroom, line: LineOfFile | null = null): Promise<Outcome<null>> {
  const wanted = line === null ? await withRows(world, who.institutionId, asked) : asked; // a file's are known already
  const known = await asAsked(world, who, wanted);
  if (known !== null) return known;
  const rows = await newRowsNow(world, who.institutionId, wanted, toHold(wanted), line?.round ?? null);
  const why = whyNotRows(rows) ?? (wanted.seen !== null && wanted.seen !== rows.seen ? refused("row_changed", { field: "link.key" }) : null);
  if (why !== null) return why;
  const outcome = await world.db.transaction((tx) => inTransaction(tx, world, who, wanted, rows, line)).catch(takenRow);
  world.poke(["runs"]);
  return outcome.ok ? outcome : ((await asAsked(world, who, wanted)) ?? outcome); // of two clicks at once the second finds the first in its way
}

/** What is told where it was asked for already; null: it was not. */
async function asAsked({ db }: Pick<World, "db">, { institutionId }: Member, { id, email }: NewClassroom): Promise<Outcome<null> | null> {
  const known = await classroomById(db, institutionId, id);
  return known === null ? null : known.email === email ? fine(null) : refused("not_found");
}

/** What is refused within is taken back. */
class Refusing extends Error {
  readonly outcome: Outcome<null>;
  constructor(outcome: Outcome<null>) {
    super("refused");
    this.outcome = outcome;
  }
}

async function inTransaction(tx: Tx, world: Needs, who: Member, wanted: NewClassroom, rows: RowsNow, line: LineOfFile | null): Promise<Outcome<null>> {
  const { institutionId } = who;
  const [old] = wanted.replaces === null ? [] : await lockClassrooms(tx, institutionId, [wanted.replaces]);
  if (wanted.replaces !== null && old === undefined) return refused("not_found", { field: "replaces" });
  const why = old === undefined ? null : whyNotReplace(old, await isAtWork(tx, institutionId, old.id));
  if (why !== null) return refused(why, { field: "replaces" });
  const whyStays = old === undefined ? null : await whyNotAskFarewell(tx, world, old, wanted.farewell);
  if (whyStays !== null) return refused(whyStays, { field: "farewell" });
  const rowsWanted = rowsOf(wanted.link, wanted.passcode);
  const twins = await lockTables(tx, institutionId, rowsWanted);
  if (await areMeantOtherwise(tx, institutionId, rows)) return refused("row_changed", { field: "link.key" });
  const refusal = whyNotBeside(await classroomsBeside(tx, institutionId, wanted.email, rowsWanted, twins), wanted, twins);
  if (refusal !== null) return refusal;
  const notMeant = whyNotAddress(await addressNow(tx, institutionId, wanted.email), wanted);
  if (notMeant !== null) return notMeant;
  // Two at once can't publish in one row: a place of the old is given to it when the row says so. Any other is its own from now on.
  const olds = new Set(old === undefined ? [] : rowsOf(old.link, old.passcode).flatMap((place) => namesOf(twins, place)));
  const unlessOlds = (place: RowPlace | null): RowPlace | null => (place !== null && olds.has(placeName(place)) ? null : place);
  const empties = old === undefined ? null : emptiedOf(world.secrets, old, wanted, twins);
  const mine = { ...classroomOf(who, wanted, world), link: unlessOlds(wanted.link), passcode: unlessOlds(wanted.passcode) };
  if (!(await insertClassroom(tx, mine))) return refused("not_found");
  const outcome = await askForRun(tx, world, who, {
    id: wanted.id,
    kind: old === undefined ? "new classroom" : "replace classroom",
    asked: { ...askedOf(wanted), ...(empties === null ? {} : { empties }) },
    facts: old === undefined ? {} : { formerHostId: old.hostId, formerRoomId: old.roomId },
    secrets: { before: { ...(empties == null ? {} : rowsAsSet(world.secrets, { ...old!, ...empties })), ...before(rows) } },
    email: wanted.email,
    classroomId: wanted.id,
    ...(line === null ? {} : { batchId: line.batchId, line: line.line }),
  });
  if (!outcome.ok) throw new Refusing(outcome);
  return outcome;
}

/** The rows of a replaced classroom that its successor does not take over; null: there are none, or nothing of it ever stood there. */
export function emptiedOf(
  secrets: Needs["secrets"],
  old: Classroom,
  wanted: Pick<NewClassroom, "link" | "passcode">,
  twins: Twins,
): NonNullable<Asked["empties"]> | null {
  if (openingOf(secrets, old) === null) return null;
  return notTaken(old, new Set(rowsOf(wanted.link, wanted.passcode).flatMap((place) => namesOf(twins, place)))) ?? null;
}

/** All classrooms of the institution, those of them that a run is at, which mappings mean the same rows, and what the address is. */
type Around = { all: readonly Classroom[]; busy: ReadonlySet<string>; twins: Twins; address: AddressNow };

/** What speaks against it already, without asking for anything. */
export function whyNotMake({ all, busy, twins, address }: Around, wanted: NewClassroom): { ok: false; refusal: Refusal } | null {
  if (all.some(({ id, email }) => id === wanted.id && email === wanted.email)) return null;
  const old = all.find(({ id }) => id === wanted.replaces);
  const why = old === undefined ? null : whyNotReplace(old, busy.has(old.id));
  if (why !== null) return refused(why, { field: "replaces" });
  return whyNotBeside(all, wanted, twins) ?? whyNotAddress(address, wanted);
}

/**
 * Whoever asks has to say that somebody's address is meant: a mistyped one would lose its name and password. An administrator of the account never is. As far as Bedel knows without asking Zoom. Of one whose
 * Zoom user a run still has to let go of nobody may become the next: that run would close the new room and take the user.
 */
function whyNotAddress({ is, isLetGo }: AddressNow, { confirmed }: NewClassroom): { ok: false; refusal: Refusal } | null {
  if (is === "member") return refused("classroom_email_members", { field: "email" });
  if (is === "administrator") return refused("classroom_email_administrators", { field: "email" });
  if (isLetGo) return refused("run_under_way", { field: "email" });
  return is === "new" || confirmed ? null : refused("classroom_email_unconfirmed", { field: "email" });
}

/** Beside the classrooms that there are: one address is one classroom, and so is one row, whether it holds the link or the passcode and by whichever mapping. */
function whyNotBeside(all: readonly Classroom[], wanted: NewClassroom, twins: Twins): { ok: false; refusal: Refusal } | null {
  const open = all.filter(isOpen);
  if (open.some(({ email }) => email.toLowerCase() === wanted.email.toLowerCase())) return refused("classroom_email_taken", { field: "email" });
  const others = open.filter(({ id }) => id !== wanted.replaces);
  const theirs = new Set(others.flatMap(({ link, passcode }) => rowsOf(link, passcode)).map(placeName));
  const taken = (["link", "passcode"] as const).find((which) => wanted[which] !== null && namesOf(twins, wanted[which]).some((name) => theirs.has(name)));
  return taken === undefined ? null : refused("classroom_row_taken", { field: `${taken}.key` });
}

function classroomOf({ institutionId }: Member, wanted: NewClassroom, { clock }: Pick<World, "clock">): Classroom {
  const { id, name, code, email, firstName, lastName, link, passcode } = wanted;
  const none = {
    revision: 1,
    hostId: null,
    roomId: null,
    meetingId: null,
    meetingIsPersonal: null,
    sealed: null,
    passcodeDays: null,
    passcodeAt: AT_NIGHT,
    passcodeDueAt: null,
  };
  return { ...none, institutionId, id, name, code, email, firstName, lastName, link, passcode, state: "being made", madeAt: clock.now() };
}

function askedOf({ email, firstName, lastName, name, code, licence, standing, link, passcode, replaces, farewell, confirmed }: NewClassroom): Asked {
  const asked: Asked = { email, firstName, lastName, name, code, licence, standing, link, passcode, confirmed };
  return replaces === null ? asked : { ...asked, replaces, farewell };
}

/** Somebody else's classroom took the row a moment before. */
function takenRow(error: unknown): Outcome<null> {
  if (error instanceof Refusing) return error.outcome;
  if (error instanceof Error && "code" in error && error.code === "23505") return refused("classroom_row_taken", { field: "link.key" });
  throw error;
}

/** Its sessions go to other rooms, its rows are emptied where they show what Bedel set last, and with its Zoom user is done what is said. One that never came to be has no rows yet. */
export async function retireClassroom(
  world: Needs,
  who: Member,
  id: string,
  { runId, farewell }: { runId: string; farewell: Farewell },
  line: Line | null = null,
): Promise<Outcome<null>> {
  const outcome = await world.db.transaction(async (tx) => {
    const [classroom] = await lockClassrooms(tx, who.institutionId, [id]);
    if (classroom === undefined) return refused("not_found");
    const { email, hostId, roomId } = classroom;
    const before = rowsAsSet(world.secrets, classroom);
    const isPublished = classroom.state === "in use" && openingOf(world.secrets, classroom) !== null;
    const why = whyNotRetire(classroom, await isAtWork(tx, who.institutionId, id));
    const asked: Asked = { email, farewell, link: isPublished ? classroom.link : null, passcode: isPublished ? classroom.passcode : null };
    const facts = { hostId, formerHostId: hostId, formerRoomId: roomId };
    const wanted = { id: runId, kind: "retire classroom" as const, asked, facts, secrets: { before }, email, classroomId: id, ...line };
    if ((await runById(tx, who.institutionId, runId)) !== null) return askForRun(tx, world, who, wanted);
    if (why !== null) return refused(why);
    const whyStays = await whyNotAskFarewell(tx, world, classroom, farewell);
    if (whyStays !== null) return refused(whyStays, { field: "farewell" });
    return askForRun(tx, world, who, wanted);
  });
  world.poke(["runs"]);
  return outcome;
}
