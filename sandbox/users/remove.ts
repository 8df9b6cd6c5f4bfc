import { seconds } from "../../src/lib/time.ts";
import { invalid, noContent, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { User } from "../account.ts";
import { endMeeting, liveOf } from "../live/live.ts";
import { emitUser } from "../webhooks/events.ts";
import { account, changeAccount, type World } from "../world.ts";
import { findUser, noSuchUser, userIn } from "./users.ts";
import { eventView, LICENSED } from "./view.ts";

type Action = "disassociate" | "delete";
type Heir = { to: User | null; meetings: boolean; webinars: boolean };
type Reading = { ok: true; heir: Heir } | { ok: false; answer: Answer };

const bad = (field: string): Answer => invalid([{ field, message: "Invalid field." }]);

/** While Zoom is busy with letting somebody go, nothing else can be asked about them. */
export function beingRemoved(world: World, idOrEmail: string): Answer | null {
  for (const { id, email, at } of world.removals.all()) {
    if (at + seconds(account(world).removalSeconds) <= world.at) world.removals.drop(id);
    else if (id === idOrEmail || email === idOrEmail.toLowerCase())
      return refuse(429, 429, "Too many concurrent requests. A request to disassociate this user has already been made.");
  }
  return null;
}

/** DELETE /users/{id}: lets somebody go with an account of their own, or deletes them. What they scheduled goes too, unless somebody inherits it. */
export function deleteUser(call: Call): Answer {
  const { world, query } = call;
  const busy = beingRemoved(world, call.params["userId"]!);
  if (busy !== null) return busy;
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { user } = found;
  const action = query.get("action") ?? "disassociate";
  if (action !== "disassociate" && action !== "delete") return bad("action");
  const no = whyNot(world, user, action);
  if (no !== null) return no;
  const reading = heirOf(call, user);
  if (!reading.ok) return reading.answer;
  settleEstate(world, user, reading.heir);
  world.users.drop(user.id);
  world.removals.put(user.id, { id: user.id, email: user.email.toLowerCase(), at: world.at });
  if (action === "disassociate" && user.status !== "pending")
    changeAccount(world, { elsewhere: { ...account(world).elsewhere, [user.email.toLowerCase()]: "free" } });
  emitUser(world, action === "delete" ? "user.deleted" : "user.disassociated", eventView(user), null);
  return noContent;
}

function whyNot(world: World, user: User, action: Action): Answer | null {
  if (user.status === "pending") return action === "delete" ? bad("action") : null;
  if (user.role_id === "0") return refuse(400, 200, "Cannot delete a user out of your account.");
  if (user.role_id !== "2") return refuse(400, 1117, "You can not disassociate an Admin user.");
  if (user.status === "inactive" && action === "delete")
    return refuse(400, 200, "Unable to delete this deactivated user. Please contact Zoom support team for more information.");
  if (action === "disassociate" && user.login_types.includes(99)) return refuse(400, 300, "Unable to unlink API user(s).");
  const domain = user.email.slice(user.email.lastIndexOf("@") + 1).toLowerCase();
  if (action === "disassociate" && account(world).managedDomains.includes(domain))
    return refuse(400, 1107, "You can not disassociate a user with managed domain.");
  return null;
}

const FLAGS = ["meeting", "webinar", "recording", "whiteboard", "clipfiles", "notes", "visitors", "docs"].map((what) => `transfer_${what}`);

/** Who inherits. What the sandbox does not know (recordings, notes) is passed on without a trace. */
function heirOf({ world, query }: Call, user: User): Reading {
  const refused = (answer: Answer): Reading => ({ ok: false, answer });
  const wrong = FLAGS.find((flag) => query.get(flag) !== null && !["true", "false"].includes(query.get(flag)!));
  if (wrong !== undefined) return refused(bad(wrong));
  const asked = FLAGS.filter((flag) => query.get(flag) === "true");
  const email = query.get("transfer_email");
  if (email === null && user.feature.zoom_events)
    return refused(refuse(400, 300, "This user has published events on Zoom Events and you do not specify a target user to transfer data."));
  if (email === null) return asked.length > 0 ? refused(bad("transfer_email")) : { ok: true, heir: { to: null, meetings: false, webinars: false } };
  if (email.toLowerCase() === user.email.toLowerCase())
    return refused(refuse(400, 300, "The transfer-to email address cannot be the same as the unlinked or deleted user's email address."));
  const to = findUser(world, email);
  if (to === null || to.status !== "active") return refused(noSuchUser(email));
  const webinars = asked.includes("transfer_webinar");
  if (webinars && (to.type !== LICENSED || !to.feature.webinar))
    return refused(refuse(400, 300, "The destination user does not have a Webinar or higher license and cannot receive this data."));
  return { ok: true, heir: { to, meetings: asked.includes("transfer_meeting"), webinars } };
}

/** Meetings that were held keep their reports, even if nobody has them any more. */
function settleEstate(world: World, user: User, { to, meetings, webinars }: Heir): void {
  for (const meeting of world.meetings.by(user.id)) {
    if (liveOf(world, meeting.id) !== null) endMeeting(world, meeting, "Host ended the meeting.");
    const now = world.meetings.get(meeting.id)!;
    const inherited = to !== null && now.deletedAt === null && (now.kind === "meeting" ? meetings : webinars);
    world.meetings.drop(meeting.id); // its host is what it is filed under
    world.meetings.put(meeting.id, inherited ? { ...now, hostId: to.id } : { ...now, deletedAt: now.deletedAt ?? world.at });
  }
  for (const one of world.assistants.all()) if (one.hostId === user.id || one.assistantId === user.id) world.assistants.drop(one.id);
  for (const zak of world.zaks.all()) if (zak.userId === user.id) world.zaks.drop(zak.value);
}
