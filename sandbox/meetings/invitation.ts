import { ok, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Meeting } from "../account.ts";
import type { World } from "../world.ts";
import { findMeeting, idOf } from "./find.ts";
import { joinUrl } from "./view.ts";

/** GET /meetings/{id}/invitation: the text that the host would paste into a mail. It ends its lines as mails do. */
export function getInvitation(call: Call): Answer {
  const found = findMeeting(call.world, "meeting", idOf(call, "meeting"));
  if (!found.ok) return found.answer;
  return ok({ invitation: invitationTo(call.world, found.meeting), sip_links: [`${found.meeting.id}@sip.sandbox.example`] });
}

function invitationTo(world: World, meeting: Meeting): string {
  const host = world.users.get(meeting.hostId);
  const number = String(meeting.id).replace(/^(\d{3})(\d{4})(\d+)$/, "$1 $2 $3");
  const lines = [
    `${host?.first_name ?? ""} ${host?.last_name ?? ""} is inviting you to a scheduled Zoom meeting.`,
    "",
    `Topic: ${meeting.topic}`,
    `Time: ${whenItIs(meeting)}`,
    "",
    "Join Zoom Meeting",
    joinUrl(world, meeting),
    "",
    `Meeting ID: ${number}`,
    ...(meeting.password === "" ? [] : [`Passcode: ${meeting.password}`]),
    "",
  ];
  return lines.join("\r\n");
}

/** `Mar 25, 2022 03:32 PM America, Los_Angeles`. */
function whenItIs({ startAt, timezone }: Meeting): string {
  const part = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat("en-US", { timeZone: timezone, ...options }).format(startAt);
  const day = part({ month: "short", day: "numeric", year: "numeric" });
  const time = part({ hour: "2-digit", minute: "2-digit", hour12: true }).replace(/\u202f/g, " ");
  return `${day} ${time} ${timezone.replace("/", ", ")}`;
}
