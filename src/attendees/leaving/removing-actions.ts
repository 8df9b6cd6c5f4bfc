import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import { lockSession } from "../../sessions/actions.ts";
import { mayManage } from "../../sessions/why-not.ts";
import type { World } from "../../world.ts";
import { isBehind } from "../joining.ts";
import { takeOutAndTell } from "./taking-out-actions.ts";

/** From then on the person's address leads nowhere, and no mail follows but the one that takes the session out of the person's calendar. */
export async function removeAttendee(
  world: Pick<World, "db" | "clock" | "random" | "origin" | "poke">,
  who: Member,
  sessionId: string,
  attendeeId: string,
): Promise<Outcome<true>> {
  const now = world.clock.now();
  const outcome = await world.db.transaction(async (tx): Promise<Outcome<true>> => {
    const session = await lockSession(tx, who.institutionId, sessionId);
    if (session === null) return refused("not_found");
    if (!mayManage(session, who)) return refused("not_yours");
    if (isBehind(session, now)) return refused("already_over");
    const gone = await takeOutAndTell(tx, world, session, attendeeId, now);
    if (gone === null) return refused("not_found");
    await note(tx, world.random, {
      institutionId: session.institutionId,
      at: now,
      who: who.name,
      memberId: who.id,
      sessionId,
      what: "attendee_removed",
      details: { name: gone.name },
    });
    return fine(true);
  });
  world.poke();
  return outcome;
}
