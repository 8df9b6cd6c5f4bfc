import { invalid, noContent, refuse, type Answer } from "../answer.ts";
import { list, record, text, type Call } from "../call.ts";
import type { Kind, Meeting, Registrant } from "../account.ts";
import { overStatusDay } from "../limits.ts";
import type { World } from "../world.ts";
import { findMeeting, idOf, WEBINAR_INFORMATION } from "./find.ts";
import { findByEmail, INVALID_REGISTRANT, takesRegistrants } from "./registrants.ts";
import { tellRegistration } from "./registration-events.ts";

/** From then on the person's address lets nobody in. */
export function deleteRegistrant(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind));
  if (!found.ok) return found.answer;
  const { meeting } = found;
  if (world.users.get(meeting.hostId)?.type !== 2) return refuse(400, 200, `Only available for paid users: ${meeting.hostId}.`);
  if (!takesRegistrants(meeting)) return refuse(400, kind === "meeting" ? 300 : 3000, `Registration has not been enabled for this ${kind}: ${meeting.id}.`);
  const id = call.params["registrantId"]!;
  const registrant = world.registrants.get(id);
  if (registrant === undefined || registrant.meetingId !== meeting.id)
    return kind === "meeting" ? INVALID_REGISTRANT : refuse(400, 3000, `Registrant ${id} was not found.`);
  cancel(world, meeting, registrant);
  return noContent;
}

function cancel(world: World, meeting: Meeting, registrant: Registrant): void {
  world.registrants.drop(registrant.id);
  tellRegistration(world, "cancelled", meeting, registrant);
}

const AFTER: Record<string, Registrant["status"]> = { approve: "approved", deny: "denied", cancel: "denied" };

/** Who is not among them is passed over without a word. */
export function putRegistrantsStatus(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind), WEBINAR_INFORMATION);
  if (!found.ok) return found.answer;
  const { meeting } = found;
  if (kind === "webinar" && !takesRegistrants(meeting)) return refuse(400, 300, `Registration has not been enabled for this meeting: ${meeting.id}.`);
  const action = text(call.body["action"]) ?? "";
  const status = AFTER[action];
  if (status === undefined) return invalid([{ field: "action", message: "Invalid field." }]);
  for (const one of list(call.body["registrants"]).map(record)) {
    const registrant = world.registrants.get(text(one["id"]) ?? "") ?? findByEmail(world, meeting.id, text(one["email"]) ?? "");
    if (registrant === undefined || registrant.meetingId !== meeting.id) continue;
    const over = overStatusDay(world, kind, registrant.id);
    if (over !== null) return over;
    if (action === "approve" && isFull(world, meeting)) return refuse(400, 3035, "Webinar has reached maximum attendee capacity.");
    if (action === "cancel") cancel(world, meeting, registrant);
    else change(world, meeting, registrant, status);
  }
  return noContent;
}

/** Zoom documents it for webinars only. */
const isFull = (world: World, meeting: Meeting): boolean =>
  meeting.kind === "webinar" &&
  world.registrants.by(meeting.id).filter(({ status }) => status === "approved").length >= (world.users.get(meeting.hostId)?.feature.webinar_capacity ?? 0);

function change(world: World, meeting: Meeting, registrant: Registrant, status: "approved" | "denied" | "pending"): void {
  if (registrant.status === status || status === "pending") return;
  const changed = world.registrants.put(registrant.id, { ...registrant, status });
  tellRegistration(world, status, meeting, changed);
}
