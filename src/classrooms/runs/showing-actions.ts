import { hours, type Instant } from "../../lib/time.ts";
import { connectionOf, zoomKindOf } from "../../connections/actions.ts";
import { serviceOf } from "../../connections/connection.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import { tableNames } from "../databases/store.ts";
import { classroomsOf, howMade, runsAtWork } from "../store.ts";
import { provisioningOf } from "../zoom-users/settings/store.ts";
import { itsUsersAsRead } from "../zoom-users/listing/store.ts";
import { whyNotGivenBack, whyNotUndo } from "../undoing-actions.ts";
import { showsAgain } from "../shows-again.ts";
import { consentOf, isHeld, needsOf, whyNotAgain } from "./again.ts";
import { runById, runsOf, type WholeRun } from "./actions.ts";
import type { RunList, RunView } from "./contract.ts";
import { batchOf, viewOf, type Making } from "./shown.ts";
import { toMake } from "./people-store.ts";
import { stepAt } from "./run.ts";
import { madeSince, secretsOf } from "./store.ts";
import { undoneAmong } from "./undone-store.ts";

type Needs = Pick<World, "db" | "clock" | "zooms" | "secrets">;
const MOST = 200;
/** As many as can be tried again or stopped together. */
const MOST_TOGETHER = 1000;

/** The latest runs, those of one file or classroom, or those that are not over. */
export async function runsFor(world: Needs, institutionId: string, of: { batchId: string | null; classroomId: string | null; memberId: string | null; isOpen?: boolean }): Promise<RunList> {
  const most = of.batchId === null && of.isOpen !== true ? MOST : MOST_TOGETHER;
  const runs = await runsOf(world.db, institutionId, { ...of, most });
  const now = world.clock.now();
  const batch = of.batchId === null ? null : batchOf(runs, await makingOf(world, institutionId, now, listOf(runs)), now);
  return { runs: await viewsOf(world, institutionId, runs.slice(0, most)), batch };
} // prettier-ignore

/** Null: the institution has none such. */
export async function runFor(world: Pick<World, "db" | "clock" | "secrets">, institutionId: string, id: string): Promise<RunView | null> {
  const run = await runById(world.db, institutionId, id);
  return run === null ? null : (await viewsOf(world, institutionId, [run]))[0]!;
}

export async function viewsOf(
  { db, clock, secrets }: Pick<World, "db" | "clock" | "secrets">,
  institutionId: string,
  runs: readonly WholeRun[],
): Promise<RunView[]> {
  const all = await classroomsOf(db, institutionId);
  const classrooms = new Map(all.map((one) => [one.id, one]));
  const busy = await runsAtWork(db, institutionId);
  const { on: isOn } = await provisioningOf(db, institutionId);
  const tables = await tableNames(db, institutionId);
  const known = (id: string | null | undefined) => (id == null ? null : (classrooms.get(id) ?? null));
  const names = { classroom: (id: string) => known(id)?.name ?? null, table: (id: string) => tables.get(id) ?? null };
  const now = clock.now();
  const formers = runs.flatMap(({ kind, asked }) => (kind === "replace classroom" ? (asked.replaces ?? []) : []));
  const users = await itsUsersAsRead(db, institutionId, formers);
  const undoings = await undoneAmong(db, institutionId, runs);
  return runs.map((run) => {
    const [old, next] = [known(run.asked.replaces), known(run.classroomId)];
    const again = whyNotAgain(run, { own: next, other: old, all, isAtWork: isHeld(busy, run, needsOf(run)), isOn });
    const isAtWork = isHeld(busy, run, [run.classroomId, run.asked.replaces]);
    const undone = undoings.get(run.id) ?? null;
    const undo = whyNotUndo(run, old, next, { all, isAtWork, undone }) ?? whyNotGivenBack(run, old, users.get(old?.id ?? "") ?? null, isOn);
    return viewOf(run, { ...names, about: next?.name ?? null }, { again, undo, undone, stands: standsIn(secrets, run), now });
  });
}

/** What whoever says *go on* has Bedel write over. */
function standsIn(secrets: World["secrets"], run: WholeRun): RunView["stands"] {
  const step = stepAt(run);
  if (step === null || consentOf(run) !== "row") return [];
  return showsAgain(secretsOf(secrets, run).moved?.[String(step.values["place"])] ?? {});
}

/** Users that Zoom makes in a day, by its published limits (50, 1,500, 10,000). */
const A_DAY = { free: 50, pro: 1500, business: 10_000 } as const;

/** A list that was sent, and when: who is asked for later comes after it. */
type List = { batchId: string | null; askedAt: Instant } | null;

export function listOf(runs: readonly Pick<WholeRun, "batchId" | "askedAt">[]): List {
  const [one] = runs;
  return one === undefined ? null : { batchId: one.batchId, askedAt: Math.max(...runs.map(({ askedAt }) => askedAt)) as Instant };
}

/** `list` null: it is not sent yet, and whoever waits now comes before it. */
export async function makingOf({ db, zooms }: { db: Tx } & Pick<Needs, "zooms">, institutionId: string, now: Instant, list: List): Promise<Making> {
  const connection = await connectionOf(db, institutionId);
  const kind = connection === null ? null : await zoomKindOf(db, institutionId);
  const perDay = A_DAY[(kind === "sandbox" ? zooms.sandbox : zooms.real)?.limits.plan ?? "pro"];
  const midnight = (Math.floor(now / hours(24)) * hours(24)) as Instant;
  const { ahead, isSpent } = await toMake(db, institutionId, { notOf: list?.batchId ?? null, until: list?.askedAt ?? now, now });
  const service = serviceOf(connection);
  return {
    madeAs: await howMade(db, institutionId),
    perDay,
    madeToday: isSpent ? perDay : await madeSince(db, institutionId, midnight),
    ahead,
    held: service === "connected" ? null : service === "paused" ? "zoom_paused" : "zoom_disconnected",
  };
}
