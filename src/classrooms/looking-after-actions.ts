import type { Round } from "../platform/worker.ts";
import type { World } from "../world.ts";
import { askDuePasscodes, keepToTheClock } from "./passcode-actions.ts";
import { goOnWithFound, goOnWithNewScopes } from "./runs/actions.ts";
import { goOnWithRuns } from "./runs/going-actions.ts";
import { wishForZoomUsers } from "./zoom-users/wishing/actions.ts";

/** Asks for what is due by itself, and goes on with every run. Says how much was done. */
export async function lookAfterClassrooms(world: World, process: string, round?: Round): Promise<number> {
  await goOnWithNewScopes(world);
  await goOnWithFound(world);
  await keepToTheClock(world);
  const asked = (await wishForZoomUsers(world)) + (await askDuePasscodes(world));
  return asked + (await goOnWithRuns(world, process, round));
}
