import { iso, type Instant } from "../../lib/time.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { z } from "zod";
import { bare } from "../../lib/text.ts";
import type { Member } from "../../people/member.ts";
import type { World } from "../../world.ts";
import { makeClassroom, whyNotMake, withRows } from "../actions.ts";
import type { Classroom } from "../classroom.ts";
import type { manyAnswer, manyClassrooms, NewClassroom } from "../contract.ts";
import { newRound, type Round } from "../databases/actions.ts";
import { rowsNow, whyNotRows } from "../previewing-actions.ts";
import { runsOf } from "../runs/actions.ts";
import { stepsToCome } from "../runs/run.ts";
import { expectedAt, invitedBy } from "../runs/shown.ts";
import { makingOf } from "../runs/showing-actions.ts";
import { classroomsOf } from "../store.ts";
import { seatsOf } from "../zoom-users/listing/actions.ts";
import { idOfLine, readLines, type ReadLine, type Wanted } from "./lines.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke" | "zooms">;
type Form = z.infer<typeof manyClassrooms>;
type Answer = z.infer<typeof manyAnswer>;
type Judged = Answer["lines"][number];

/** So many rows are read, or classrooms asked for, at once: each is a connection to somebody else's database. */
const AT_ONCE = 4;

/** Every line, and what would become of it, or became of it. One that is refused keeps no other from being asked for; sent again nothing is asked for twice. */
export async function manyFrom(world: Needs, who: Member, form: Form): Promise<Outcome<Answer>> {
  const read = readLines(form.text);
  if (read === null) return refused("too_many_classrooms", { field: "text", values: { most: 500 } });
  if (read.length === 0) return refused("no_lines", { field: "text" });
  const known = await classroomsOf(world.db, who.institutionId);
  const round = newRound();
  const lines = await inTurn(read, (line) => judged(world, who, form, line, { known, round }));
  const good = lines.filter(({ because }) => because === null).length;
  return fine({
    lines,
    asked: form.preview ? 0 : good,
    ...(await expected(world, who.institutionId, form, good)),
    seats: await seatsOf(world.db, who.institutionId),
  });
}

type Among = { known: readonly Classroom[]; round: Round };

async function judged(world: Needs, who: Member, form: Form, { line, text, wanted, because }: ReadLine, among: Among): Promise<Judged> {
  if (wanted === null) return { line, email: "", name: text, because, values: {} };
  const { email, name } = wanted;
  const outcome = await tried(world, who, form, line, wanted, among);
  return { line, email, name, because: outcome.ok ? null : outcome.refusal.because, values: outcome.ok ? {} : (outcome.refusal.values ?? {}) };
}

async function tried(world: Needs, who: Member, form: Form, line: number, wanted: Wanted, { known, round }: Among): Promise<Outcome<null>> {
  const named = namedBy(known, wanted.replaces);
  if (named === "none" || named === "several") return refused(named === "none" ? "line_replaces_nobody" : "line_replaces_several");
  const asked = askedBy(form, wanted, named?.id ?? null);
  if (!form.preview) return makeClassroom(world, who, asked, { batchId: form.batchId, line, round });
  const whole = await withRows(world, who.institutionId, asked);
  return (await whyNotMake(world, who.institutionId, whole)) ?? whyNotRows(await rowsNow(world, who.institutionId, whole, round)) ?? fine(null);
}

/** By name, code or address, as people write them; of those in use. */
function namedBy(known: readonly Classroom[], text: string): Classroom | null | "none" | "several" {
  if (text.trim() === "") return null;
  const found = known.filter(({ state, name, code, email }) => state === "in use" && [name, code, email].some((one) => bare(one) === bare(text)));
  return found.length === 1 ? found[0]! : found.length === 0 ? "none" : "several";
}

function askedBy(
  { batchId, linkTableId, passcodeTableId, standing, licence, farewell, confirmed }: Form,
  wanted: Wanted,
  replaces: string | null,
): NewClassroom {
  const { email, name, code, lastName, key, passcodeKey } = wanted;
  const place = (tableId: string | null, itsKey: string) => (tableId === null || itsKey === "" ? null : { tableId, key: itsKey });
  const firstName = wanted.firstName === "" ? name.slice(0, 64) : wanted.firstName;
  const places = { link: place(linkTableId, key), passcode: place(passcodeTableId, passcodeKey === "" ? key : passcodeKey) };
  return { id: idOfLine(batchId, email), email, firstName, lastName, name, code, licence, standing, ...places, replaces, farewell, confirmed, seen: null };
}

/** A few at a time, in their order. */
async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < all.length; i += AT_ONCE) results.push(...(await Promise.all(all.slice(i, i + AT_ONCE).map(work))));
  return results;
}

async function expected(world: Needs, institutionId: string, { preview, batchId }: Form, good: number): Promise<Pick<Answer, "expectedAt" | "invitedBy">> {
  const now = world.clock.now();
  const runs = preview
    ? Array.from({ length: good }, () => ({ steps: stepsToCome("new classroom"), facts: {}, asked: {} }))
    : (await runsOf(world.db, institutionId, { batchId, most: 1000 })).filter(({ state }) => state === "running");
  const making = await makingOf(world, institutionId, now);
  const shown = (moment: Instant | null): string | null => (moment === null ? null : iso(moment));
  return { expectedAt: shown(expectedAt(runs, making, now)), invitedBy: shown(invitedBy(runs, making, now)) };
}
