import { Temporal } from "temporal-polyfill";
import { isZone, type Instant } from "../../lib/time.ts";
import { DAY, type Wall } from "./wall.ts";

/** Which moment it is when the clock on the wall shows this. What the change of clocks gives twice is the earlier; what it skips is as if the clocks had not changed yet (RFC 5545, 3.3.5). */
export type Zone = (at: Wall) => Instant;

export const UTC: Zone = (at) => at as number as Instant;

/** Of a place `Europe/Madrid`. */
export function placeZone(name: string): Zone {
  const offsetAt = offsetsOf(name);
  return (at) => {
    const [before, after] = [offsetAt(at - DAY), offsetAt(at + DAY)];
    if (before === after || offsetAt(at - before) === before) return (at - before) as Instant;
    return (offsetAt(at - after) === after ? at - after : at - before) as Instant;
  };
}

/** Most days have one offset: it is asked for once a day, not once an event. */
function offsetsOf(name: string): (utc: number) => number {
  const known = new Map<number, number>();
  const ask = (utc: number): number => Temporal.Instant.fromEpochMilliseconds(utc).toZonedDateTimeISO(name).offsetNanoseconds / 1e6;
  const atMidnight = (day: number): number => {
    const offset = known.get(day) ?? ask(day * DAY);
    known.set(day, offset);
    return offset;
  };
  return (utc) => {
    const day = Math.floor(utc / DAY);
    const offset = atMidnight(day);
    return offset === atMidnight(day + 1) ? offset : ask(utc);
  };
}

/** From `onset` on, as the wall shows it until then, clocks are so many milliseconds before those of Greenwich. */
export type Change = { onset: Wall; to: number };

/** Of a zone that a calendar describes itself. Null: it says nothing that could be used. */
export function changingZone(first: number, changes: readonly Change[]): Zone {
  const sorted = changes.toSorted((a, b) => a.onset - b.onset);
  return (at) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.onset <= at) low = middle + 1;
      else high = middle;
    }
    return (at - (low === 0 ? first : sorted[low - 1]!.to)) as Instant;
  };
}

/** Some programs write a place with their own name before it: `/freeassociation.sourceforge.net/Europe/Madrid`. Null: this names no place. */
export function placeIn(tzid: string): string | null {
  const parts = tzid.trim().split("/").filter((part) => part !== ""); // prettier-ignore
  for (const many of [parts.length, 3, 2, 1]) {
    const name = parts.slice(-many).join("/");
    if (many <= parts.length && (many > 1 || parts.length === 1) && isZone(name)) return name;
  }
  return null;
}
