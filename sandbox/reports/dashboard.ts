import { invalid, ok, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Instance, Kind } from "../account.ts";
import { liveOf, staysOf } from "../live/live.ts";
import { page } from "../paging.ts";
import { account, zoomTime, type World } from "../world.ts";
import { isReadable, peopleIn } from "./over.ts";
import { periodOf } from "./period.ts";

const ONLY_BUSINESS = "This API is only available for ZMP and Business or higher accounts that have enabled the Dashboard feature.";

export const hasDashboard = (world: World): boolean => ["business", "education"].includes(account(world).plan);

const TYPES: Record<Kind, string[]> = { meeting: ["live", "past", "pastOne"], webinar: ["live", "past"] };
const OF_PAST: Record<string, (people: number) => boolean> = { past: (people) => people >= 2, pastOne: (people) => people === 1 };

/** GET /metrics/meetings, GET /metrics/webinars: what runs in the whole account, or ran in a month. */
export function dashboardList(call: Call, kind: Kind): Answer {
  const { world } = call;
  if (!hasDashboard(world)) return refuse(400, 400, ONLY_BUSINESS);
  const type = call.query.get("type") ?? "live";
  if (!TYPES[kind].includes(type)) return invalid([{ field: "type", message: "Invalid field." }]);
  if (call.query.get("query_date_type") === "end_time") return refuse(400, 12700, "This account cannot query meetings by `end_time`.");
  const today = zoomTime(world.at).slice(0, 10);
  const period = type === "live" ? { ok: true as const, from: today, to: today, holds: () => true } : periodOf(call);
  if (!period.ok) return period.answer;
  const rows = [...world.instances.all()]
    .filter((one) => one.kind === kind && period.holds(one.startedAt) && (type === "live" ? one.endedAt === null : wasHeld(world, one, type)))
    .toSorted((a, b) => a.startedAt - b.startedAt);
  const view = (one: Instance): unknown => ({ ...instanceView(world, one), ...(kind === "meeting" ? { ...QUALITY, tracking_fields: [] } : {}) });
  return page(call, `${kind}s`, rows, view, { from: period.from, to: period.to });
}

function wasHeld(world: World, instance: Instance, type: string): boolean {
  const { endedAt } = instance;
  return endedAt !== null && isReadable(world, { ...instance, endedAt }) && OF_PAST[type]!(peopleIn(world, instance).length);
}

const NOT_THERE: Record<Kind, string> = {
  meeting: "Meeting ID is invalid or the meeting has not ended yet. This meeting's details are not available.",
  webinar: "The webinar has not ended yet or the Webinar ID is not valid. This webinar's detail is not available.",
};

/** GET /metrics/…/{id}: the only way to learn that a webinar runs. `type` is `live` unless said otherwise. */
export function dashboard(call: Call, kind: Kind): Answer {
  const { world } = call;
  if (!hasDashboard(world)) return refuse(400, 200, ONLY_BUSINESS);
  const type = call.query.get("type") ?? "live";
  if (!TYPES[kind].includes(type)) return invalid([{ field: "type", message: "Invalid field." }]);
  const instance = instanceOf(world, kind, call.params["uuid"]!, type);
  if (instance === null) return refuse(404, 3001, NOT_THERE[kind]);
  const more = kind === "meeting" ? { in_room_participants: 0, has_meeting_summary: false } : {};
  return ok({ ...instanceView(world, instance), ...more });
}

/** The running one, or the last that is over and already readable. */
export function instanceOf(world: World, kind: Kind, id: string, type: string): Instance | null {
  const byUuid = world.instances.get(id);
  const all = byUuid === undefined ? world.instances.by(Number(id)) : [byUuid];
  const found = type === "live" ? (byUuid ?? liveOf(world, Number(id))) : all.findLast((one) => wasHeld(world, one, type));
  if (found === undefined || found === null || found.kind !== kind) return null;
  return type === "live" && found.endedAt !== null ? null : found;
}

const QUALITY = { audio_quality: "good", video_quality: "good", screen_share_quality: "good" };

const NOTHING_SPECIAL = {
  has_3rd_party_audio: false,
  has_archiving: false,
  has_pstn: false,
  has_recording: false,
  has_screen_share: false,
  has_sip: false,
  has_video: true,
  has_voip: true,
  has_manual_captions: false,
  has_automated_captions: false,
  has_poll: false,
  has_survey: false,
};

function instanceView(world: World, instance: Instance): Record<string, unknown> {
  const host = world.users.get(instance.hostId);
  const people = staysOf(world, instance.meetingId, instance.uuid).filter((stay) => instance.endedAt !== null || stay.where !== "left");
  return {
    uuid: instance.uuid,
    id: instance.meetingId,
    topic: instance.topic,
    host: host === undefined ? "" : `${host.first_name} ${host.last_name}`,
    email: host?.email ?? "",
    dept: host?.dept ?? "",
    user_type: host?.type === 2 ? "Licensed" : "Basic",
    start_time: zoomTime(instance.startedAt),
    ...(instance.endedAt === null ? {} : { end_time: zoomTime(instance.endedAt) }),
    duration: lasting((instance.endedAt ?? world.at) - instance.startedAt),
    participants: people.length,
    custom_keys: [],
    ...NOTHING_SPECIAL,
    ...(instance.kind === "meeting" ? { has_qa: false, avg_jointime_cost: 3.2 } : QUALITY),
  };
}

/** `02:21`, or `01:02:21` from an hour on. */
function lasting(length: number): string {
  const parts = [Math.floor(length / 3_600_000), Math.floor(length / 60_000) % 60, Math.floor(length / 1000) % 60].map((n) => String(n).padStart(2, "0"));
  return (parts[0] === "00" ? parts.slice(1) : parts).join(":");
}
