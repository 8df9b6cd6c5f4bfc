import type { Instant } from "../lib/time.ts";

/** Every mail that Bedel writes. A new one is a name here, its texts under `mails.` and a row in `content.ts`. */
export const MAIL_KINDS = [
  "placed",
  "waiting",
  "hosted",
  "host_busy",
  "hosting",
  "not_hosting",
  "served",
  "declined",
  "credentials",
  "start_link",
  "alternative_host",
  "link",
  "warn",
  "changed",
  "moved",
  "cancelled",
  "off_list",
  "put_back",
  "crowded",
  "report",
  "admin_waiting",
  "admin_alarm",
  "note",
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** What a mail may tell. Nothing in it is secret: it is stored with the delivery and may be read by admins. */
export type Facts = {
  institution: string;
  contact: { name: string; email: string; phone: string };
  session: {
    id: string;
    title: string;
    kind: "meeting" | "webinar";
    start: Instant;
    end: Instant;
    zone: string;
    organizer: string;
    room: string | null;
    admission: "automatic" | "manual";
    /** SEQUENCE of its calendar entry: grows with each change that people are told. */
    sequence: number;
  };
  opensAt?: Instant;
  /** Where the host is no room: who it is, and whether that is the organizer. */
  host?: { name: string; own: boolean };
  /** What else the host has planned in Zoom. */
  other?: { start: Instant; end: Instant };
  handover?: "credentials" | "start link" | "alternative host";
  /** With whose Zoom user the room is opened, where that is the organizer's own. */
  ownZoom?: string;
  /** Changed: what it was. */
  before?: { title: string; start: Instant; end: Instant; zone: string };
  /** No room yet: the nearest times that would fit. */
  nearest?: Instant[];
  /** No room yet: whether it is proven that no arrangement could serve it, or a bounded search found none. */
  noneProven?: boolean;
  /** It was done in Zoom itself, by whom as far as Zoom said; never told to attendees. */
  inZoom?: { by: string | null };
  /** Moved: an administrator chose the room, after the one before was opened. */
  byAdmin?: true;
  /** Put back: what somebody made of it in Zoom, null where it was deleted there, and why that could not be followed, as a key under `refusals.`. */
  putBack?: { wanted: { title: string; start: Instant | null; end: Instant | null } | null; because: string; values?: Record<string, string | number> };
  /** Note: which one. What it says is read when it is sent. */
  note?: string;
  /** Declined: why, in the administrator's words. */
  reason?: string;
  /** Alarm: which step (as `STEPS` names it). */
  step?: string;
  /** Alarm: why, as a key under `stepNotes.`. */
  because?: string;
  /** Alarm: when it is tried again; null when nobody tries any more. */
  retryAt?: Instant | null;
  /** Crowded: how many are registered, and for how many the room is. */
  crowd?: { people: number; capacity: number };
  /** When the mail is written, for the stamp of its calendar entry. */
  writtenAt?: Instant;
  /** It stands in calendars with the entry of its booking already. */
  ofBooking?: true;
  /** Host: the person behind the default host, or who did it in Zoom, who has not asked for it and has no page of it. */
  audience: "organizer" | "attendee" | "admin" | "host";
  /** The absolute address of the session's page in Bedel, or of the waiting queue. */
  page: string;
};

/** What is added at the last moment, on the way to the mail server, and kept nowhere. */
export type Secret = {
  credentials?: { signInUrl: string; userName: string; password: string; validUntil: Instant };
  /** What an organizer wrote to all attendees: thousands of mails need not each keep it. */
  note?: { subject: string; text: string };
  /** The attendee's own `/j/` address. */
  joinAddress?: string;
  /** The attendee's own `/p/` address: the panel with all the person's sessions. */
  panelAddress?: string;
};

/** `email`: named in the calendar entry as who is asked; without it the entry is only published. */
export type Reader = { name: string; language: Language; zone: string; email?: string };

export type Letter = {
  subject: string;
  text: string;
  html: string;
  calendar: { method: "REQUEST" | "CANCEL" | "PUBLISH"; content: string } | null;
};

/** Declared here, because notices depend on no noun; the same values as in `people/contract.ts`. */
export type Language = "en" | "es";
