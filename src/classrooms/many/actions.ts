import type { z } from "zod";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { cut } from "../../lib/text.ts";
import type { Member } from "../../people/member.ts";
import type { World } from "../../world.ts";
import { makeClassroom, whyNotMake, withRowsOf } from "../actions.ts";
import type { Classroom } from "../classroom.ts";
import type { manyAnswer, manyClassrooms, NewClassroom, RowPreview } from "../contract.ts";
import { whyNotAskFarewell } from "../farewell-actions.ts";
import { newRound, type Round } from "../databases/actions.ts";
import type { Twins } from "../databases/same-rows.ts";
import { twinsIn } from "../databases/store.ts";
import { becomesRoom } from "../performing/address.ts";
import { addressesNow, type AddressNow } from "../performing/address-actions.ts";
import { newRowsNow, NO_SESSIONS, previewed, toHold, whyNotRows, type SessionsOnRetiring } from "../previewing-actions.ts";
import { sessionsOnReplacing } from "../replacing-actions.ts";
import { runsOf, type WholeRun } from "../runs/actions.ts";
import { atWork, classroomsOf } from "../store.ts";
import { seatsOf } from "../zoom-users/listing/actions.ts";
import { whyNotBatch } from "./batch.ts";
import { expectedOf, expectedOfBatch } from "./expecting-actions.ts";
import { idOfLine, MOST_LINES, readLines, type ReadLine, type Wanted } from "./lines.ts";
import { namedBy } from "./named-lines.ts";
import { oneByOne } from "./rivals.ts";
import { survived } from "./surviving-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke" | "zooms" | "log">;
type Form = z.infer<typeof manyClassrooms>;
type Answer = z.infer<typeof manyAnswer>;
/** `asked`: what the line asks for; null: it can't be. `old`: whose place it takes. `isAsked`: it was asked for already. */
type Line = ReadLine & { asked: NewClassroom | null; old: Classroom | null; isAsked: boolean };
type Looked = { rows: RowPreview[]; seen: string | null };
const NOTHING: Looked = { rows: [], seen: null };

/** Every line, and what would become of it, or became of it. One that is refused keeps no other from being asked for; sent again nothing is asked for twice. */
export async function manyFrom(world: Needs, who: Member, form: Form): Promise<Outcome<Answer>> {
  const { institutionId } = who;
  const read = readLines(form.text, form.what);
  if (read === null) return refused("too_many_classrooms", { field: "text", values: { most: MOST_LINES } });
  if (read.length === 0) return refused("no_lines", { field: "text" });
  const sent = await runsOf(world.db, institutionId, { batchId: form.batchId, most: 1000 });
  const whyNot = whyNotBatch(form.what, sent);
  if (whyNot !== null) return refused(whyNot);
  const before = new Map(sent.map((run) => [run.id, run]));
  const known = await classroomsOf(world.db, institutionId);
  const lines = read.map((line) => asLine(form, line, known, before));
  const emails = lines.map(({ asked }) => asked?.email ?? "").filter((email) => email !== "");
  const addresses = await addressesNow(world.db, institutionId, emails);
  const around = { all: known, busy: await atWork(world.db, institutionId), twins: await twinsIn(world.db, institutionId), round: newRound() };
  const outcomes = await oneByOne(lines, claimOf, around.twins, (line) =>
    survived(world, line.line, refused("surprise"), () => tried(world, who, form, line, { ...around, address: addressOf(addresses, line) })),
  );
  return fine(await answerOf(world, institutionId, form, lines, outcomes, addresses));
}

const claimOf = ({ line, asked, old }: Line) => ({ line, replaces: old?.id ?? null, link: asked?.link ?? null, passcode: asked?.passcode ?? null });

const NEW: AddressNow = { is: "new", isThere: false, isLicensed: false, isLetGo: false };
const addressOf = (addresses: ReadonlyMap<string, AddressNow>, { asked }: Pick<Line, "asked">): AddressNow =>
  addresses.get(asked?.email.toLowerCase() ?? "") ?? NEW;

const addressShown = (form: Form, { is, isLicensed }: AddressNow) => ({ address: is, becomesRoom: becomesRoom(form, { licensed: isLicensed }) });

/** With the rows that it is to be published in: where it names none, those of the one that it replaces. */
function asLine(form: Form, read: ReadLine, known: readonly Classroom[], before: ReadonlyMap<string, WholeRun>): Line {
  if (read.wanted === null) return { ...read, asked: null, old: null, isAsked: false };
  const run = before.get(idOfLine(form.batchId, read.wanted.email));
  const found = run === undefined ? replacedBy(known, read.wanted.replaces) : (known.find(({ id }) => id === run.asked.replaces) ?? null);
  if (typeof found === "string") return { ...read, asked: null, old: null, isAsked: false, because: found === "none" ? "line_replaces_nobody" : "line_replaces_several" };
  const asked = withRowsOf(found, askedBy(form, read, read.wanted, found));
  return { ...read, asked, old: found, isAsked: run !== undefined };
} // prettier-ignore

