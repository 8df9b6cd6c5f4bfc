import type { Meeting, User } from "../account.ts";
import { emitScheduled, emitUpdated } from "../webhooks/events.ts";
import type { World } from "../world.ts";
import { lagging } from "./listing.ts";
import { changedSettings, settingsView } from "./settings.ts";
import { bareView, toldView } from "./view.ts";

/** Only what changed is told, and of the settings only some. */
export function tellChange(world: World, before: Meeting, meeting: Meeting, by?: User): void {
  const [old, now] = [plainOf(world, before), plainOf(world, meeting)];
  const names = Object.keys(now).filter((name) => now[name] !== old[name]);
  const settings = changedSettings(before, meeting);
  if (names.length + settings.length === 0) return;
  const part = (from: Record<string, unknown>, keys: string[]): Record<string, unknown> => Object.fromEntries(keys.map((key) => [key, from[key]]));
  const withSettings = (from: Meeting): Record<string, unknown> => (settings.length === 0 ? {} : { settings: part(settingsView(from), settings) });
  emitUpdated(world, meeting, { ...part(now, names), ...withSettings(meeting) }, { ...part(old, names), ...withSettings(before) }, by);
}

function plainOf(world: World, meeting: Meeting): Record<string, unknown> {
  const { settings: _, tracking_fields: _fields, join_url, ...plain } = toldView(world, meeting);
  return { ...plain, agenda: meeting.agenda, ...(meeting.kind === "meeting" ? { join_url } : {}) };
}

export function remove(world: World, before: Meeting, by?: User): void {
  const meeting: Meeting = { ...before, deletedAt: world.at, ...lagging(world, before) };
  world.meetings.put(meeting.id, meeting);
  emitScheduled(world, "deleted", meeting, bareView(meeting), by);
}
