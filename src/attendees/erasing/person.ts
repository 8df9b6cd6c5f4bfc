import { iso, minutes, type Duration, type Instant } from "../../lib/time.ts";
import type { Interval } from "../../lib/interval.ts";
import type { Session } from "../../sessions/session.ts";
import type { PersonExport } from "./contract.ts";

/** Of a report's line what is the person's. */
export type PresentLine = {
  name: string;
  attended: boolean;
  firstJoin: Instant | null;
  lastLeave: Instant | null;
  present: Duration;
  share: number;
  stays: Interval[];
};

export type HeldOf = {
  registered: readonly { sessionId: string; name: string; email: string; addedAt: Instant; registrantId: string | null }[];
  mails: readonly { sessionId: string | null; kind: string; to: string; state: string; madeAt: Instant; sentAt: Instant | null }[];
  seen: readonly { sessionId: string; name: string; joinedAt: Instant | null; leftAt: Instant | null }[];
  /** More than one line of a session where an organizer said that a guest was this person. */
  present: readonly { sessionId: string; line: PresentLine }[];
  grouped: readonly { group: string; name: string; email: string; addedAt: Instant }[];
  listed: readonly { list: string; name: string; email: string; addedAt: Instant }[];
  asked: readonly Asked[];
  booked: readonly Booked[];
  panel: { language: string | null; zone: string | null; madeAt: Instant } | null;
};

/** An appointment; `message`: what the person wrote with it. */
export type Booked = { type: string; name: string; email: string; message: string; time: Interval; status: string; madeAt: Instant };

/** By a public page, of a session or a list. */
export type Asked = {
  of: string;
  name: string;
  email: string;
  language: string;
  zone: string;
  consent: string | null;
  askedAt: Instant;
  confirmedAt: Instant | null;
  cancelledAt: Instant | null;
};

/** Every session in which something is held of the person. */
export const sessionsOf = ({ registered, mails, seen, present }: HeldOf): string[] =>
  [...new Set([...registered, ...mails, ...seen, ...present].flatMap((one) => (one.sessionId === null ? [] : [one.sessionId])))].toSorted();

/** Every name by which the person is held. */
export const namesOf = ({ registered, mails, grouped, listed, asked, booked }: HeldOf): string[] =>
  [...new Set([...registered, ...grouped, ...listed, ...asked, ...booked].map((one) => one.name).concat(mails.map((one) => one.to)))].filter(
    (name) => name !== "",
  );

/** Nobody is taken out of it any more: it is over, or its time came without it being held. */
export const isPast = (s: Session, now: Instant): boolean =>
  s.overAt !== null || (s.status === "placed" && now >= s.time.end) || (s.status !== "placed" && now >= s.time.start);

type Told = { institution: string; email: string; now: Instant };

export function exportOf(held: HeldOf, sessions: readonly Session[], { institution, email, now }: Told): PersonExport {
  const ordered = sessions.toSorted((a, b) => a.time.start - b.time.start || (a.id < b.id ? -1 : 1));
  return {
    exportedAt: iso(now),
    institution,
    email,
    panel: held.panel && { language: held.panel.language, zone: held.panel.zone, madeAt: iso(held.panel.madeAt) },
    groups: held.grouped.map(({ group, name, email, addedAt }) => ({ group, name, email, at: iso(addedAt) })),
    lists: held.listed.map(({ list, name, email, addedAt }) => ({ list, name, email, at: iso(addedAt) })),
    registrations: held.asked.map(askedIn),
    bookings: held.booked.map(({ time, madeAt, ...told }) => ({ ...told, ...stretch(time), at: iso(madeAt) })),
    sessions: ordered.map((s) => sessionIn(held, s)),
    letters: held.mails.filter((one) => one.sessionId === null).map(mailIn),
  };
}

function sessionIn(held: HeldOf, s: Session): PersonExport["sessions"][number] {
  const of = <T extends { sessionId: string | null }>(all: readonly T[]): T[] => all.filter((one) => one.sessionId === s.id);
  const [registered] = of(held.registered);
  return {
    title: s.title,
    ...stretch(s.time),
    zone: s.zone,
    status: s.status,
    registered:
      registered === undefined
        ? null
        : { name: registered.name, email: registered.email, at: iso(registered.addedAt), knownToZoom: registered.registrantId !== null },
    present: of(held.present).map(({ line }) => presentIn(line)),
    seen: of(held.seen).map(({ name, joinedAt, leftAt }) => ({ name, joinedAt: isoOrNull(joinedAt), leftAt: isoOrNull(leftAt) })),
    mails: of(held.mails).map(mailIn),
  };
}

const askedIn = ({ of, name, email, language, zone, consent, ...when }: Asked): PersonExport["registrations"][number] => ({
  of,
  name,
  email,
  language,
  zone,
  consent,
  askedAt: iso(when.askedAt),
  confirmedAt: isoOrNull(when.confirmedAt),
  cancelledAt: isoOrNull(when.cancelledAt),
});

const mailIn = ({ kind, to, state, madeAt, sentAt }: HeldOf["mails"][number]): PersonExport["letters"][number] => ({
  kind,
  to,
  state,
  madeAt: iso(madeAt),
  sentAt: isoOrNull(sentAt),
});

const presentIn = ({ name, attended, firstJoin, lastLeave, present, share, stays }: PresentLine): PersonExport["sessions"][number]["present"][number] => ({
  name,
  attended,
  firstJoin: isoOrNull(firstJoin),
  lastLeave: isoOrNull(lastLeave),
  minutes: Math.round(present / minutes(1)),
  share,
  stays: stays.map(stretch),
});

const isoOrNull = (moment: Instant | null): string | null => (moment === null ? null : iso(moment));
const stretch = ({ start, end }: Interval): { start: string; end: string } => ({ start: iso(start), end: iso(end) });
