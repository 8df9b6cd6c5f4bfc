import type { FieldError } from "../answer.ts";
import type { Settings, User } from "../account.ts";

type Check = (value: unknown) => boolean;
const flag: Check = (value) => typeof value === "boolean";
const words: Check = (value) => typeof value === "string";
const oneOf =
  (...allowed: unknown[]): Check =>
  (value) =>
    allowed.includes(value);

/** What this Zoom keeps. Anything else in a request is dropped without a word, so a careful caller reads back. */
const KNOWN: Record<string, Check> = {
  allow_multiple_devices: flag,
  alternative_hosts: words,
  alternative_hosts_email_notification: flag,
  approval_type: oneOf(0, 1, 2),
  audio: oneOf("both", "telephony", "voip", "thirdParty"),
  auto_recording: oneOf("none", "local", "cloud"),
  close_registration: flag,
  contact_email: words,
  contact_name: words,
  email_in_attendee_report: flag,
  email_notification: flag,
  focus_mode: flag,
  host_video: flag,
  jbh_time: oneOf(0, 5, 10, 15),
  join_before_host: flag,
  meeting_authentication: flag,
  mute_upon_entry: flag,
  participant_video: flag,
  panelists_video: flag,
  practice_session: flag,
  private_meeting: flag,
  registrants_confirmation_email: flag,
  registrants_email_notification: flag,
  registration_type: oneOf(1, 2, 3),
  show_share_button: flag,
  use_pmi: flag,
  waiting_room: flag,
  watermark: flag,
};

const DEFAULTS: Settings = {
  host_video: true,
  participant_video: true,
  join_before_host: false,
  jbh_time: 0,
  mute_upon_entry: false,
  watermark: false,
  use_pmi: false,
  approval_type: 2,
  audio: "both",
  auto_recording: "none",
  close_registration: false,
  waiting_room: false,
  registrants_confirmation_email: true,
  registrants_email_notification: true,
  meeting_authentication: false,
  email_notification: true,
  private_meeting: false,
  allow_multiple_devices: false,
  alternative_hosts: "",
  contact_name: "",
  contact_email: "",
};

export type ReadSettings = { errors: FieldError[]; settings: Settings };

/** A waiting room wins over joining before the host; a host without licence cannot have registration, and is not told. */
export function readSettings(given: Record<string, unknown>, before: Settings | null, host: User): ReadSettings {
  const known = Object.entries(given).filter(([name]) => name in KNOWN);
  const errors = known.filter(([name, value]) => !KNOWN[name]!(value)).map(([name]) => ({ field: `settings.${name}`, message: `Invalid parameter: ${name}.` }));
  const settings: Settings = {
    ...DEFAULTS,
    contact_name: `${host.first_name} ${host.last_name}`,
    contact_email: host.email,
    ...before,
    ...Object.fromEntries(known),
  };
  if (settings["waiting_room"] === true) settings["join_before_host"] = false;
  if (host.type !== 2) settings["approval_type"] = 2;
  return { errors, settings };
}
