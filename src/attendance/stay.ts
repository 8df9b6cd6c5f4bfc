import { cut } from "../lib/text.ts";
import type { Instant } from "../lib/time.ts";

/** Someone's being in one instance of a meeting, from one join to its leave: a row of Zoom's report, or a pair of webhooks. */
export type Stay = {
  name: string;
  email: string | null;
  registrantId: string | null;
  zoomUserId: string | null;
  start: Instant;
  end: Instant | null;
  waitingRoom: boolean;
  processed: boolean;
  instance: string;
  /**
   * Zoom's id of this one join, where it is known. Without it two people called *iPhone* who were admitted together and left
   * when the meeting ended look like one row sent twice, and count once.
   */
  key?: string | null;
};

/** What a stay and a person seen by the webhooks have in common. A name is never an identity. */
export type Marks = Pick<Stay, "email" | "registrantId" | "zoomUserId" | "instance" | "key">;

export const plainEmail = (email: string | null): string | null => {
  const plain = (email ?? "").trim().toLowerCase();
  return plain === "" ? null : plain;
};

/** Each identity that Zoom tells, as a text of its own kind: two stays with one in common are the same person's. */
export function identitiesOf(marks: Marks): string[] {
  const email = plainEmail(marks.email);
  return [
    ...(marks.registrantId ? [`registrant:${marks.registrantId}`] : []),
    ...(email !== null ? [`email:${email}`] : []),
    ...(marks.zoomUserId ? [`user:${marks.zoomUserId}`] : []),
    ...(marks.key ? [`join:${marks.instance}/${marks.key}`] : []),
  ];
}

/** Of somebody of whom Zoom tells no identity. Half a character could be kept in no database. */
export const facelessKey = ({ instance, start, name }: Stay): string => `stay:${instance}/${start}/${cut(name, 60)}`;

const textOf = (s: Stay): string =>
  JSON.stringify([s.instance, s.start, s.end, s.name, plainEmail(s.email), s.registrantId, s.zoomUserId, s.waitingRoom, s.processed, s.key ?? null]);

/** Every stay once, in an order that depends on the stays alone: Zoom's pages may repeat a row, and promise no order. */
export function distinct(stays: readonly Stay[]): Stay[] {
  const byText = new Map(stays.map((stay) => [textOf(stay), stay]));
  return [...byText].toSorted(([a, s], [b, t]) => s.start - t.start || (a < b ? -1 : 1)).map(([, stay]) => stay);
}

/** Equal for two readings that tell the same, whatever their order. */
export const fingerprintOf = (stays: readonly Stay[]): string => distinct(stays).map(textOf).join("\n");

/** Who waits at the door is not in the meeting. */
export const inMeeting = (stays: readonly Stay[]): Stay[] => distinct(stays).filter((stay) => !stay.waitingRoom);
