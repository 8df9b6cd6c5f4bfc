import { refused, type Outcome } from "../lib/outcome.ts";
import type { Member } from "../people/member.ts";
import type { World } from "../world.ts";
import { whyNotFormer } from "./classroom.ts";
import { whyNotAskFarewell } from "./farewell-actions.ts";
import { askForRun, runById } from "./runs/actions.ts";
import type { Farewell } from "./runs/facts.ts";
import { isAtWork, lockClassrooms } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "poke">;

/**
 * What becomes of the Zoom user of a classroom that was replaced or retired, where it was left as it was then. Refused while the classroom is in use or a run is at it,
 * of a user who is another classroom's or a room by now, and where it can't be done.
 */
export async function sayFarewell(world: Needs, who: Member, id: string, { runId, farewell }: { runId: string; farewell: Farewell }): Promise<Outcome<null>> {
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<null>> => {
    const [classroom] = await lockClassrooms(tx, who.institutionId, [id]);
    if (classroom === undefined) return refused("not_found");
    const { email, name, hostId } = classroom;
    const wanted = { id: runId, kind: "former user" as const, asked: { email, name, farewell }, facts: { hostId, formerHostId: hostId }, email, classroomId: id };
    if ((await runById(tx, who.institutionId, runId)) !== null) return askForRun(tx, world, who, wanted);
    const why = whyNotFormer(classroom, await isAtWork(tx, who.institutionId, id));
    if (why !== null) return refused(why);
    const whyStays = await whyNotAskFarewell(tx, world, classroom, farewell);
    return whyStays === null ? askForRun(tx, world, who, wanted) : refused(whyStays, { field: "farewell" });
  });
  world.poke(["runs"]);
  return outcome;
} // prettier-ignore
