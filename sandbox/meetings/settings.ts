import type { FieldError } from "../answer.ts";
import type { Kind, Meeting, Settings, User } from "../account.ts";
import { SETTINGS } from "./settings-table.ts";

const rowsFor = (kind: Kind): typeof SETTINGS => SETTINGS.filter(([, of]) => of === "both" || of === kind);
const ROWS: Record<Kind, typeof SETTINGS> = { meeting: rowsFor("meeting"), webinar: rowsFor("webinar") };
const UNLESS_SAID: Record<Kind, Settings> = { meeting: defaultsOf("meeting"), webinar: defaultsOf("webinar") };

function defaultsOf(kind: Kind): Settings {
  return Object.fromEntries(ROWS[kind].map(([name, , , unlessSaid]) => [name, unlessSaid]));
}

export type ReadSettings = { errors: FieldError[]; settings: Settings };

/**
 * What is asked for over what was there. What this kind does not know and what is always dropped goes without a word, so a careful
 * caller reads back. A waiting room wins over joining before the host; a host without licence cannot have registration, and is not told.
 */
export function readSettings(kind: Kind, given: Record<string, unknown>, before: Settings | null, host: User): ReadSettings {
  const errors: FieldError[] = [];
  const kept: Settings = {};
  for (const [name, , keeps] of ROWS[kind]) {
    if (given[name] === undefined || keeps === "dropped") continue;
    if (keeps(given[name])) kept[name] = given[name];
    else errors.push({ field: `settings.${name}`, message: `Invalid parameter: ${name}.` });
  }
  const settings: Settings = {
    ...UNLESS_SAID[kind],
    contact_name: `${host.first_name} ${host.last_name}`,
    contact_email: host.email,
    ...before,
    ...kept,
  };
  if (settings["waiting_room"] === true) settings["join_before_host"] = false;
  if (host.type !== 2) settings["approval_type"] = 2;
  return { errors, settings };
}

/** Also of meetings kept since a time when there were fewer. How people sign in is told only where they must. */
export function settingsView({ kind, settings }: Pick<Meeting, "kind" | "settings">): Settings {
  const known = { ...UNLESS_SAID[kind], ...settings };
  const shown = Object.fromEntries(ROWS[kind].map(([name]) => [name, known[name]]));
  if (known["meeting_authentication"] !== true) return shown;
  return { ...shown, ...SIGN_IN, ...(kind === "meeting" ? { authentication_exception: [] } : {}) };
}

const SIGN_IN: Settings = { authentication_option: "signIn_sandbox", authentication_name: "Sign in to Zoom", authentication_domains: "" };

/** Those of which a change is told. */
const TOLD: Record<Kind, string[]> = {
  meeting: [
    "host_video", "participant_video", "join_before_host", "jbh_time", "mute_upon_entry", "audio", "auto_recording", "waiting_room", "watermark",
    "approval_type", "registration_type", "alternative_hosts", "meeting_authentication", "allow_host_control_participant_mute_state", "email_in_attendee_report",
  ],
  webinar: [
    "host_video", "panelists_video", "practice_session", "approval_type", "registration_type", "audio", "auto_recording", "meeting_authentication",
    "allow_host_control_participant_mute_state", "email_in_attendee_report",
  ],
}; // prettier-ignore

export const changedSettings = (before: Meeting, now: Meeting): string[] => TOLD[now.kind].filter((name) => before.settings[name] !== now.settings[name]);
