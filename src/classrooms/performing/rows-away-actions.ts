import type { World } from "../../world.ts";
import { readRow } from "../databases/actions.ts";
import { tableById } from "../databases/store.ts";
import { lookAgainAt, rowsOf } from "../databases/writing.ts";
import type { AtWork, StepResult } from "../runs/performer.ts";
import { placeName } from "../runs/facts.ts";

/**
 * Asked before Zoom gets another passcode, of the rows that publish the classroom: while one of them can't be reached nobody could be told the new link, and the former
 * would open no more. Null: all of them answer.
 */
export async function rowsAway(world: World, { run, asked, facts, now }: AtWork): Promise<StepResult | null> {
  const places = rowsOf(asked.link ?? null, asked.passcode ?? null).filter((place) => facts.letGo?.includes(placeName(place)) !== true);
  for (const place of places) {
    const found = await readRow(world, run.institutionId, place);
    if (found.is !== "unreachable") continue;
    const rowsAwaySince = facts.rowsAwaySince ?? now;
    const values = {
      table: (await tableById(world.db, run.institutionId, place.tableId))?.name ?? "",
      key: place.key,
      place: placeName(place),
      half: 0,
      done: "",
    };
    return {
      end: { is: "waits", for: "database", because: "database_away", values, lookAt: lookAgainAt(rowsAwaySince as typeof now, now) },
      facts: { rowsAwaySince, hinderedBy: placeName(place) },
    };
  }
  return null;
}
