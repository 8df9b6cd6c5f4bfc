import type { Interval } from "../../src/lib/interval.ts";
import type { Instant } from "../../src/lib/time.ts";
import type { BoardSession, Timeline } from "../../src/sessions/showing/contract.ts";
import { stretchOf, xOf, type Axis } from "./timeline-geometry.ts";

export type TimelineRoom = Timeline["rooms"][number];
export type TimelineSession = BoardSession & { whyNotMove?: string | null };

/** A reservation as it is drawn: its lighter ends are the preparation and the courtesy with postprocessing. */
export type Block = { session: TimelineSession; x: number; width: number; before: number; after: number };
export type Patch = { kind: "outage" | "busy" | "held"; text: string; from: string; to: string; x: number; width: number };
/** `host`: no room, but somebody who hosts without one; nothing is dropped there. */
export type Row = { blocks: Block[]; patches: Patch[] } & (
  { host: null; room: TimelineRoom } | { host: Timeline["hosts"][number]["source"]; room: Pick<TimelineRoom, "id" | "name"> }
);

/** Plain `Date.parse`: thousands of these are read for one picture, and they come from the server as UTC. */
const instant = (text: string): Instant => Date.parse(text) as Instant;
const intervalOf = (from: string, to: string): Interval => ({ start: instant(from), end: instant(to) });
export const wholeOf = (session: TimelineSession): Interval =>
  session.reserved === null ? intervalOf(session.start, session.end) : intervalOf(session.reserved.start, session.reserved.end);

export function blockOf(axis: Axis, session: TimelineSession): Block | null {
  const stretch = stretchOf(axis, wholeOf(session));
  if (stretch === null) return null;
  const before = Math.max(0, xOf(axis, instant(session.start)) - stretch.x);
  const after = Math.max(0, stretch.x + stretch.width - xOf(axis, instant(session.end)));
  return { session, ...stretch, before, after };
}

/** What is told of somebody who hosts without a room, under `timeline.`. */
export const HOST_LABELS = { "default host": "defaultHost", "named host": "namedHost", personal: "ownZoom" } as const;

/** Rooms in their order, then who hosts without being one, each with its blocks in order of time. Cancelled sessions are not drawn; a place that is kept while a cancellation can be taken back is a patch. */
export function rowsOf(timeline: Timeline, axis: Axis): Row[] {
  const rooms = timeline.rooms.map((room): Row => ({ host: null, room, blocks: [], patches: patchesOf(room, axis) }));
  const hosts = timeline.hosts.map((host): Row => ({
    host: host.source,
    room: host,
    blocks: [],
    patches: patchesOf({ ...host, outages: [], held: [] }, axis),
  }));
  const rows = [...rooms, ...hosts];
  const byRoom = new Map(rows.map((row) => [row.room.id, row]));
  for (const session of timeline.sessions) {
    const place = session.room ?? session.host;
    if (place === null || session.state === "cancelled" || session.state === "declined") continue;
    const block = blockOf(axis, session);
    if (block !== null) byRoom.get(place.id)?.blocks.push(block);
  }
  for (const row of rows) row.blocks.sort((a, b) => a.x - b.x);
  return rows;
}

function patchesOf(room: Pick<TimelineRoom, "outages" | "busy" | "held">, axis: Axis): Patch[] {
  const outages = room.outages.map((o) => ({ kind: "outage" as const, from: o.from, to: o.to, text: o.reason }));
  const busy = room.busy.map((b) => ({ kind: "busy" as const, from: b.from, to: b.to, text: b.title }));
  const held = room.held.map((h) => ({ kind: "held" as const, from: h.from, to: h.to, text: "" }));
  return [...outages, ...busy, ...held].flatMap((patch) => {
    const stretch = stretchOf(axis, intervalOf(patch.from, patch.to));
    return stretch === null ? [] : [{ ...patch, ...stretch }];
  });
}

/** Waiting requests in the order in which they are served: one above the other where they overlap, each as high up as it fits. */
export function lanesOf(axis: Axis, waiting: readonly TimelineSession[]): Block[][] {
  const lanes: Block[][] = [];
  const inOrder = waiting.toSorted((a, b) => Date.parse(a.askedAt) - Date.parse(b.askedAt) || a.id.localeCompare(b.id));
  for (const block of inOrder.flatMap((session) => blockOf(axis, session) ?? [])) {
    const lane = lanes.find((l) => inSight(l, block.x, block.x + block.width).length === 0);
    if (lane === undefined) lanes.push([block]);
    else lane.push(block);
  }
  return lanes;
}

export const inSight = <T extends { x: number; width: number }>(parts: readonly T[], left: number, right: number): T[] =>
  parts.filter((part) => part.x < right && part.x + part.width > left);

export const intervalsOf = (timeline: Timeline): Interval[] => [
  ...[...timeline.sessions, ...timeline.waiting].map(wholeOf),
  ...timeline.rooms.flatMap((room) => room.held.map(({ from, to }) => intervalOf(from, to))),
];
