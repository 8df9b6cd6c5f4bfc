import { connectionById, connectionOf } from "../../connections/actions.ts";
import { refusals } from "../../connections/hearing.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { iso } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { roomById } from "../../rooms/actions.ts";
import { sessionById } from "../../sessions/actions.ts";
import { isLive, type Session } from "../../sessions/session.ts";
import { mayManage } from "../../sessions/why-not.ts";
import type { World } from "../../world.ts";
import { registeredIn, roomUser } from "../actions.ts";
import type { LiveView } from "../contract.ts";
import { sightingsOf } from "../store.ts";
import { insideOf, silenceOf, type Ears } from "./inside.ts";

/** Who is in a session now, for whoever manages it; of one that does not run, nobody. */
export async function tellLive(world: Pick<World, "db" | "clock">, who: Member, sessionId: string): Promise<Outcome<LiveView>> {
  const { db } = world;
  const session = await sessionById(db, who.institutionId, sessionId);
  if (session === null || !mayManage(session, who)) return refused("not_found");
  const ears = await earsOf(world, session);
  const live = isLive(session) ? session.live : null;
  const about = { heardAt: ears.heardAt === null ? null : iso(ears.heardAt), silence: live === null ? null : silenceOf(live, ears) };
  if (live === null) return fine({ running: null, people: [], organizers: [], waiting: [], ...about });
  const room = session.roomId === null ? null : await roomById(db, session.institutionId, session.roomId);
  const sightings = await sightingsOf(db, session.institutionId, session.id);
  const inside = insideOf(sightings, await registeredIn(world, session), roomUser(session, room), live);
  return fine({ running: { since: iso(live.start), checkedAt: iso(live.checkedAt) }, ...inside, ...about });
}

/** How well the Zoom that makes this session's meeting is heard. */
async function earsOf({ db, clock }: Pick<World, "db" | "clock">, { institutionId, via }: Session): Promise<Ears> {
  const connection = await (via === null ? connectionOf(db, institutionId) : connectionById(db, { institutionId, id: via }));
  if (connection === null) return { heardAt: null, refused: false };
  return { heardAt: connection.heardAt, refused: refusals(connection, clock.now())?.all === true };
}
