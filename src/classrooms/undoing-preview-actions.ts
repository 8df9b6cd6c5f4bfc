import { fine, refused, type Outcome } from "../lib/outcome.ts";
import type { World } from "../world.ts";
import type { Classroom } from "./classroom.ts";
import type { UndoingPreview } from "./contract.ts";
import { withinMapping } from "./databases/mapping.ts";
import { placed, readRowIn } from "./databases/rows-actions.ts";
import { rowsToUndo } from "./databases/targets-actions.ts";
import { runById } from "./runs/actions.ts";
import { runFor } from "./runs/showing-actions.ts";
import type { RowValues } from "./runs/facts.ts";
import { secretsOf, type WholeRun } from "./runs/store.ts";
import { whyNotRow } from "./previewing-actions.ts";
import { withNow } from "./shows-again.ts";
import { classroomById, openingOf } from "./store.ts";
import { hadBefore, namesSeen, rowsOfUndoing, stampOf } from "./undoing-actions.ts";
import { seatsOf } from "./zoom-users/listing/actions.ts";
import { itsUsersAsRead } from "./zoom-users/listing/store.ts";

type Needs = Pick<World, "db" | "secrets" | "clock">;

/** What taking a replacing back does, for whoever decides it; its rows are read. Refused where it can't be taken back, not where a row can't be read. */
export async function undoingFor(world: Needs, institutionId: string, id: string): Promise<Outcome<UndoingPreview>> {
  const [run, shown] = [await runById(world.db, institutionId, id), await runFor(world, institutionId, id)];
  if (run === null || shown === null) return refused("not_found");
  if (shown.whyNot.undo !== null) return refused(shown.whyNot.undo);
  const one = async (classroomId: string | null | undefined) => (classroomId == null ? null : classroomById(world.db, institutionId, classroomId));
  const [old, next] = [await one(run.asked.replaces), await one(run.classroomId)];
  if (old === null || next === null) return refused("nothing_to_undo");
  const [opening, { passcode }] = [openingOf(world.secrets, next), secretsOf(world.secrets, run)];
  const named = await namesSeen(world, institutionId, run.id);
  return fine({
    seen: stampOf(named),
    rows: await rowsAgain(world, { run, old, next, named }),
    isPasscodeLost: opening !== null && passcode !== undefined && opening.passcode !== passcode,
    opensAgain: openingOf(world.secrets, old) !== null && old.meetingId !== null,
    movesSessions: next.roomId !== null,
    seats: await seatsNeeded(world, institutionId, run, old),
    former: { name: old.name, email: old.email },
    next: { name: next.name, email: next.email },
  });
}

/** The licence is the first thing that taking back needs, and the one that may be nowhere to be had. */
async function seatsNeeded({ db, clock }: Pick<World, "db" | "clock">, institutionId: string, run: WholeRun, old: Classroom): Promise<UndoingPreview["seats"]> {
  if (!hadBefore(run.facts, old).isLicensed) return null;
  const [users, { used, left }] = [await itsUsersAsRead(db, institutionId, [old.id]), await seatsOf(db, institutionId, clock.now())];
  const user = users.get(old.id) ?? null;
  return user !== null && user !== "gone" && user.licensed ? null : { used, left };
}

type Again = { run: WholeRun; old: Classroom; next: Classroom; named: Record<string, RowValues> };

async function rowsAgain(world: Needs, { run, old, next, named }: Again): Promise<UndoingPreview["rows"]> {
  const { institutionId } = run;
  const { asked, before } = await rowsOfUndoing(world.db, world, run, old, next);
  const opening = openingOf(world.secrets, old);
  const writes = await rowsToUndo(world, { run, asked, secrets: { before: { ...named, ...before }, ...opening } });
  return Promise.all(
    writes.map(async ({ place: { tableId, key }, wanted, expected }) => {
      const at = await placed(world, institutionId, tableId);
      if (at === null) return { table: null, key, trouble: null, values: {}, columns: withNow(wanted, {}, null) };
      const toHold = withinMapping(at.table, wanted);
      const found = await readRowIn(at.database, at.table, key, null, toHold);
      const why = whyNotRow(found);
      const columns = withNow(toHold, expected ?? {}, found.is === "found" ? found.row : null);
      return { table: at.called, key, trouble: why?.because ?? null, values: why?.values ?? {}, columns };
    }),
  );
}
