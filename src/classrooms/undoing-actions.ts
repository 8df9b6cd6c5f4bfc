import { createHash } from "node:crypto";
import { fine, refused, type Outcome } from "../lib/outcome.ts";
import type { Member } from "../people/member.ts";
import type { Tx } from "../platform/database.ts";
import type { World } from "../world.ts";
import { isOpen, type Classroom } from "./classroom.ts";
import { readRow } from "./databases/actions.ts";
import { meaningOf } from "./databases/mapping.ts";
import { tableById } from "./databases/store.ts";
import { called, EMPTY, notTaken, rowsOf } from "./databases/writing.ts";
import { askForRun, runById, runsOf, type WholeRun } from "./runs/actions.ts";
import { stepAt, stoppedAs } from "./runs/run.ts";
import type { Undone } from "./runs/shown.ts";
import { lockRun, saveRun, secretsOf } from "./runs/store.ts";
import { undoneAmong } from "./runs/undone-store.ts";
import { farewellOf, placeName, type Asked, type Facts, type RowPlace, type RowValues, type RunSecrets } from "./runs/facts.ts";
import { isHeld } from "./runs/again.ts";
import { classroomsOf, lockClassrooms, openingOf, rowsAsSet, runsAtWork } from "./store.ts";
import { whoseUser } from "./whose-user.ts";
import { itsUsersAsRead, type ItsUserAsRead } from "./zoom-users/listing/store.ts";
import { provisioningOf } from "./zoom-users/settings/store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;

type Replacing = Pick<WholeRun, "kind" | "state" | "steps" | "askedAt" | "endedAt" | "asked" | "facts">;

/**
 * Message key under `refusals` why a replacing can't be taken back any more, or null. It can be from when its rows are written, also while the old user still waits
 * for its sessions. Whoever was unlinked has a Zoom account of the own: nobody can take that back; where that was skipped there is nothing to take back. Nor can
 * anybody where a row that it wrote is not the classroom's any more: the former would be in it, and the row that publishes the classroom now be nobody's. Nor where the
 * former Zoom user is another classroom's by now, or was since: what opened it is not what opens it any more. `all`: the classrooms that there are. `isAtWork`: another run is at one of the two. `undone`: the run
 * that takes it back, or did.
 */
export function whyNotUndo(
  run: Replacing,
  old: Classroom | null,
  next: Classroom | null,
  { all, isAtWork, undone }: { all: readonly Classroom[]; isAtWork: boolean; undone: Undone | null },
): string | null {
  const left = stepAt(run);
  if (undone?.isDone === true) return "replacement_taken_back";
  if (run.kind !== "replace classroom" || (left !== null && left.name !== "retire_user")) return "nothing_to_undo";
  if (old?.state !== "replaced" || next?.state !== "in use") return "nothing_to_undo";
  if (left?.state === "under way") return "run_at_work";
  if (isAtWork) return "run_under_way";
  const itsRows = rowsOf(next.link, next.passcode).map(placeName);
  if ((run.facts.written ?? []).some((place) => !itsRows.includes(place))) return "undo_row_moved";
  if ((run.facts.emptied ?? []).some((place) => placesOfOthers(all, next).includes(place))) return "undo_row_moved";
  const hadSince = all.some((one) => one.id !== old.id && one.id !== next.id && one.hostId !== null && one.hostId === old.hostId && one.madeAt > run.askedAt);
  if (hadSince || whoseUser(all, old, [old.id, next.id]) !== null) return "undo_user_taken";
  const isUntouched = left === null ? run.steps.at(-1)?.state === "skipped" : run.facts.farewellSince == null;
  return farewellOf(run) === "unlink" && !isUntouched ? "user_unlinked" : null;
}

/**
 * The same where making users is switched off, and the former's was deactivated or had its licence taken: taking back would come to a stop at its first step, with both
 * classrooms held. So it would where that user has left the account since, whoever saw to that. `user`: the former's, as Zoom was last read.
 */
export function whyNotGivenBack(run: Pick<WholeRun, "facts">, old: Classroom | null, user: ItsUserAsRead, isOn: boolean): string | null {
  if (user === "gone") return "user_unlinked";
  const isNeeded = old !== null && user !== null && (user.status === "inactive" || (hadBefore(run.facts, old).isLicensed && !user.licensed));
  return isNeeded && !isOn ? "provisioning_off" : null;
}

