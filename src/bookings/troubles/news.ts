import type { Found } from "./trouble.ts";

const keyOf = ({ because, member }: Found): string => (member === null ? because : `${because} ${member.id}`);
const read = (told: string | null): string[] => (told === null ? [] : told.split("\n"));

/** What has gone is forgotten, so that it is told again when it comes back. `fresh`: what its owner has not been told yet. */
export function newsOf(told: string | null, found: readonly Found[]): { told: string | null; fresh: Found[] } {
  const [before, there] = [new Set(read(told)), new Set(found.map(keyOf))];
  const fresh = found.filter((one) => one.isSure && !before.has(keyOf(one)));
  const next = [...[...before].filter((key) => there.has(key)), ...fresh.map(keyOf)].toSorted();
  return { told: next.length === 0 ? null : next.join("\n"), fresh };
}

const BY_AGE = new Set(["booking_zoom_unread", "booking_calendar_unread", "booking_default_host_unread", "booking_rooms_unread"]);

/** It comes over one host after the other while Zoom is away: told in one, not one by one. */
export const isByAge = ({ because }: Found): boolean => BY_AGE.has(because);
