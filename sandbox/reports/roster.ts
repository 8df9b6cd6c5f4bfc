import { invalid, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Kind, Row, Stay } from "../account.ts";
import { staysOf } from "../live/live.ts";
import { page } from "../paging.ts";
import { zoomTime } from "../world.ts";
import { hasDashboard, instanceOf } from "./dashboard.ts";

const NOT_THERE: Record<Kind, string> = {
  meeting: "Meeting ID is invalid or has not ended.",
  webinar: "This webinar's detail information is not available or the ID is not valid.",
};

/** GET /metrics/…/{id}/participants: who is inside, or was; the only list that also knows meetings of one. */
export function roster(call: Call, kind: Kind): Answer {
  const { world } = call;
  if (!hasDashboard(world)) return refuse(400, 200, "Only available for Business or higher accounts that have enabled the Dashboard feature.");
  const type = call.query.get("type") ?? "live";
  if (!["live", "past", ...(kind === "meeting" ? ["pastOne"] : [])].includes(type)) return invalid([{ field: "type", message: "Invalid field." }]);
  const instance = instanceOf(world, kind, call.params["uuid"]!, type);
  if (instance === null) return refuse(404, 3001, NOT_THERE[kind]);
  const rows = staysOf(world, instance.meetingId, instance.uuid)
    .flatMap((stay) => stay.rows.map((row) => ({ stay, row })))
    .filter(({ row }) => type !== "live" || row.leaveAt === null)
    .toSorted((a, b) => a.row.joinAt - b.row.joinAt || (a.row.userId < b.row.userId ? -1 : 1));
  const withRegistrant = (call.query.get("include_fields") ?? "").split(",").includes("registrant_id");
  const view = ({ stay, row }: { stay: Stay; row: Row }): unknown => ({
    ...personView(stay, row),
    ...(kind === "meeting" ? { ...ONLY_MEETINGS, status: row.status } : {}),
    ...(withRegistrant ? { registrant_id: stay.registrantId } : {}),
  });
  return page(call, "participants", rows, view, { [`${kind}_number`]: String(instance.meetingId) });
}

/** Everybody uses the same computer; what would tell one person's from another's is empty. */
const COMPUTER = {
  audio_quality: "good",
  video_quality: "good",
  screen_share_quality: "",
  connection_type: "UDP",
  video_connection_type: "UDP",
  as_connection_type: "UDP",
  data_center: "Spain (MAD)",
  full_data_center: "Spain (MAD);",
  location: "Madrid (ES)",
  network_type: "Wifi",
  device: "Windows",
  device_name: "",
  domain: "",
  harddisk_id: "",
  pc_name: "",
  mac_addr: "",
  ip_address: "192.0.2.1",
  internal_ip_addresses: ["192.0.2.10"],
  microphone: "Microphone (High Definition Audio Device)",
  speaker: "Speakers (High Definition Audio Device)",
  from_sip_uri: "",
  sip_uri: "",
  audio_call: [],
  version: "6.5.11.26770",
  os: "Windows",
  os_version: "11",
  browser_name: "",
  browser_version: "",
  client: "Zoom Workplace",
  zoom_thin_client_plugin_version: "",
  recording: false,
  share_application: false,
  share_desktop: false,
  share_whiteboard: false,
  has_archiving: false,
  optional_archiving: "no optional archiving",
  customer_key: "",
  bo_mtg_id: "",
};

const ONLY_MEETINGS = { camera: "Integrated Camera", in_room_participants: 1, groupId: "", total_jointime_cost: 3.2, aic_disclaimer: "no disclaimer" };

const personView = (stay: Stay, row: Row): Record<string, unknown> => ({
  ...COMPUTER,
  id: stay.accountUserId,
  participant_user_id: stay.accountUserId,
  participant_uuid: stay.id,
  user_id: row.userId,
  user_name: stay.name,
  email: stay.email,
  role: stay.host ? "host" : "attendee",
  join_time: zoomTime(row.joinAt),
  ...(row.leaveAt === null ? {} : { leave_time: zoomTime(row.leaveAt), leave_reason: leaveReason(stay, row) }),
});

function leaveReason(stay: Stay, row: Row): string {
  const reason = row.leaveReason ?? "left the meeting.";
  return reason.startsWith("left") ? `${stay.name} ${reason}` : reason;
}