/** By name, code or address, as people write them; of those in use. */
const replacedBy = (known: readonly Classroom[], text: string): Classroom | null | "none" | "several" =>
  text.trim() === "" ? null : namedBy(known.filter(({ state }) => state === "in use"), { classroom: text }); // prettier-ignore

/** Called as the one that it replaces, where the line does not say how. */
function askedBy({ batchId, linkTableId, passcodeTableId, standing, licence, farewell, seen, confirmed }: Form, { line }: ReadLine, wanted: Wanted, old: Classroom | null): NewClassroom {
  const { email, lastName, key, passcodeKey } = wanted;
  const [name, code] = [wanted.name === "" ? (old?.name ?? "") : wanted.name, wanted.code === "" ? (old?.code ?? "") : wanted.code];
  const place = (tableId: string | null, itsKey: string) => (tableId === null || itsKey === "" ? null : { tableId, key: itsKey });
  const firstName = wanted.firstName === "" ? cut(name, 64).trim() : wanted.firstName;
  const places = { link: place(linkTableId, key), passcode: place(passcodeTableId, passcodeKey === "" ? key : passcodeKey) };
  const isMeant = confirmed.some((one) => one.toLowerCase() === email.toLowerCase());
  return { id: idOfLine(batchId, email), email, firstName, lastName, name, code, licence, standing, ...places, replaces: old?.id ?? null, farewell, confirmed: isMeant, seen: seen[line] ?? null };
} // prettier-ignore

async function tried(
  world: Needs,
  who: Member,
  { batchId, preview }: Form,
  { line, asked, old, because, isAsked }: Line,
  around: { all: readonly Classroom[]; busy: ReadonlySet<string>; twins: Twins; address: AddressNow; round: Round },
): Promise<Outcome<Looked>> {
  if (because !== null || asked === null) return refused(because ?? "not_found");
  if (isAsked) return fine(NOTHING);
  if (around.address.is === "member") return refused("classroom_email_members", { field: "email" });
  if (!preview) {
    const outcome = await makeClassroom(world, who, asked, { batchId, line, round: around.round });
    return outcome.ok ? fine(NOTHING) : outcome;
  }
  const why = whyNotMake(around, { ...asked, confirmed: true }); // what is somebody's already is told beside the line
  if (why !== null) return why;
  const whyStays = old === null ? null : await whyNotAskFarewell(world.db, world, old, asked.farewell);
  if (whyStays !== null) return refused(whyStays, { field: "farewell" });
  const rows = await newRowsNow(world, who.institutionId, asked, toHold(asked), around.round);
  return whyNotRows(rows) ?? fine({ rows: await previewed(world, who.institutionId, rows, asked), seen: rows.seen });
}

const replacing = ({ old, asked }: Line) => (old?.roomId == null || asked === null ? [] : [{ roomId: old.roomId, asked }]);

type Outcomes = ReadonlyMap<number, Outcome<Looked>>;

async function answerOf(world: Needs, institutionId: string, form: Form, lines: readonly Line[], outcomes: Outcomes, addresses: ReadonlyMap<string, AddressNow>): Promise<Answer> {
  const good = lines.filter(({ line, isAsked }) => outcomes.get(line)!.ok && !(form.preview && isAsked));
  const sessions = form.preview ? await sessionsOnReplacing(world, institutionId, good.flatMap(replacing)) : new Map<string, SessionsOnRetiring>();
  const shown = lines.map((line): Answer["lines"][number] => {
    const outcome = outcomes.get(line.line)!;
    const why = outcome.ok ? { because: null, values: {} } : { because: outcome.refusal.because, values: outcome.refusal.values ?? {} };
    const { rows, seen } = outcome.ok ? outcome.value : NOTHING;
    const called = { email: line.asked?.email ?? line.wanted?.email ?? "", name: line.asked?.name ?? line.wanted?.name ?? line.text, isAsked: outcome.ok && (line.isAsked || !form.preview) };
    return { line: line.line, ...called, ...why, replaces: line.old?.name ?? null, sessions: (outcome.ok ? sessions.get(line.old?.roomId ?? "") : null) ?? NO_SESSIONS, rows, seen, ...addressShown(form, addressOf(addresses, line)) };
  });
  const isWaiting = [...sessions.values()].some(({ untilOver, homeless, untold }) => untilOver + homeless + untold > 0);
  const needed = form.licence ? good.filter((line) => !addressOf(addresses, line).isLicensed).length : 0;
  const foreseen = good.map((line) => ({ kind: line.old === null ? ("new classroom" as const) : ("replace classroom" as const), isThere: addressOf(addresses, line).isThere }));
  const expected = form.preview ? await expectedOf(world, institutionId, foreseen) : await expectedOfBatch(world, institutionId, form.batchId);
  return { lines: shown, asked: form.preview ? 0 : good.length, ...expected, ...(isWaiting ? { expectedAt: null } : {}), seats: { ...(await seatsOf(world.db, institutionId, world.clock.now())), needed } };
} // prettier-ignore
