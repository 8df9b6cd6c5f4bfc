import { ownZoomsOf } from "../../connections/hosts/actions.ts";
import { after, seconds } from "../../lib/time.ts";
import { ZoomError, type MeetingRef, type Zoom, type ZoomErrorKind } from "../../zoom/port.ts";
import { done, zoomFor, type Performer } from "../doing/effect.ts";
import { isHandedOver, type Alternative, type Session } from "../session.ts";

/** The meeting may be being made at this moment. */
const SOON = seconds(10);
/** What trying again does not mend: then the room is opened by start link. */
const LASTING: readonly ZoomErrorKind[] = ["refused", "permission", "plan", "missing_scope", "spent", "not_found"];

/** Makes true that the organizer's own Zoom user may open the room's meeting, checked by what Zoom says that it holds; or finds out that it can't be. */
export const ensureAlternativeHost: Performer = async (world, _command, session) => {
  if (session.status !== "placed" || isHandedOver(session)) return done();
  const { meeting } = session;
  if (meeting === null) return { againAt: after(world.clock.now(), SOON) };
  const email = (await ownZoomsOf(world.db, session.institutionId)).get(session.organizerId) ?? null;
  if (email === null) return done(); // no licensed user any more: deciding anew sees it too
  const refused = await name(zoomFor(world, session), meeting, email);
  return done({ facts: (s: Session) => ({ ...s, alternative: { email, meetingId: meeting.id, refused } }) });
};

/** The same for a meeting that was made anew after the organizer's own Zoom user got the room: whoever was told to open it there still can. Null: nobody was. */
export async function namedAnew(zoom: Zoom, session: Session, ref: MeetingRef): Promise<Alternative | null> {
  const { alternative } = session;
  if (!isHandedOver(session) || alternative === null || alternative.refused !== null || alternative.meetingId === ref.id) return null;
  return { ...alternative, meetingId: ref.id, refused: await name(zoom, ref, alternative.email) };
}

async function name(zoom: Zoom, ref: MeetingRef, email: string): Promise<ZoomErrorKind | null> {
  try {
    await zoom.nameAlternativeHost(ref, email);
    const back = await zoom.readMeeting(ref);
    return back?.alternativeHosts.includes(email) === true ? null : "not_kept";
  } catch (error) {
    if (error instanceof ZoomError && LASTING.includes(error.kind)) return error.kind;
    throw error;
  }
}
