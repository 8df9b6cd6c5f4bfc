import { iso, type Instant } from "../../lib/time.ts";
import type { World } from "../../world.ts";
import { runsOf } from "../runs/actions.ts";
import { stepsToCome, type RunKind } from "../runs/run.ts";
import { expectedAt, heldBy, invitedBy, type Held } from "../runs/shown.ts";
import { listOf, makingOf } from "../runs/showing-actions.ts";

type Needs = Pick<World, "db" | "clock" | "zooms">;
type Expected = { expectedAt: string | null; invitedBy: string | null; heldBy: Held };
/** What a line would ask for; `isThere`: its Zoom user is there already, so nobody is invited. */
export type Foreseen = { kind: RunKind; isThere: boolean };

/** When all that a file asks for will be done, before it is asked for. */
export const expectedOf = (world: Needs, institutionId: string, lines: readonly Foreseen[]): Promise<Expected> =>
  expectedFor(
    world,
    institutionId,
    lines.map(({ kind, isThere }) => ({ steps: stepsToCome(kind), facts: isThere ? { found: "active" as const } : {}, asked: {} })),
    null,
  );

/** The same, once it is. */
export async function expectedOfBatch(world: Needs, institutionId: string, batchId: string): Promise<Expected> {
  const runs = await runsOf(world.db, institutionId, { batchId, most: 1000 });
  return expectedFor(
    world,
    institutionId,
    runs.filter(({ state }) => state === "running"),
    listOf(runs),
  );
}

async function expectedFor(world: Needs, institutionId: string, runs: Parameters<typeof expectedAt>[0], list: ReturnType<typeof listOf>): Promise<Expected> {
  const now = world.clock.now();
  const making = await makingOf(world, institutionId, now, list);
  const shown = (moment: Instant | null): string | null => (moment === null ? null : iso(moment));
  return { expectedAt: shown(expectedAt(runs, making, now)), invitedBy: shown(invitedBy(runs, making, now)), heldBy: heldBy(runs, making.held) };
}
