import type { World } from "../../../world.ts";
import { askForRun } from "../../runs/actions.ts";
import { namesOf } from "../names.ts";
import { unasked } from "./store.ts";

const AT_ONCE = 100;

/** Asks for a run for everybody who is to be a Zoom user and is not, as far as Bedel knows. Says for how many. */
export const wishForZoomUsers = (world: Pick<World, "db" | "clock" | "random" | "secrets">): Promise<number> =>
  world.db.transaction(async (tx) => {
    let asked = 0;
    for (const { institutionId, memberId, email, name, licence } of await unasked(tx, world.clock.now(), AT_ONCE)) {
      const wanted = { id: world.random.uuid(), kind: "zoom user", email, memberId, asked: { email, ...namesOf(name, email), licence } } as const;
      if ((await askForRun(tx, world, { institutionId, id: null, name: "bedel" }, wanted)).ok) asked += 1;
    }
    return asked;
  });