/** Where others are published, by `placeName`. */
const placesOfOthers = (all: readonly Classroom[], next: Pick<Classroom, "id">): string[] =>
  all.filter((one) => isOpen(one) && one.id !== next.id).flatMap(({ link, passcode }) => rowsOf(link, passcode)).map(placeName); // prettier-ignore

/**
 * The rows get the values back that they had, the sessions their room, and the old Zoom user what Zoom gives back. `seen`: what the preview answered as such; refused
 * where a row has got another name since. Null: nobody looked.
 */
export async function undoReplacing(world: Needs, who: Member, id: string, runId: string, seen: string | null = null): Promise<Outcome<null>> {
  const named = await namesSeen(world, who.institutionId, id);
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const known = await runById(tx, who.institutionId, id);
    if (known === null) return refused("not_found");
    const { old, next } = await bothOf(tx, known);
    if ((await runById(tx, who.institutionId, runId)) !== null) return fine(null); // looked for only now: of two clicks at once the second waits for the first's locks
    const run = (await lockRun(tx, who.institutionId, id)) ?? known;
    const busy = await runsAtWork(tx, who.institutionId);
    const all = await classroomsOf(tx, who.institutionId);
    const why = whyNotUndo(run, old, next, {
      all,
      isAtWork: isHeld(busy, run, [run.classroomId, run.asked.replaces]),
      undone: (await undoneAmong(tx, who.institutionId, [run])).get(run.id) ?? null,
    });
    const former = old === null ? null : ((await itsUsersAsRead(tx, who.institutionId, [old.id])).get(old.id) ?? null);
    const whyOff = whyNotGivenBack(run, old, former, (await provisioningOf(tx, who.institutionId)).on);
    if (why === null && whyOff !== null) return refused(whyOff);
    if (why !== null || old === null || next === null) return refused(why ?? "nothing_to_undo");
    if (seen !== null && seen !== stampOf(named)) return refused("rows_not_as_shown");
    // What is left of it is not done any more: the old user is needed again.
    if (run.endedAt === null) await saveRun(tx, stoppedAs(run, who.name, "undoing", world.clock.now()), run.sealed);
    return ask(tx, world, who, { id: runId, run, old, next, named });
  });
  world.poke(["runs"]);
  return outcome;
}

export async function bothOf(tx: Tx, run: WholeRun): Promise<{ old: Classroom | null; next: Classroom | null }> {
  const [oldId, nextId] = [run.asked.replaces, run.classroomId];
  const both = await lockClassrooms(
    tx,
    run.institutionId,
    [oldId, nextId].filter((id) => id != null),
  );
  return { old: both.find(({ id }) => id === oldId) ?? null, next: both.find(({ id }) => id === nextId) ?? null };
}

type Undoing = { id: string; run: WholeRun; old: Classroom; next: Classroom; named: Record<string, RowValues> };

async function ask(tx: Tx, world: Needs, who: Member, { id, run, old, next, named }: Undoing): Promise<Outcome<null>> {
  const { email, name, code, hostId, roomId } = old;
  const had = hadBefore(run.facts, old);
  const rows = await rowsOfUndoing(tx, world, run, old, next);
  const asked: Asked = { email, name, code, licence: had.isLicensed, asRoom: had.isRoom, standing: standingOf(old), ...rows.asked, replaces: next.id, farewell: "nothing" };
  const facts = { hostId, roomId, formerHostId: next.hostId, formerRoomId: next.roomId };
  const opening = openingOf(world.secrets, old);
  const first = await openedOf(tx, world, run, old);
  const opened = opening === null || old.meetingId === null ? {} : { passcode: opening.passcode, opened: first ?? { link: opening.link, meetingId: old.meetingId } };
  const meeting = { meetingId: old.meetingId, meetingIsPersonal: old.meetingIsPersonal ?? false };
  return askForRun(tx, world, who, { id, kind: "undo replacing", asked, facts: { ...facts, ...meeting }, secrets: { before: { ...named, ...rows.before }, ...opened }, email, classroomId: old.id });
} // prettier-ignore

/**
 * What the rows that the former gets back are called as somebody says that it is taken back: what they are called by somebody later is not written over unasked. Nothing of those that
 * can't be read.
 */
