import { done, zoomFor, type Performer } from "../doing/effect.ts";
import { looked } from "../live.ts";
import { after, seconds, type Instant } from "../../lib/time.ts";
import { followChange, followRemoval } from "../following/actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { endDue, type Session } from "../session.ts";
import { hasLeftRoom, isBehind, lives } from "../steps.ts";
import { wakeHeld } from "../store.ts";

/** Zoom's lists follow what it holds within moments. */
const AGREES_AFTER = seconds(30);

/** Compares with Zoom what no webhook may have told: does it run, does it still exist, is it as it was planned? What runs again after it has left its room is ended: the room may be another's by now. */
export const watch =
  (neighbours: Neighbours): Performer =>
  async (world, _command, session) => {
    if (session.meeting === null) return done();
    const now = world.clock.now();
    const zoom = zoomFor(world, session);
    const found = await zoom.readMeeting(session.meeting);
    const again = found?.running === true && hasLeftRoom(session);
    if (again) await zoom.endMeeting(session.meeting);
    const meeting = again ? await zoom.readMeeting(session.meeting) : found;
    if (meeting === null) {
      const removal = await followRemoval(world, neighbours, session);
      return removal === "unsure" ? { againAt: after(now, AGREES_AFTER) } : done({ facts: (s) => goneFromZoom(s, session.meeting!.id) });
    }
    await followChange(world, neighbours, session, meeting);
    const overruns = meeting.running && now >= endDue(session);
    return done({
      facts: (s) => afterLook(s, meeting.running, now),
      ...(overruns
        ? {
            room: (room) => ({ ...room, password: { ...room.password, evidenceAt: now } }),
            also: async (tx) => void (await wakeHeld(tx, session.institutionId, session.roomId!, now)),
          }
        : {}),
    });
  };

/** What nobody was ever told to run, and does not run after its time, is over where no step of Bedel's ends it. */
function afterLook(s: Session, isRunning: boolean, now: Instant): Session {
  const live = looked(s.live, isRunning, now);
  const isOver = !isRunning && live === null && s.status === "placed" && !lives(s, "end") && now >= endDue(s);
  return { ...s, live, overAt: isOver ? (s.overAt ?? s.time.end) : s.overAt };
}

/** Somebody removed it in Zoom: it is made anew as long as that helps, and the links stay the same. */
function goneFromZoom(s: Session, meetingId: string): Session {
  if (s.meeting?.id !== meetingId || s.status !== "placed") return s;
  if (isBehind(s)) return { ...s, live: s.live === null ? null : { ...s.live, end: s.live.end ?? s.live.checkedAt } };
  return { ...s, meeting: null, registrantsAsked: false, steps: { ...s.steps, generate: { is: "pending" } } };
}
