import { ok, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Instance, Kind } from "../account.ts";
import { liveOf, staysOf } from "../live/live.ts";
import { account, zoomTime, type World } from "../world.ts";

/** GET /metrics/…/{id}: the only way to learn that a webinar runs. For Business and above; `type` is `live` unless said otherwise. */
export function dashboard(call: Call, kind: Kind): Answer {
  const { world } = call;
  if (!["business", "education"].includes(account(world).plan)) return refuse(400, 200, "This feature is only available for Business or higher plans.");
  const instance = instanceOf(world, call.params["uuid"]!, call.query.get("type") ?? "live");
  if (instance === null || instance.kind !== kind) return refuse(404, 3001, `The ${kind} has not ended yet or the ID is not valid.`);
  const host = world.users.get(instance.hostId);
  return ok({
    uuid: instance.uuid,
    id: instance.meetingId,
    topic: instance.topic,
    host: host === undefined ? "" : `${host.first_name} ${host.last_name}`,
    email: host?.email ?? "",
    start_time: zoomTime(instance.startedAt),
    ...(instance.endedAt === null ? {} : { end_time: zoomTime(instance.endedAt) }),
    participants: staysOf(world, instance.meetingId, instance.uuid).filter((stay) => instance.endedAt !== null || stay.where !== "left").length,
  });
}

function instanceOf(world: World, id: string, type: string): Instance | null {
  const byUuid = world.instances.get(id);
  const live = byUuid === undefined ? liveOf(world, Number(id)) : byUuid.endedAt === null ? byUuid : null;
  if (type === "live") return live;
  const past = byUuid ?? world.instances.by(Number(id)).findLast((instance) => instance.endedAt !== null);
  return past === undefined || past.endedAt === null ? null : past;
}
