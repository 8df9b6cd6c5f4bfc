import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import type { Instant } from "../../lib/time.ts";
import { note } from "../../platform/audit.ts";
import type { Tx } from "../../platform/database.ts";
import { lockSession } from "../../sessions/actions.ts";
import type { World } from "../../world.ts";
import type { Attendee } from "../attendee.ts";
import { whyNotLeave } from "../joining.ts";
import { takeOutAndTell } from "./taking-out-actions.ts";

/**
 * An attendee gives up the place in one session: the person's address leads nowhere from then on, no mail follows but the one that takes the session out of the calendar, Zoom lets the person in no more,
 * and the place is free again. Its organizers find it in the history. Refuses what is over: the report tells of everybody who was in the list.
 */
export async function leaveSession(tx: Tx, world: Pick<World, "clock" | "random" | "origin">, attendee: Attendee, now: Instant): Promise<Outcome<true>> {
  const session = await lockSession(tx, attendee.institutionId, attendee.sessionId);
  if (session === null) return refused("not_found");
  const why = whyNotLeave(session, now);
  if (why !== null) return refused(why);
  const gone = await takeOutAndTell(tx, world, session, attendee.id, now);
  if (gone === null) return refused("not_found");
  await note(tx, world.random, {
    institutionId: session.institutionId,
    at: now,
    who: gone.name === "" ? gone.email : gone.name,
    memberId: null,
    sessionId: session.id,
    what: "attendee_left",
  });
  return fine(true);
}
