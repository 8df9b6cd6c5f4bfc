import { done, zoomFor, type Performer } from "../../sessions/doing/effect.ts";
import { ZoomError } from "../../zoom/port.ts";
import { forgetRemoved, removedOf } from "../store.ts";

/** Makes true that Zoom knows nobody any more who was removed from this session's list: the address of the person's own that Zoom gave would go on letting the person in. */
export const removeRegistrants: Performer = async (world, _command, session) => {
  const { meeting, institutionId, id } = session;
  const removed = await removedOf(world.db, institutionId, id);
  // Who is in the list all the same, with an address made anew, becomes known again.
  const forget = done({ facts: (s) => ({ ...s, registrantsAsked: false }), also: async (tx) => void (await forgetRemoved(tx, institutionId, id, removed)) });
  if (removed.length === 0 || meeting === null || !meeting.registration) return forget;
  const zoom = zoomFor(world, session);
  const stillThere = async () => (await zoom.registrants(meeting)).filter((one) => removed.includes(one.email.toLowerCase()));
  const there = await stillThere();
  for (const one of there) await zoom.removeRegistrant(meeting, one.registrantId);
  if (there.length > 0 && (await stillThere()).length > 0) throw new ZoomError("not_kept", "Zoom still lets somebody in who was removed");
  return forget;
};
