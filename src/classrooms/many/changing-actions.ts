import type { z } from "zod";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Member } from "../../people/member.ts";
import type { World } from "../../world.ts";
import { retireClassroom } from "../actions.ts";
import type { manyChanges, manyChangesAnswer } from "../contract.ts";
import { whyNotAskFarewell } from "../farewell-actions.ts";
import { newRound } from "../databases/actions.ts";
import { changePasscode } from "../passcode-actions.ts";
import { AS_LONG_AS_CHOSEN } from "../passcode.ts";
import { NO_SESSIONS, type SessionsOnRetiring } from "../previewing-actions.ts";
import { runsOf } from "../runs/actions.ts";
import type { Farewell, RowPlace } from "../runs/facts.ts";
import { tableNames } from "../databases/store.ts";
import { atWork, classroomsOf } from "../store.ts";
import { whyNotBatch } from "./batch.ts";
import { expectedOf, expectedOfBatch } from "./expecting-actions.ts";
import { whyRowsStay } from "./following-actions.ts";
import { inTurn } from "./in-turn.ts";
import { judgedLines, type JudgedLine } from "./judging.ts";
import { idOfLine, MOST_LINES } from "./lines.ts";
import { readNamed } from "./named-lines.ts";
import { sessionsOnRetiringAll } from "./retiring-actions.ts";
import { survived } from "./surviving-actions.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke" | "zooms" | "log">;
type Form = z.infer<typeof manyChanges>;
type Answer = z.infer<typeof manyChangesAnswer>;

/**
 * Retires the classrooms that a file names, or gives them other passcodes: every line, and what would become of it, or became of it. One that is refused keeps no
 * other from being asked for; sent again nothing is asked for twice. Refused as a whole: nothing in it, or too much.
 */
export async function manyChangesFrom(world: Needs, who: Member, form: Form): Promise<Outcome<Answer>> {
  const classrooms = await classroomsOf(world.db, who.institutionId);
  const read = readNamed(form.text, form.what, classrooms);
  if (read === null) return refused("too_many_classrooms", { field: "text", values: { most: MOST_LINES } });
  if (read.length === 0) return refused("no_lines", { field: "text" });
  const { db } = world;
  const before = await runsOf(db, who.institutionId, { batchId: form.batchId, most: 1000 });
  const whyNot = whyNotBatch(form.what, before);
  if (whyNot !== null) return refused(whyNot);
  const asked = new Set(before.map(({ id }) => id));
  const around = { classrooms, busy: await atWork(db, who.institutionId) };
  const judged = judgedLines(read, form.what, { ...around, isAsked: (id) => asked.has(idOfLine(form.batchId, id)) });
  const tables = await tableNames(db, who.institutionId);
  if (form.what === "change passcode") await judgeRows(world, judged);
  else await judgeFarewells(world, judged, form.farewell);
  if (form.preview) return fine(await previewed(world, who, form, judged, tables));
  const outcomes = await inTurn(judged, (line) => survived(world, line.line, refused("surprise"), () => tried(world, who, form, line)));
  const lines = judged.map((line, i) => shown({ ...line, isAsked: outcomes[i]!.ok }, outcomes[i]!, tables, null));
  const { expectedAt, heldBy } = await expectedOfBatch(world, who.institutionId, form.batchId);
  return fine({ lines, asked: outcomes.filter(({ ok }) => ok).length, expectedAt, heldBy });
}

/** Where a row can't be read just now, is none, or would not be written, the link that it shows would open no more and nobody could be told the next: its line is refused. */
async function judgeRows(world: Needs, judged: readonly JudgedLine[]): Promise<void> {
  const round = newRound();
  await inTurn(judged, async (line) => {
    if (line.because !== null || line.isAsked || line.classroom === null) return;
    const { classroom, passcode } = line;
    line.because = await survived(world, line.line, "surprise", () => whyRowsStay(world, classroom, passcode === "" ? AS_LONG_AS_CHOSEN : passcode, round));
  });
}

/** What can't be done with a Zoom user is told before the row is emptied, not after. */
async function judgeFarewells(world: Needs, judged: readonly JudgedLine[], farewell: Farewell): Promise<void> {
  for (const line of judged) {
    if (line.because !== null || line.isAsked || line.classroom === null) continue;
    line.because = await whyNotAskFarewell(world.db, world, line.classroom, farewell);
  }
}

/** Line by line each deed is one of its own, as if it were asked for alone. */
async function tried(world: Needs, who: Member, { what, batchId, farewell }: Form, { line, classroom, because, isAsked, passcode }: JudgedLine): Promise<Outcome<null>> {
  if (because !== null || classroom === null) return refused(because ?? "not_found");
  if (isAsked) return fine(null);
  const runId = idOfLine(batchId, classroom.id);
  if (what === "retire classroom") return retireClassroom(world, who, classroom.id, { runId, farewell }, { batchId, line });
  return changePasscode(world, who, classroom.id, { runId, passcode: passcode === "" ? null : passcode }, { batchId, line });
} // prettier-ignore

async function previewed(world: Needs, who: Member, { what }: Form, judged: readonly JudgedLine[], tables: ReadonlyMap<string, string>): Promise<Answer> {
  const good = judged.filter(({ because, isAsked }) => because === null && !isAsked);
  const rooms = what === "retire classroom" ? good.map(({ classroom }) => classroom!.roomId).filter((id) => id !== null) : [];
  const sessions = await sessionsOnRetiringAll(world, who.institutionId, rooms);
  const lines = judged.map((line) => shown(line, line.because === null ? fine(null) : refused(line.because), tables, sessions.get(line.classroom?.roomId ?? "") ?? null));
  const isWaiting = [...sessions.values()].some(({ untilOver, homeless, untold }) => untilOver + homeless + untold > 0);
  const { expectedAt, heldBy } = await expectedOf(world, who.institutionId, good.map(() => ({ kind: what, isThere: true })));
  return { lines, asked: 0, expectedAt: isWaiting ? null : expectedAt, heldBy };
} // prettier-ignore

/** Passcodes are not said back. */
function shown(
  { line, classroom, shown: said, passcode, isAsked }: JudgedLine,
  outcome: Outcome<null>,
  tables: ReadonlyMap<string, string>,
  sessions: SessionsOnRetiring | null,
): Answer["lines"][number] {
  const row = (place: RowPlace | null | undefined) => (place == null ? null : { table: tables.get(place.tableId) ?? "", key: place.key });
  const why = outcome.ok ? { because: null, values: {} } : { because: outcome.refusal.because, values: outcome.refusal.values ?? {} };
  return {
    ...{ line, email: classroom?.email ?? "", name: classroom?.name ?? said, ...why, isAsked, ownPasscode: passcode !== "" },
    ...{ linkRow: row(classroom?.link), passcodeRow: row(classroom?.passcode) },
    sessions: sessions ?? NO_SESSIONS,
  };
}
