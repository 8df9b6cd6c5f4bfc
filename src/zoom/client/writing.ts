import { iso } from "../../lib/time.ts";
import type { MeetingKind, MeetingPlan } from "../port.ts";

/** From our words to Zoom's, nothing else. */

const SCHEDULED = { meeting: 2, webinar: 5 } as const;
const APPROVE_BY_ITSELF = 0;
const NO_REGISTRATION = 2;
const LONGEST_TITLE = 200;
const LONGEST_NAME = 64;

/** Without `default_…: false` Zoom would think up a passcode of its own where the account demands one. Changes know no such word. */
export const newMeetingOf = (plan: MeetingPlan) => ({
  type: SCHEDULED[plan.kind],
  ...changedMeetingOf(plan),
  ...(plan.kind === "meeting" ? { default_password: false } : { default_passcode: false }),
});

/** `start_time` ends in Z, so `timezone` moves nothing; it only tells Zoom's own pages and mails in which zone to show it. */
export const changedMeetingOf = (plan: MeetingPlan) => ({
  topic: [...plan.title].slice(0, LONGEST_TITLE).join(""),
  agenda: plan.mark,
  start_time: iso(plan.start).replace(/\.\d+Z$/, "Z"),
  duration: plan.minutes,
  timezone: plan.zone,
  password: plan.passcode,
  settings: {
    approval_type: plan.registration ? APPROVE_BY_ITSELF : NO_REGISTRATION,
    // Bedel sends its own mails; two invitations with different links would confuse everybody.
    registrants_email_notification: false,
    registrants_confirmation_email: false,
    ...(plan.kind === "meeting" ? { waiting_room: plan.waitingRoom, ...LOCKED } : {}),
    ...(plan.noAlternativeHost === true ? { alternative_hosts: "" } : {}),
  },
});

/**
 * Nobody is in before the host, with a waiting room or without: a room's meeting would otherwise go on living without
 * its organizer, and before the handover the account still belongs to the session before.
 */
const LOCKED = { join_before_host: false };

export const lockOf = () => ({ settings: LOCKED });

/** Zoom would write to the person too, at whatever moment; Bedel writes when the room is open. */
export const alternativeOf = (kind: MeetingKind, email: string | null) => ({
  settings: { alternative_hosts: email ?? "", ...(kind === "meeting" ? { alternative_hosts_email_notification: false } : {}) },
});

/** Registration by Bedel is the approval; Zoom demands a first name. For webinars, whether Zoom confirms by mail is a setting of the webinar alone. */
export const registrantsOf = (kind: MeetingKind, people: readonly { name: string; email: string }[]) => ({
  auto_approve: true,
  ...(kind === "meeting" ? { registrants_confirmation_email: false } : {}),
  registrants: people.map(({ name, email }) => ({ email, ...namesOf(name, email) })),
});

/** Zoom shows both names one after the other, so it does not matter where a name is cut in two. */
function namesOf(name: string, email: string): { first_name: string; last_name: string } {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  const [first = email.split("@")[0]!, ...others] = words;
  return { first_name: shortened(first), last_name: shortened(others.join(" ")) };
}

const shortened = (name: string): string => [...name].slice(0, LONGEST_NAME).join("");
