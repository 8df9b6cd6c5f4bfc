import { demoInstitution } from "../../people/actions.ts";
import type { Database, Tx } from "../../platform/database.ts";
import { setClockBack } from "../../platform/due.ts";
import { refuse } from "../../platform/http.ts";
import type { Instant } from "../../lib/time.ts";
import type { World } from "../../world.ts";
import type { Mover } from "../moving/actions.ts";
import { countOf, deleteInstitution, noteRemoved, type Counts } from "./store.ts";

export { wasRemoved } from "./store.ts";

/** The demo as this process plays it. */
export type Played = {
  isThere(): boolean;
  /** Stops playing: its pages are gone, and its Zoom's and its mailbox's files with them. */
  end(): Promise<void>;
  /** Waits until what the loops have in hand is done. */
  rest(): Promise<void>;
};

export type Preview = Counts & { name: string };

/** What would go; null when there is no demo. */
export async function previewOf(tx: Tx): Promise<Preview | null> {
  const demo = await demoInstitution(tx);
  return demo === null ? null : { ...(await countOf(tx, demo.id)), name: demo.settings.name };
}

/** Every row of the demo, and the clock with it unless a real institution keeps it. The id of what is gone; null when there was none. */
export async function removeRows(tx: Tx, now: Instant): Promise<string | null> {
  const demo = await demoInstitution(tx);
  if (demo === null) return null;
  await deleteInstitution(tx, demo.id);
  await noteRemoved(tx, now);
  await setClockBack(tx);
  return demo.id;
}

/** After the rows: what was in hand meanwhile may have left some that nothing else points at. */
export async function endDemo(db: Database, played: Played, institutionId: string): Promise<void> {
  await played.end();
  await played.rest();
  await db.transaction((tx) => deleteInstitution(tx, institutionId));
}

/** Asked for by an owner of a real institution. Refuses while a move of the clock is under way, which lives in the demo. */
export async function removeDemo({ db, clock }: Pick<World, "db" | "clock">, played: Played, mover: Pick<Mover, "under">): Promise<void> {
  if (mover.under() !== null) throw refuse(409, "clock_is_moving");
  const gone = await db.transaction((tx) => removeRows(tx, clock.now()));
  if (gone === null) throw refuse(404, "not_found");
  await endDemo(db, played, gone);
}
