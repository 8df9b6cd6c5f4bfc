import { days, hours, type Instant } from "../../src/lib/time.ts";
import type { Meeting, Registrant, User } from "../account.ts";
import { secret } from "../ids.ts";
import { API_USER } from "../users/view.ts";
import { toldAt, zoomTime, type World } from "../world.ts";

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

/** A webinar, unlike a meeting, does not tell whether it runs, and knows no waiting room. */
export function fullView(world: World, meeting: Meeting, status: "waiting" | "started"): Record<string, unknown> {
  const registration = registers(meeting) ? { registration_url: `${world.base}/j/${meeting.id}` } : {};
  return {
    ...eventView(world, meeting),
    host_email: world.users.get(meeting.hostId)?.email ?? "",
    agenda: meeting.agenda,
    created_at: zoomTime(meeting.createdAt),
    start_url: startUrl(world, meeting),
    creation_source: meeting.source,
    ...registration,
    ...(meeting.kind === "meeting" ? onlyMeetings(meeting, status) : onlyWebinars(meeting)),
  };
}

const onlyMeetings = (meeting: Meeting, status: string): Record<string, unknown> => ({
  assistant_id: "",
  status,
  encrypted_password: meeting.joinKey,
  h323_password: meeting.password,
  pstn_password: meeting.password,
  pre_schedule: false,
  settings: meeting.settings,
});

function onlyWebinars(meeting: Meeting): Record<string, unknown> {
  const { waiting_room: _room, join_before_host: _early, jbh_time: _time, mute_upon_entry: _mute, ...settings } = meeting.settings;
  return { encrypted_passcode: meeting.joinKey, h323_passcode: meeting.password, is_simulive: false, settings };
}

export const eventView = (world: World, meeting: Meeting): Record<string, unknown> => ({
  uuid: meeting.uuid,
  id: meeting.id,
  host_id: meeting.hostId,
  topic: meeting.topic,
  type: meeting.type,
  start_time: zoomTime(meeting.startAt),
  duration: meeting.duration,
  timezone: meeting.timezone,
  join_url: joinUrl(world, meeting),
  password: meeting.password,
});

export const listView = (world: World, meeting: Meeting): Record<string, unknown> => ({
  uuid: meeting.uuid,
  id: meeting.id,
  host_id: meeting.hostId,
  topic: meeting.topic,
  type: meeting.type,
  start_time: zoomTime(meeting.startAt),
  duration: meeting.duration,
  timezone: meeting.timezone,
  ...(meeting.agenda === "" ? {} : { agenda: [...meeting.agenda].slice(0, AGENDA_IN_LISTS).join("") }),
  created_at: zoomTime(meeting.createdAt),
  join_url: joinUrl(world, meeting),
});
