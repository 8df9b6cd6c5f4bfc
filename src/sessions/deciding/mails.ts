import { before, type Instant } from "../../lib/time.ts";
import type { Random } from "../../lib/random.ts";
import type { Facts } from "../../notices/facts.ts";
import type { Institution } from "../../people/institution.ts";
import { hasLeft, isAdmin, type Member } from "../../people/member.ts";
import type { Delivery } from "../../platform/deliveries.ts";
import { modeOf, type Room } from "../../rooms/room.ts";
import type { Recipient } from "../neighbours.ts";
import type { Session } from "../session.ts";
import type { StepName } from "../steps.ts";
import type { MailWish } from "../wishes.ts";

/** What a mail about a session is made from, besides the session. */
export type MailContext = {
  institution: Institution;
  members: readonly Member[];
  rooms: ReadonlyMap<string, Room>;
  ownZooms: ReadonlyMap<string, string>;
  origin: string;
  now: Instant;
};

/** The facts of a mail; nothing secret. */
export function factsOf(c: MailContext, s: Session, audience: Facts["audience"], more: Partial<Facts> = {}): Facts {
  const room = s.roomId === null ? null : (c.rooms.get(s.roomId) ?? null);
  const { settings } = c.institution;
  const ownZoom = c.ownZooms.get(s.organizerId);
  return {
    institution: settings.name,
    contact: settings.contact,
    session: {
      id: s.id,
      title: s.title,
      kind: s.kind,
      start: s.time.start,
      end: s.time.end,
      zone: s.zone,
      organizer: c.members.find((m) => m.id === s.organizerId)?.name ?? "",
      room: audience === "attendee" ? null : (room?.name ?? null),
      admission: s.admission,
      sequence: s.revision,
    },
    ...(s.source === "pool"
      ? {
          opensAt: before(s.time.start, s.policy.credentialLead),
          handover: room === null ? settings.handover : modeOf(room, settings.handover, ownZoom !== undefined),
        }
      : {}),
    ...(ownZoom === undefined || audience === "attendee" ? {} : { ownZoom }),
    ...(s.bookingId === null ? {} : { ofBooking: true as const }),
    audience,
    writtenAt: c.now,
    page: audience === "admin" ? `${c.origin}/waiting` : `${c.origin}/sessions/${s.id}`,
    ...more,
  };
}

type Addressee = { key: string; name: string; email: string; language: "en" | "es"; zone: string; audience: Facts["audience"]; attendeeId: string | null };

/**
 * Attendees are written to as they chose on their panel, else in the institution's language, in the session's zone. What belongs to an organizer who is no
 * member any more is for administrators, who look after such sessions.
 */
export function addressees(c: MailContext, s: Session, to: MailWish["to"], recipients: readonly Recipient[], hostEmail: string | null = null): Addressee[] {
  if (to === "attendees") {
    return recipients.map((r) => ({
      key: r.attendeeId,
      name: r.name,
      email: r.email,
      language: r.language ?? c.institution.settings.language,
      zone: r.zone ?? s.zone,
      audience: "attendee",
      attendeeId: r.attendeeId,
    }));
  }
  return membersFor(c, s, to, hostEmail).map((m) => ({
    key: m.id,
    name: m.name,
    email: m.email,
    language: m.language,
    zone: m.zone,
    audience: to === "admins" ? "admin" : to,
    attendeeId: null,
  }));
}

function membersFor(c: MailContext, s: Session, to: "organizer" | "admins" | "host", hostEmail: string | null): readonly Member[] {
  const isOrganizer = (m: Member): boolean => m.id === s.organizerId;
  if (to === "host") return c.members.filter((m) => m.email.toLowerCase() === hostEmail?.toLowerCase() && !isOrganizer(m) && !hasLeft(m));
  const organizer = to === "organizer" ? c.members.filter((m) => isOrganizer(m) && !hasLeft(m)) : [];
  return organizer.length > 0 ? organizer : c.members.filter(isAdmin);
}

export type MailOrder = MailWish & { dueAt?: Instant; more?: Partial<Facts>; usefulUntil?: Instant | null; keyed?: string };

/** One delivery for each addressee. The key tells the wish, so that wishing it twice is one mail. */
export function deliveriesFor(
  c: MailContext,
  random: Random,
  s: Session,
  order: MailOrder,
  recipients: readonly Recipient[],
  hostEmail: string | null = null,
): Delivery[] {
  return addressees(c, s, order.to, recipients, hostEmail).map((a) => ({
    institutionId: s.institutionId,
    key: `${s.id}@${s.revision}/${order.keyed ?? order.kind}/${a.key}`,
    id: random.uuid(),
    kind: order.kind,
    step: order.step,
    sessionId: s.id,
    attendeeId: a.attendeeId,
    to: { name: a.name, email: a.email, language: a.language, zone: a.zone },
    facts: factsOf(c, s, a.audience, order.more ?? {}),
    dueAt: order.dueAt ?? c.now,
    usefulUntil: order.usefulUntil ?? (order.step === null || order.step === "report" ? null : s.time.end),
    madeAt: c.now,
  }));
}

/** What may miss its time, told to admins: one mail for each trouble of a step, which began at `since`, however often it is wished. Without `retryAt` Bedel goes on by itself. */
export const alarmOf = (s: Session, origin: string, step: StepName, since: Instant, why: { because: string; retryAt?: Instant | null }): MailOrder => ({
  kind: "admin_alarm",
  to: "admins",
  step: null,
  keyed: `alarm/${step}/${since}`,
  more: { step, ...why, page: `${origin}/sessions/${s.id}` },
});