export async function namesSeen(world: Pick<World, "db" | "secrets">, institutionId: string, id: string): Promise<Record<string, RowValues>> {
  const run = await runById(world.db, institutionId, id);
  const places = rowsOf(run?.asked.empties?.link ?? null, run?.asked.empties?.passcode ?? null);
  const seen = await Promise.all(
    places.map(async (place) => {
      const found = await readRow(world, institutionId, place);
      const { name, code } = found.is === "found" ? found.row : {};
      return [placeName(place), { ...EMPTY, ...(name === undefined ? {} : { name }), ...(code === undefined ? {} : { code }) }] as const;
    }),
  );
  return Object.fromEntries(seen);
}

/** Stands for just these names. */
export const stampOf = (named: Record<string, RowValues>): string =>
  createHash("sha256").update(JSON.stringify(Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1)))).digest("base64url"); // prettier-ignore

const standingOf = ({ meetingIsPersonal }: Classroom): NonNullable<Asked["standing"]> =>
  meetingIsPersonal === true ? "personal meeting" : "meeting without fixed time";

/** What opened the former before an undoing that was stopped gave it another link: the rows show that one still. Null: nobody tried before. */
async function openedOf(tx: Tx, { secrets }: Pick<World, "secrets">, run: WholeRun, old: Classroom): Promise<RunSecrets["opened"] | null> {
  const before = (await runsOf(tx, run.institutionId, { classroomId: old.id, most: 1000 })).filter(({ kind, asked }) => kind === "undo replacing" && asked.undoes === run.id);
  const first = before.toSorted((a, b) => a.askedAt - b.askedAt)[0];
  return first === undefined ? null : (secretsOf(secrets, first).opened ?? null);
} // prettier-ignore

/**
 * In which rows the former is published again, which of its successor's are emptied since it was published in them later, and what all of them are to hold until then. What of
 * the former's own somebody else had written into stays there, and so does what another classroom has by now, or what its key does not mean any more: it is published there no more.
 */
export async function rowsOfUndoing(tx: Tx, world: Pick<World, "secrets">, run: WholeRun, old: Classroom, next: Classroom): Promise<{ asked: Pick<Asked, "link" | "passcode" | "empties" | "undoes">; before: Record<string, RowValues> }> {
  const { emptied = [], emptiedAs = {}, letGo = [] } = run.facts;
  const others = placesOfOthers(await classroomsOf(tx, run.institutionId), next);
  const lost = new Set(letGo.filter((name) => others.includes(name)));
  for (const place of rowsOf(run.asked.empties?.link ?? null, run.asked.empties?.passcode ?? null)) {
    const [name, table] = [placeName(place), await tableById(tx, run.institutionId, place.tableId)];
    const isTheSame = table !== null && (emptiedAs[name] === undefined || emptiedAs[name] === meaningOf(table));
    if (!emptied.includes(name) || !isTheSame) lost.add(name);
  }
  const back = (place: RowPlace | null): RowPlace | null => (place !== null && lost.has(placeName(place)) ? null : place);
  const known = new Set(rowsOf(run.asked.link ?? null, run.asked.passcode ?? null).map(placeName));
  const empties = run.asked.link === undefined ? null : notTaken(next, known);
  const asked = { link: back(old.link), passcode: back(old.passcode), undoes: run.id, ...(empties === null ? {} : { empties }) };
  const added = empties === null ? {} : rowsAsSet(world.secrets, { ...next, ...empties });
  return { asked, before: { ...expectedOf(world, run, next), ...added } };
} // prettier-ignore

/** What the old user had when its place was taken. Of a run from before that was written down: a licence was needed to be a room. */
export const hadBefore = ({ former }: Facts, { roomId }: Classroom): NonNullable<Facts["former"]> =>
  former ?? { isLicensed: roomId !== null, isRoom: roomId !== null };

/** What the rows are to hold until then: what Bedel set last, which may be another passcode than the one of the run that is undone. */
function expectedOf({ secrets }: Pick<World, "secrets">, { asked }: WholeRun, next: Classroom): Record<string, RowValues> {
  const opening = openingOf(secrets, next);
  const row: RowValues = { ...opening, ...called(next) };
  return Object.fromEntries([asked.link, asked.passcode].flatMap((place) => (place == null ? [] : [[placeName(place), row]])));
}
