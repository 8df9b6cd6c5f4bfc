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
  "crowded",
  "report",
  "admin_waiting",
  "admin_alarm",
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
  /** Host: the person behind the default host, who has not asked for it and has no page of it. */
  audience: "organizer" | "attendee" | "admin" | "host";
  /** The absolute address of the session's page in Bedel, or of the waiting queue. */
  page: string;
};

/** What is added at the last moment, on the way to the mail server, and kept nowhere. */
export type Secret = {
  credentials?: { signInUrl: string; userName: string; password: string; validUntil: Instant };
  /** The attendee's own `/j/` address. */
  joinAddress?: string;
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
