import type { Tx } from "../../platform/database.ts";
import { at, json, sql } from "../../platform/database.ts";
import { apart } from "../../platform/apart.ts";
import { storable } from "../../lib/text.ts";
import type { Instant } from "../../lib/time.ts";
import { askForUpkeep } from "../../people/actions.ts";
import type { World } from "../../world.ts";
import type { ZoomFact } from "../../zoom/port.ts";
import { readFact } from "../../zoom/webhooks.ts";
import { done, type Performer } from "../doing/effect.ts";
import { looked, told } from "../live.ts";
import type { Neighbours } from "../neighbours.ts";
import { endDue, isClosed, type Session } from "../session.ts";
import { saveSession, sessionOfMeeting, wakeHeld } from "../store.ts";

/** Compares with Zoom what no webhook may have told: does it run, does it still exist? What runs again after its room was closed is ended: the room may be another's by now. */
export const watch: Performer = async (world, _command, session) => {
  if (session.meeting === null) return done();
  const now = world.clock.now();
  const zoom = world.zoomOf(session.institutionId);
  const found = await zoom.readMeeting(session.meeting);
  const again = found?.running === true && isClosed(session);
  if (again) await zoom.endMeeting(session.meeting);
  const meeting = again ? await zoom.readMeeting(session.meeting) : found;
  if (meeting === null) return done({ facts: (s) => goneFromZoom(s, session.meeting!.id) });
  const overruns = meeting.running && now >= endDue(session);
  return done({
    facts: (s) => ({ ...s, live: looked(s.live, meeting.running, now) }),
    ...(overruns
      ? {
          room: (room) => ({ ...room, password: { ...room.password, evidenceAt: now } }),
          also: async (tx) => void (await wakeHeld(tx, session.institutionId, session.roomId!, now)),
        }
      : {}),
  });
};

/** Somebody removed it in Zoom: it is made anew as long as that helps, and the links stay the same. */
function goneFromZoom(s: Session, meetingId: string): Session {
  if (s.meeting?.id !== meetingId || s.status !== "placed") return s;
  if (isClosed(s)) return { ...s, live: s.live === null ? null : { ...s.live, end: s.live.end ?? s.live.checkedAt } };
  return { ...s, meeting: null, registrantsAsked: false, steps: { ...s.steps, generate: { is: "pending" } } };
}

/** Keeps what Zoom told, once, before anything is made of it. False: it was known. */
export async function keepWebhook(tx: Tx, institutionId: string, key: string, body: unknown, now: Instant): Promise<boolean> {
  return (
    (await tx.run(
      sql`insert into webhooks (institution_id, key, received_at, body) values (${institutionId}, ${key}, ${at(now)}, ${json(storable(body))}) on conflict do nothing`,
    )) === 1
  );
}

/** Reads what was kept, as facts, in whatever order it came. What can't be read is set aside with its fault logged: it must not hold up the rest. */
export async function readWebhooks(world: Pick<World, "db" | "clock" | "poke" | "log">, neighbours: Neighbours): Promise<number> {
  const now = world.clock.now();
  return world.db.transaction(async (tx) => {
    const kept = await tx.list(
      (r) => ({ institutionId: r.institution_id as string, key: r.key as string, body: r.body as unknown }),
      sql`select institution_id, key, body from webhooks where read_at is null order by received_at, key limit 100 for update skip locked`,
    );
    for (const { institutionId, key, body } of kept) {
      await apart(
        tx,
        () => believeBody(tx, neighbours, institutionId, body, now),
        async (error) => {
          world.log.error("a webhook could not be read", { key, error: error instanceof Error ? error.message : "" });
        },
      );
      await tx.run(sql`update webhooks set read_at = ${at(now)} where institution_id = ${institutionId} and key = ${key}`);
    }
    return kept.length;
  });
}

async function believeBody(tx: Tx, neighbours: Neighbours, institutionId: string, body: unknown, now: Instant): Promise<void> {
  const fact = readFact(body);
  if (fact !== null) await believe(tx, neighbours, institutionId, fact, now);
}

async function believe(tx: Tx, neighbours: Neighbours, institutionId: string, fact: ZoomFact, now: Instant): Promise<void> {
  if (fact.is === "user changed") await askForUpkeep(tx, institutionId);
  if (!("meetingId" in fact)) return;
  const session = await sessionOfMeeting(tx, institutionId, fact.meetingId);
  if (session === null) return;
  if (fact.is === "joined" || fact.is === "left") await neighbours.sighted(tx, session, fact);
  if (fact.is === "meeting removed") {
    // Our own removals tell of meetings that are no longer the session's; this one was somebody else's doing, to be looked at in Zoom itself.
    await saveSession(tx, { ...session, watchAt: now }, now);
    return;
  }
  if (fact.is === "meeting changed") return;
  const live = told(session.live, fact);
  const isNews = live?.start !== session.live?.start || live?.end !== session.live?.end || live?.instanceId !== session.live?.instanceId;
  if (isNews) await saveSession(tx, { ...session, live }, now);
}
