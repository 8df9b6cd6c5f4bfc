import type { World } from "../../world.ts";
import type { Classroom } from "../classroom.ts";
import { readRow, type Round } from "../databases/actions.ts";
import { tableById } from "../databases/store.ts";
import { writesInto } from "../databases/targets-actions.ts";
import { against } from "../databases/writing-actions.ts";
import { whyNotRow } from "../previewing-actions.ts";
import { openingOf, rowsAsSet } from "../store.ts";

/** Message key under `refusals` why the rows of a classroom could not follow a passcode that Zoom would get now, or null. `round`: with those of others. */
export async function whyRowsStay(world: Pick<World, "db" | "secrets">, classroom: Classroom, passcode: string, round: Round): Promise<string | null> {
  const link = openingOf(world.secrets, classroom)?.link ?? "";
  for (const write of writesInto(classroom.link, classroom.passcode, { link, passcode }, rowsAsSet(world.secrets, classroom))) {
    const table = await tableById(world.db, classroom.institutionId, write.place.tableId);
    const found = await readRow(world, classroom.institutionId, write.place, round, write.wanted);
    if (found.is !== "found" || table === null) return withoutValues(whyNotRow(found)?.because ?? "row_without_table");
    const standing = against(found.row, table, write);
    if (standing?.is === "fault") return standing.because === "row_changed" ? "row_not_as_set" : "row_holds_too_much";
  }
  return null;
}

/** A line of a file tells its reason alone. */
const WITHOUT_VALUES: Record<string, string> = { row_column_too_short: "row_too_short", row_without_column: "row_without_table" };
const withoutValues = (because: string): string => WITHOUT_VALUES[because] ?? because;
