import { z } from "zod";
import type { MeetingKind, MeetingRef } from "../port.ts";
import { meetingWire } from "../wire.ts";
import { callPages, type Line } from "./call.ts";
import { FOR_KIND } from "./operations.ts";
import { markOf } from "./reading.ts";

/** What a host has planned, by our marks, as Zoom's list told it when the reading began. */
export type Look = { begunAt: number; marks: Promise<Map<string, MeetingRef>> };

/**
 * A host's meetings by their marks. One reading serves all who are content with what was true lately: a term's sessions of a room
 * are made one after the other, and a list for each would use up Zoom's limit.
 */
export function look(line: Line, hostId: string, kind: MeetingKind, lately: boolean): Look["marks"] {
  const key = `${kind} ${hostId}`;
  const known = line.looks.get(key);
  const now = line.machine();
  if (known !== undefined && lately && known.begunAt >= now - OLDEST_MS) return known.marks;
  const marks = read(line, hostId, kind);
  line.looks.set(key, { begunAt: now, marks });
  marks.catch(() => line.looks.get(key)?.marks === marks && line.looks.delete(key)); // an error is never an empty list
  forgetOld(line, now);
  return marks;
}

async function read(line: Line, host: string, kind: MeetingKind): Promise<Map<string, MeetingRef>> {
  const { list, rows } = FOR_KIND[kind];
  const listed = await callPages(line, list, { path: { host }, query: { type: "scheduled" } }, { rows, wire: z.array(meetingWire) });
  const found = new Map<string, MeetingRef>();
  for (const row of listed) {
    const mark = markOf(row);
    if (mark !== null && !found.has(mark)) found.set(mark, { id: row.id, kind, hostId: host });
  }
  return found;
}

/** What this process made itself is known before any list shows it. */
export async function made(line: Line, mark: string, ref: MeetingRef): Promise<void> {
  (await line.looks.get(`${ref.kind} ${ref.hostId}`)?.marks.catch(() => null))?.set(mark, ref);
}

/** Nobody is content with an older one. */
const OLDEST_MS = 60_000;

function forgetOld({ looks }: Line, now: number): void {
  for (const [key, { begunAt }] of looks) if (begunAt < now - OLDEST_MS) looks.delete(key);
}
