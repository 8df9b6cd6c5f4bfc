import type { TestWorld } from "../../../test/world.ts";
import { connecting } from "../../sessions/showing/wiring-actions.ts";

/** Another Zoom account takes the place of the one that is connected, as the server brings it together. */
export const changeAccount = (w: TestWorld, from = "sandbox-account", to = "another"): Promise<void> =>
  w.db.transaction((tx) => connecting(w, w.neighbours).accountChanged(tx, { institutionId: w.institutionId, from, to }));
