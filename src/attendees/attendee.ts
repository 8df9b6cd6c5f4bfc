import type { Instant } from "../lib/time.ts";

/** Somebody registered for one session, with an address `/j/…` of the person's own that is made from `id` and stored nowhere. */
export type Attendee = {
  institutionId: string;
  id: string;
  sessionId: string;
  name: string;
  email: string;
  addedAt: Instant;
  /** Grows when the person's address is made anew: the former one leads nowhere then. */
  generation: number;
  /** What Zoom knows the person as, and in which meeting. */
  registrantId: string | null;
  registrantMeeting: string | null;
  /** Zoom would not register the person for that meeting; a message key under `stepNotes.`. */
  registrantTrouble: string | null;
};

/** Nothing is left of the person but that there was one. */
export const isErased = ({ id, email }: Pick<Attendee, "id" | "email">): boolean => email === id;

/** The name by which the secret part of the address is made. */
export const tokenName = (attendeeId: string, generation = 1): string => `attendee ${attendeeId}${generation === 1 ? "" : ` ${generation}`}`;

/** Binds a sealed Zoom address to its person and meeting. */
export const aboutLink = (attendeeId: string, meetingId: string): string => `registrant link ${attendeeId} ${meetingId}`;
