import { after, seconds } from "../../src/lib/time.ts";
import { created, invalid, noContent, ok, refuse, type Answer } from "../answer.ts";
import { whyNotAlternatives } from "./alternatives.ts";
import type { Call } from "../call.ts";
import type { Kind, Meeting } from "../account.ts";
import { meetingNumber, secret, uuid } from "../ids.ts";
import { overHostDay } from "../limits.ts";
import { liveOf } from "../live/live.ts";
import { planVisit } from "../live/visitors.ts";
import { findUser, noSuchUser } from "../users/users.ts";
import { emitScheduled } from "../webhooks/events.ts";
import { account, type World } from "../world.ts";
import { remove, tellChange } from "./telling.ts";
import { findMeeting, idOf, lacksWebinars, WEBINAR_INFORMATION } from "./find.ts";
import { lagging } from "./listing.ts";
import { PERSONAL } from "./personal.ts";
import { readPlan, whyNotFor } from "./plan.ts";
import { fullView, toldView } from "./view.ts";

const MAY_NOT_HOST = "Your user account is not allowed meeting hosting and scheduling capabilities.";

export function createMeeting(call: Call, kind: Kind): Answer {
  const { world, body } = call;
  const asked = call.params["userId"]!;
  const host = findUser(world, asked);
  if (host === null || host.status === "pending") return noSuchUser(asked);
  if (host.status !== "active") return refuse(400, 3161, MAY_NOT_HOST);
  if (kind === "webinar" && lacksWebinars(host)) {
    return refuse(
      400,
      200,
      `Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for user ${asked} in order to perform this action.`,
    );
  }
  const { errors, plan } = readPlan(world, kind, body, host, null);
  if (errors.length > 0) return invalid(errors);
  const notFor = whyNotFor(world, kind, body, host, plan.type) ?? whyNotAlternatives(world, body, host);
  if (notFor !== null) return notFor;
  const over = overHostDay(world, host.id, "create");
  if (over !== null) return over;
  const id = meetingNumber(world);
  const wanted = kind === "meeting" ? body["default_password"] : body["default_passcode"];
  const password = plan.password ?? (wanted === false ? "" : passcode(world));
  const listedAt = after(world.at, seconds(account(world).listLagSeconds));
  const meeting: Meeting = {
    ...plan, id, kind, password, listedAt,
    uuid: uuid(world), hostId: host.id, joinKey: secret(world, 20), createdAt: world.at, source: "open_api", deletedAt: null,
  }; // prettier-ignore
  world.meetings.put(id, meeting);
  emitScheduled(world, "created", meeting, toldView(world, meeting));
  planVisit(world, meeting);
  return created(fullView(world, meeting, "waiting"));
}

const passcode = (world: World): string => String(100_000 + Math.floor(world.random.unit() * 900_000));

/** Occurrences may be asked for; what happens once has none. */
export function getMeeting(call: Call, kind: Kind): Answer {
  const found = findMeeting(call.world, kind, idOf(call, kind));
  if (!found.ok) return found.answer;
  return ok(fullView(call.world, found.meeting, liveOf(call.world, found.meeting.id) === null ? "waiting" : "started"));
}

export function patchMeeting(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind), WEBINAR_INFORMATION);
  if (!found.ok) return found.answer;
  const before = found.meeting;
  const host = world.users.get(before.hostId)!;
  const { errors, plan } = readPlan(world, kind, call.body, host, before);
  if (errors.length > 0) return invalid(errors);
  const notFor = whyNotFor(world, kind, call.body, host, plan.type) ?? whyNotAlternatives(world, call.body, host);
  if (notFor !== null) return notFor;
  const over = overHostDay(world, before.hostId, "update");
  if (over !== null) return over;
  const password = plan.password ?? before.password;
  const joinKey = password === before.password ? before.joinKey : secret(world, 20);
  const meeting: Meeting = { ...before, ...plan, password, joinKey, ...lagging(world, before) };
  world.meetings.put(meeting.id, meeting);
  tellChange(world, before, meeting);
  if (meeting.startAt !== before.startAt) planVisit(world, meeting);
  return noContent;
}

export function deleteMeeting(call: Call, kind: Kind): Answer {
  const { world } = call;
  const found = findMeeting(world, kind, idOf(call, kind), WEBINAR_INFORMATION);
  if (!found.ok) return found.answer;
  if ((call.query.get("occurrence_id") ?? "") !== "")
    return kind === "meeting" ? refuse(400, 300, "Invalid parameter: `occurrence_id`.") : refuse(400, 3000, "Webinar occurrence does not exist.");
  if (found.meeting.type === PERSONAL) return refuse(400, 3018, "Not allowed to delete PMI.");
  if (liveOf(world, found.meeting.id) !== null) return refuse(400, 3002, `You cannot delete this ${kind} since it is in progress.`);
  const over = overHostDay(world, found.meeting.hostId, "delete");
  if (over !== null) return over;
  remove(world, found.meeting);
  return noContent;
}
