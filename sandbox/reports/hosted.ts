import { invalid, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Instance, User } from "../account.ts";
import { page } from "../paging.ts";
import { findUser } from "../users/users.ts";
import { account, zoomTime, type World } from "../world.ts";
import { isReadable, peopleIn, summary, type OverInstance } from "./over.ts";
import { periodOf } from "./period.ts";

/** Whether so many people make it a row of this list: a meeting of one is only in its own. */
const TYPES: Record<string, (people: number) => boolean> = {
  past: (people) => people >= 2,
  pastOne: (people) => people === 1,
  pastJoined: (people) => people >= 2,
};

/** GET /report/users/{id}/meetings: what took place in a month, meetings and webinars. */
export function hostedMeetings(call: Call): Answer {
  const { world } = call;
  if (account(world).plan === "free") return refuse(400, 200, `This is only available for paid account: ${account(world).id}.`);
  const asked = call.params["userId"]!;
  const user = findUser(world, asked);
  if (user === null) return refuse(404, 1001, `User ${asked} not exist or not belong to this account.`);
  const period = periodOf(call);
  if (!period.ok) return period.answer;
  const type = call.query.get("type") ?? "past";
  if (TYPES[type] === undefined) return invalid([{ field: "type", message: "Invalid field." }]);
  const rows = [...world.instances.all()]
    .filter((instance): instance is OverInstance => instance.endedAt !== null)
    .filter((one) => period.holds(one.startedAt) && (one.hostId === user.id || (type === "pastJoined" && joined(world, one, user))))
    .filter((one) => isReadable(world, one) && TYPES[type]!(peopleIn(world, one).length))
    .toSorted((a, b) => a.startedAt - b.startedAt);
  return page(call, "meetings", rows, (one) => hostedView(world, one), { page_number: 1, from: period.from, to: period.to });
}

const joined = (world: World, instance: Instance, user: User): boolean => peopleIn(world, instance).some((stay) => stay.accountUserId === user.id);

function hostedView(world: World, instance: OverInstance): Record<string, unknown> {
  const host = world.users.get(instance.hostId);
  const planned = world.meetings.get(instance.meetingId)?.startAt ?? instance.startedAt;
  return {
    ...summary(world, instance),
    start_time: zoomTime(instance.startedAt),
    end_time: zoomTime(instance.endedAt),
    custom_keys: [],
    source: "Zoom",
    schedule_time: american(zoomTime(planned)),
    join_waiting_room_time: "",
    join_time: american(zoomTime(instance.startedAt)),
    leave_time: american(zoomTime(instance.endedAt)),
    host_organization: "",
    host_name: `${host?.first_name ?? ""} ${host?.last_name ?? ""}`.trim(),
    has_screen_share: false,
    has_recording: false,
    has_chat: false,
    meeting_encryption_status: 1,
    participants_count_my_account: peopleIn(world, instance).filter((stay) => stay.accountUserId !== "").length,
  };
}

/** Some times of this report are written for American readers: `12/22/2021 16:20`. */
const american = (time: string): string => time.replace(/^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d).*$/, "$2/$3/$1 $4");
