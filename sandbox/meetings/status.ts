import { invalid, noContent, refuse, type Answer } from "../answer.ts";
import { record, text, type Call } from "../call.ts";
import type { Kind } from "../account.ts";
import { overHostDay } from "../limits.ts";
import { endMeeting, liveOf } from "../live/live.ts";
import { emitScheduled } from "../webhooks/events.ts";
import { account, type World } from "../world.ts";
import { doesNotExist, findMeeting, hasExpired, idOf } from "./find.ts";
import { bareView } from "./view.ts";

/** Ending what isn't running is accepted and does nothing, so a 204 proves nothing. */
export function putMeetingStatus(call: Call, kind: Kind): Answer {
  const { world } = call;
  const id = idOf(call, kind);
  const action = text(record(call.body)["action"]);
  if (action === "recover") return recover(world, id, kind);
  const found = findMeeting(world, kind, id);
  if (!found.ok) return found.answer;
  if (action !== "end") return invalid([{ field: "action", message: "Invalid field." }]);
  const live = liveOf(world, found.meeting.id);
  if (live === null && account(world).endOfIdle === "404") return doesNotExist(kind, id);
  const over = overHostDay(world, found.meeting.hostId, "status");
  if (over !== null) return over;
  if (live !== null) endMeeting(world, found.meeting, `Host ended the ${kind}.`);
  return noContent;
}

/** What was deleted comes back, while its number would still live. What was not deleted needs no coming back. */
function recover(world: World, id: string, kind: Kind): Answer {
  const meeting = world.meetings.get(id);
  if (meeting === undefined || meeting.kind !== kind || meeting.deletedAt === null || hasExpired(world, meeting)) return doesNotExist(kind, id);
  const host = world.users.get(meeting.hostId);
  if (host === undefined) return doesNotExist(kind, id);
  if (host.status !== "active") return refuse(400, 3161, "Meeting hosting and scheduling capabilities are not allowed for your user account.");
  const recovered = world.meetings.put(meeting.id, { ...meeting, deletedAt: null });
  emitScheduled(world, "recovered", recovered, bareView(recovered));
  return noContent;
}
