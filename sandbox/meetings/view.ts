import { days, hours, type Instant } from "../../src/lib/time.ts";
import type { Meeting, Registrant, User } from "../account.ts";
import { hash, secret } from "../ids.ts";
import { API_USER } from "../users/view.ts";
import { toldAt, zoomTime, type World } from "../world.ts";
import { PERSONAL, WITHOUT_TIME } from "./personal.ts";
import { datesOf } from "./recurrence.ts";
import { settingsView } from "./settings.ts";

export const ZAK_LIVES = hours(2);
export const API_USERS_ZAK_LIVES = days(90);
const AGENDA_IN_LISTS = 250;

export const joinUrl = (world: World, meeting: Meeting): string => `${world.base}/j/${meeting.id}?pwd=${meeting.joinKey}`;
export const personalUrl = (world: World, meeting: Meeting, registrant: Registrant): string => `${joinUrl(world, meeting)}&tk=${registrant.tk}`;

/** The oldest stand first and those of start addresses live equally long, so looking stops at the first of them that still lives. */
function forgetExpired(world: World): void {
  for (const zak of world.zaks.all()) {
    if (zak.expiresAt <= world.at) world.zaks.drop(zak.value);
    else if (zak.asked !== true) return;
  }
}

/** Whoever opens it is the host, for two hours; for a user whom only programs use it is good for ninety days. */
export function startUrl(world: World, meeting: Meeting): string {
  forgetExpired(world);
  const value = secret(world, 32);
  const forPrograms = world.users.get(meeting.hostId)?.login_types.includes(API_USER) === true;
  const expiresAt = (world.at + (forPrograms ? API_USERS_ZAK_LIVES : ZAK_LIVES)) as Instant;
  world.zaks.put(value, { value, userId: meeting.hostId, expiresAt, ...(forPrograms ? { asked: true } : {}) });
  return `${world.base}/s/${meeting.id}?zak=${value}`;
}

export const userOfZak = (world: World, value: string): User | null => {
  const zak = world.zaks.get(value);
  return zak === undefined || zak.expiresAt <= toldAt(world) ? null : (world.users.get(zak.userId) ?? null);
};

const registers = (meeting: Meeting): boolean => meeting.settings["approval_type"] !== 2;

/** What everything that names a meeting tells. */
export const bareView = (meeting: Meeting): Record<string, unknown> => ({
  uuid: meeting.uuid,
  id: meeting.id,
  host_id: meeting.hostId,
  topic: meeting.topic,
  type: meeting.type,
  // What recurs without fixed time, and somebody's own meeting, has none.
  ...([WITHOUT_TIME, PERSONAL].includes(meeting.type) ? {} : { start_time: zoomTime(meeting.startAt) }),
  duration: meeting.duration,
  timezone: meeting.timezone,
});

/** What the event of its making tells, with a few of its settings. */
export function toldView(world: World, meeting: Meeting): Record<string, unknown> {
  const { use_pmi = false, alternative_hosts, join_before_host, jbh_time, meeting_invitees } = settingsView(meeting);
  const early = meeting.kind === "meeting" ? { join_before_host, jbh_time, meeting_invitees } : {};
  const fields = meeting.kind === "meeting" ? { tracking_fields: [] } : {};
  return {
    ...bareView(meeting),
    join_url: joinUrl(world, meeting),
    password: meeting.password,
    settings: { use_pmi, alternative_hosts, ...early },
    ...fields,
  };
}

/** A webinar, unlike a meeting, does not tell whether it runs, and knows no waiting room. */
export function fullView(world: World, meeting: Meeting, status: "waiting" | "started"): Record<string, unknown> {
  const registration = registers(meeting) ? { registration_url: `${world.base}/j/${meeting.id}` } : {};
  return {
    ...bareView(meeting),
    host_email: world.users.get(meeting.hostId)?.email ?? "",
    agenda: meeting.agenda,
    created_at: zoomTime(meeting.createdAt),
    start_url: startUrl(world, meeting),
    join_url: joinUrl(world, meeting),
    password: meeting.password,
    creation_source: meeting.source,
    tracking_fields: [],
    ...recurring(meeting),
    ...registration,
    ...(meeting.kind === "meeting" ? onlyMeetings(world, meeting, status) : onlyWebinars(meeting)),
    settings: settingsView(meeting),
  };
}

/** Only what recurs at times of its own has dates. */
const recurring = (meeting: Meeting): Record<string, unknown> =>
  meeting.recurrence == null
    ? {}
    : {
        recurrence: meeting.recurrence,
        occurrences: datesOf(meeting).map((at) => ({ occurrence_id: String(at), start_time: zoomTime(at), duration: meeting.duration, status: "available" })),
      };

const onlyMeetings = (world: World, meeting: Meeting, status: string): Record<string, unknown> => ({
  assistant_id: "",
  status,
  chat_join_url: `${world.base}/launch/jc/${meeting.id}`,
  encrypted_password: meeting.joinKey,
  h323_password: meeting.password,
  pstn_password: meeting.password,
  pre_schedule: false,
  dynamic_host_key: String(100_000 + (hash(meeting.joinKey) % 900_000)),
});

const onlyWebinars = (meeting: Meeting): Record<string, unknown> => ({
  encrypted_passcode: meeting.joinKey,
  h323_passcode: meeting.password,
  is_simulive: false,
  transition_to_live: false,
  simulive_delay_start: { enable: false, time: 0, timeunit: "second" },
});

export const listView = (world: World, meeting: Meeting): Record<string, unknown> => ({
  ...bareView(meeting),
  ...(meeting.agenda === "" ? {} : { agenda: [...meeting.agenda].slice(0, AGENDA_IN_LISTS).join("") }),
  created_at: zoomTime(meeting.createdAt),
  join_url: joinUrl(world, meeting),
  ...(meeting.kind === "webinar" ? { is_simulive: false } : {}),
});
