import { earliest, latest, type Instant } from "../lib/time.ts";
import type { SeenJoin } from "./readings.ts";
import { plainEmail, type Stay } from "./stay.ts";

/** A join or a leave as a webhook told it, or one at the door; they come twice, late, out of order, or not at all. */
export type Told = {
  is: "joined" | "left" | "waits" | "waits no more";
  instanceId: string;
  who: { key: string; name: string; email: string | null; registrantId: string | null; zoomUserId: string | null };
  at: Instant;
};

/** What is known of one join, or of one waiting at the door. */
export type Sighting = Told["who"] & { instanceId: string; waiting: boolean; joinedAt: Instant | null; leftAt: Instant | null };

const KINDS: Record<Told["is"], { waiting: boolean; comes: boolean }> = {
  joined: { waiting: false, comes: true },
  left: { waiting: false, comes: false },
  waits: { waiting: true, comes: true },
  "waits no more": { waiting: true, comes: false },
};

const inTime = (a: Told, b: Told): number => a.at - b.at || Number(KINDS[b.is].comes) - Number(KINDS[a.is].comes);

/** Each join once: the first coming and the last leaving of it stand, and of the rest what was true last, whatever the order in which it was told. */
export function sightingsIn(facts: readonly (Told | { is: string })[]): Sighting[] {
  const told = facts.filter((fact): fact is Told => fact.is in KINDS);
  return [...Map.groupBy(told, (t) => `${t.instanceId}/${KINDS[t.is].waiting}/${t.who.key}`).values()].map((unordered) => {
    const those = unordered.toSorted(inTime);
    const last = <K extends keyof Told["who"]>(what: K): Told["who"][K] => those.map((t) => t.who[what]).findLast((value) => !!value) ?? those[0]!.who[what];
    return {
      key: last("key"),
      name: last("name"),
      email: last("email"),
      registrantId: last("registrantId"),
      zoomUserId: last("zoomUserId"),
      instanceId: those[0]!.instanceId,
      waiting: KINDS[those[0]!.is].waiting,
      joinedAt: earliest(those.filter((t) => KINDS[t.is].comes).map((t) => t.at)),
      leftAt: latest(those.filter((t) => !KINDS[t.is].comes).map((t) => t.at)),
    };
  });
}

/** One stay for each join. A leave whose join was lost proves only the moment of leaving; a join without its leave lasts until the meeting ended. */
export function staysToldBy(told: readonly Told[]): Stay[] {
  return [...Map.groupBy(told, (t) => `${t.instanceId}/${t.who.key}`).values()].map((those) => {
    const { instanceId, who } = those[0]!;
    const left = latest(those.filter((t) => t.is === "left").map((t) => t.at));
    const joined = earliest(those.filter((t) => t.is === "joined").map((t) => t.at));
    const told = <K extends "email" | "registrantId" | "zoomUserId">(what: K): string | null => those.map((t) => t.who[what]).find((value) => !!value) ?? null;
    return {
      name: who.name,
      email: plainEmail(told("email")),
      registrantId: told("registrantId"),
      zoomUserId: told("zoomUserId"),
      start: joined ?? left!,
      end: left,
      waitingRoom: false,
      processed: true,
      instance: instanceId,
      key: who.key,
    };
  });
}

/** Each coming and going that is known, whether in the meeting or at its door. */
export const staysSeen = (sightings: readonly Sighting[]): Stay[] =>
  staysToldBy(
    sightings.flatMap(({ instanceId, waiting: _, joinedAt, leftAt, ...who }) => {
      const told = (is: Told["is"], at: Instant | null): Told[] => (at === null ? [] : [{ is, instanceId, who, at }]);
      return [...told("joined", joinedAt), ...told("left", leftAt)];
    }),
  );

export const joinsIn = (stays: readonly Stay[]): SeenJoin[] => stays.flatMap((stay) => (stay.key ? [{ ...stay, key: stay.key }] : []));
