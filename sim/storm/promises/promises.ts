import { overlaps } from "../../../src/lib/interval.ts";
import { instant, iso, minutes, type Instant } from "../../../src/lib/time.ts";
import { inReport, inZoom, type Presence } from "../../counting/attendance.ts";
import { endDue, isHandedOver, SETTLES_AFTER, type Session } from "../../../src/sessions/session.ts";
import { lifeOf } from "../../../src/sessions/steps.ts";
import { OF_CLASSROOMS } from "./classrooms.ts";
import { FORGOTTEN } from "./forgotten.ts";
import { IN_TIME } from "./in-time.ts";
import { APART, isOurs, of, type Promises, type Verdict } from "./promise.ts";
import { OF_THE_QUEUE } from "./waiting.ts";
import type { Secret, Sight } from "../sight.ts";

/** When its organizer got the room; never, where it needs none, or was cancelled before. */
const openedAt = ({ steps, source }: Session): Instant | null => (source === "pool" && steps.handOver.is === "done" ? steps.handOver.at : null);
/** Who goes early may come back: only then is it an end. */
const settledAfter = (sessions: readonly Session[], id: string): number => (sessions.find((s) => s.id === id)?.overAt ?? 0) + SETTLES_AFTER;
const closedAt = ({ steps }: Session): Instant | null => (steps.close.is === "done" ? steps.close.at : null);

/** Whatever the weather, at any moment. */
export const ALWAYS: Promises = {
  ...OF_THE_QUEUE,
  "no room has two reservations": ({ overlaps: many, reservations }) => ({ stakes: reservations, wrong: many > 0 ? [many] : [] }),
  "no host is live twice": ({ meetings, sessions, now }) => {
    const byId = new Map(sessions.map((s) => [s.id, s]));
    const runs = meetings.flatMap((m) =>
      m.instances.map((i) => ({
        id: m.id,
        hostId: m.hostId,
        start: instant(i.startedAt),
        end: i.endedAt === null ? now : instant(i.endedAt),
        of: isOurs(m.agenda),
      })),
    );
    // The sandbox's made-up hosts begin at a time that a meeting once had, with no key or one that opens nothing any more: that is no doing of Bedel's.
    const held = runs.filter((run) => {
      const session = byId.get(run.of ?? "");
      const [from, to] = session === undefined ? [null, null] : [openedAt(session), closedAt(session)];
      return from !== null && from <= run.start && (to === null || run.start <= to);
    });
    return of(held, (a) => held.some((b) => b.id !== a.id && a.hostId === b.hostId && overlaps(a, b)), (run) => run.id); // prettier-ignore
  },
  "a meeting that is said to be over is over": ({ sessions, meetings }) => {
    const over = sessions.flatMap((s) => (s.source === "pool" && s.steps.end.is === "done" ? [{ id: s.id, at: s.steps.end.at }] : []));
    const ran = new Map(meetings.map((m) => [isOurs(m.agenda), m.instances]));
    const isOn = ({ id, at }: (typeof over)[number]): boolean =>
      (ran.get(id) ?? []).some((i) => instant(i.startedAt) < at - APART && (i.endedAt === null || instant(i.endedAt) > at + APART));
    return of(over, isOn, ({ id, at }) => `${id} at ${iso(at)}`);
  },
  "a cancelled session is never handed over": ({ sessions, secrets }) => {
    const cancelled = new Map(sessions.filter((s) => s.cancelledAt !== null).map((s) => [s.id, s.cancelledAt!]));
    const late = (id: string): boolean => secrets.some((one) => one.sessionId === id && one.at > cancelled.get(id)! + APART);
    return of([...cancelled.keys()], late);
  },
  "no password goes out outside its window": ({ secrets }) =>
    of(secrets, (one) => one.status !== "placed" || one.at < one.from - APART || one.at > one.until + APART),
  "no password is given to two sessions": ({ secrets }) => {
    const sessionsBy = Map.groupBy(secrets, ({ user, password }) => `${user} ${password}`);
    return of([...sessionsBy.values()], (same) => new Set(same.map(({ sessionId }) => sessionId)).size > 1, (same) => same.map((one) => one.sessionId)); // prettier-ignore
  },
  "nobody gets a mail twice unnoticed": ({ arrived, deliveries }) => {
    const stateOf = new Map(deliveries.map(({ id, state }) => [id, state]));
    const copies = Map.groupBy(arrived, ({ messageId }) => messageId.replace(/@.*$/, ""));
    const isUnnoticed = ([id, same]: [string, unknown[]]): boolean => same.length > 1 && stateOf.get(id) === "sent";
    return of([...copies], isUnnoticed, ([id, same]) => `${id} × ${same.length} is ${stateOf.get(id)}`);
  },
  "who left is written to no more": ({ deeds, arrived, deliveries }) => {
    const kindOf = new Map(deliveries.map(({ id, kind }) => [id, kind]));
    const late = (email: string, at: Instant): string[] =>
      arrived.filter((mail) => mail.to === email && mail.at > at && kindOf.get(mail.messageId.replace(/@.*$/, "")) === "link").map((mail) => mail.subject); // prettier-ignore
    return of([...deeds.left], ([email, at]) => late(email, at).length > 0);
  },
  "no Zoom user is made, removed or relicensed while provisioning is off": ({ calls, isProvisioned }) => {
    if (isProvisioned) return { stakes: 0, wrong: [] };
    const made = Object.entries(calls).filter(([call]) => /^(POST \/users|DELETE \/users\/:\w+|PATCH \/users\/:\w+|PUT \/users\/:\w+\/status)$/.test(call));
    return { stakes: Object.values(calls).reduce((sum, many) => sum + many, 0), wrong: made };
  },
  "a host has at most a hundred changes a day": ({ hostDays }) => of(hostDays, ({ changes }) => changes > 100),
  "what can wait takes nothing from a host's day": ({ madeAhead }) => ({ stakes: madeAhead.made, wrong: madeAhead.beyond }),
  "nobody is booked twice": ({ bookings }) =>
    of(bookings, (a) => bookings.some((b) => b.id < a.id && overlaps(a, b) && a.hosts.some((host) => b.hosts.includes(host))), (b) => b.id), // prettier-ignore
  "no session to come is left in a room that is turned off": ({ homeless, sessions, now }) => {
    const wrong = homeless.filter(({ start, sessionId }) => start > now + minutes(20) && !isHandedOver(sessions.find((s) => s.id === sessionId)!));
    return { stakes: sessions.filter((s) => s.time.start > now).length, wrong };
  },
  "nobody of another institution sees or changes anything": ({ deeds }) => ({ stakes: deeds.intrusions, wrong: deeds.intruded > 0 ? [deeds.intruded] : [] }),
};

const NEVER = Infinity as Instant;
const OVER = new Set(["done", "skipped", "failed"]);

/** Once everything has come to rest. */
export const AT_REST: Promises = {
  ...OF_CLASSROOMS,
  ...IN_TIME,
  "a session has one meeting, a cancelled one none": ({ sessions, meetings, deeds }) => {
    const known = new Set([...deeds.meetings, ...sessions.map(({ meeting }) => meeting?.id)]);
    // What a lost answer left behind and somebody was in since is left to people: see removeUnanswered(). Guests come to all that is left, so nothing else may be excused by them.
    const left = meetings.filter((m) => m.deletedAt === null && (m.instances.length === 0 || known.has(String(m.id))));
    const bySession = Map.groupBy(left, (m) => isOurs(m.agenda));
    return of(
      sessions,
      (s) => (bySession.get(s.id)?.length ?? 0) > (s.status === "placed" ? 1 : 0),
      (s) => `${s.id} ${s.status}`,
    );
  },
  "no session ever had two meetings with one host": ({ meetings }) => {
    const ours = meetings.filter((m) => isOurs(m.agenda) !== null).map((m) => ({ ...m, start: instant(m.createdAt), end: m.deletedAt === null ? NEVER : instant(m.deletedAt) })); // prettier-ignore
    const byBoth = Map.groupBy(ours, (m) => `${isOurs(m.agenda)} ${m.hostId}`);
    return of([...byBoth.values()], (same) => same.some((a) => same.some((b) => a.id < b.id && overlaps(a, b))), (same) => same.map((m) => `${m.id} of ${m.agenda} ${m.createdAt} to ${m.deletedAt}`)); // prettier-ignore
  },
  "no meeting of ours is an orphan": ({ sessions, meetings, deeds }) => {
    const known = new Set([...sessions.map(({ id }) => id), ...[...deeds.classrooms].map((id) => `classroom:${id}`)]);
    const ours = meetings.filter((m) => m.deletedAt === null && isOurs(m.agenda) !== null);
    return of(
      ours,
      (m) => !known.has(isOurs(m.agenda)!),
      (m) => m.id,
    );
  },
  "every session knows how each step ended": ({ sessions }) =>
    of(
      sessions.filter((s) => s.status === "placed" || s.status === "cancelled").flatMap((s) => lifeOf(s).map((step) => ({ s, step }))),
      ({ s, step }) => !OVER.has(s.steps[step].is),
      ({ s, step }) => `${s.id} ${step} ${s.steps[step].is}`,
    ),
  "every room is closed, and no password mailed opens one": ({ sessions, secrets, open }) => {
    const inRooms = sessions.filter((s) => s.status === "placed" && s.source === "pool");
    return { stakes: secrets.length + inRooms.length, wrong: [...open, ...inRooms.filter((s) => s.steps.close.is !== "done").map((s) => `${s.id} close ${s.steps.close.is}`)] }; // prettier-ignore
  },
  "no meeting runs": ({ meetings }) =>
    of(
      meetings.filter((m) => isOurs(m.agenda)?.startsWith("classroom:") !== true),
      (m) => m.instances.some((i) => i.endedAt === null),
      (m) => m.id,
    ), // prettier-ignore -- whoever meets in a classroom may stay
  "nothing waits to be done": ({ queued, sessions }) => ({ stakes: sessions.length, wrong: queued > 0 ? [queued] : [] }),
  "everybody has a link in time, or a recorded failure": (s) => links(s),
  "the history tells every deed": ({ audit, deeds }) => {
    const known = Map.groupBy(audit, ({ sessionId, what }) => `${sessionId} ${what}`);
    const told = Map.groupBy(deeds.done, ({ sessionId, what }) => `${sessionId} ${what}`);
    return of([...told], ([deed, many]) => (known.get(deed)?.length ?? 0) < many.length, ([deed]) => deed); // prettier-ignore
  },
  "every session asked for is there": ({ sessions, deeds }) => {
    const known = new Set(sessions.map(({ id }) => id));
    return of(deeds.done.filter(({ what }) => what === "asked"), ({ sessionId }) => !known.has(sessionId), ({ sessionId }) => sessionId); // prettier-ignore
  },
  "a course keeps its time by the clock on the wall": ({ dates, deeds }) =>
    of(dates, ({ courseId, time }) => time !== deeds.courses.get(courseId), ({ sessionId, time }) => `${sessionId} at ${time}`), // prettier-ignore
  "what a stranger was told is booked is booked": ({ bookings, deeds }) => {
    const known = new Map(bookings.map((b) => [b.id, b.start]));
    return of([...deeds.booked], ([id, start]) => known.get(id) !== start, ([id]) => `${id} is at ${known.get(id)}`); // prettier-ignore
  },
  "a report tells what Zoom saw": ({ reports, zoom, deeds, sessions }) => {
    const meetings = new Map(sessions.map(({ id, meeting }) => [id, meeting?.id ?? null]));
    const there = (sessionId: string): Presence[] => inZoom(zoom, sessionId, meetings.get(sessionId) ?? null);
    const saw = reports.map(({ sessionId, report }) => ({
      sessionId,
      report: known(inReport(report), deeds.left),
      zoom: known(there(sessionId), deeds.left),
    }));
    const several = saw.filter((one) => there(one.sessionId).length > 1);
    return of(several, (one) => !tellNearlyTheSame(one.report, one.zoom), (one) => `${one.sessionId}: ${told(one.report)}; in Zoom ${told(one.zoom)}`); // prettier-ignore
  },
  "a password that went out is changed within a minute of its end": ({ secrets, sessions, passwordChanges, calmAt }) => {
    const over = new Map(sessions.map((s) => [s.id, endDue(s)]));
    const inCalm = secrets.filter(({ until }) => calmAt !== null && until > calmAt);
    const by = ({ sessionId, until }: Secret): number => Math.max(over.get(sessionId) ?? 0, until, settledAfter(sessions, sessionId)) + minutes(1);
    return of(inCalm, (one) => !passwordChanges.some(({ to, at }) => to === one.user && at > one.at && at <= by(one)), (one) => `${one.sessionId} until ${iso(one.until)}`); // prettier-ignore
  },
  "what is reserved is what the session says": ({ sessions }) => of(sessions, (s) => s.status === "placed" && s.hostId === null, (s) => s.id), // prettier-ignore
  "nothing surprised": ({ surprises, sessions }) => ({ stakes: sessions.length, wrong: surprises.filter((text) => !/Connection terminated/.test(text)) }),
};

/** Who was registered; a guest who came back has two rows in a report, for nobody is matched by a name, and who was taken off the list is a guest. Of an organizer who was alone Zoom makes no report. */
const known = (all: Presence[], left: ReadonlyMap<string, unknown>): Presence[] => all.filter(({ who }) => who.includes("@") && !left.has(who));
/** The end of a meeting that Bedel ended is told by the clock of the process that did, until Zoom tells it. */
const tellNearlyTheSame = (a: readonly Presence[], b: readonly Presence[]): boolean =>
  a.length === b.length && a.every((one, i) => one.who === b[i]!.who && Math.abs(one.from - b[i]!.from) <= APART && Math.abs(one.to - b[i]!.to) <= APART);
const told = (all: Presence[]): string => all.map(({ who, from, to }) => `${who} ${iso(from)} to ${iso(to)}`).join(", ");

export const PROMISE_NAMES = [...Object.keys(ALWAYS), ...Object.keys(AT_REST), FORGOTTEN];

const linkTold = new Set(["sent", "ambiguous", "failed"]);

function links({ sessions, attendees, deliveries, arrived }: Sight): Verdict {
  const held = new Map(sessions.filter((s) => s.status === "placed" && s.steps.sendLinks.is === "done").map((s) => [s.id, s]));
  const due = attendees.filter((a) => held.has(a.sessionId) && a.addedAt < held.get(a.sessionId)!.time.end);
  const theirs = Map.groupBy(deliveries.filter((d) => d.kind === "link"), (d) => d.attendeeId); // prettier-ignore
  const came = new Set(arrived.map(({ messageId }) => messageId.replace(/@.*$/, "")));
  return of(
    due,
    (a) => !(theirs.get(a.id) ?? []).some((d) => linkTold.has(d.state) && (d.state !== "sent" || came.has(d.id))),
    (a) => `${a.email} of ${a.sessionId}: ${(theirs.get(a.id) ?? []).map((d) => d.state).join()}`,
  );
}

/** The broken ones, with what is wrong; each adds to what was at stake. */
export function broken(promises: Promises, sight: Sight, staked: (promise: string, many: number) => void): string[] {
  return Object.entries(promises).flatMap(([name, look]) => {
    const { stakes, wrong } = look(sight);
    staked(name, stakes);
    return wrong.length === 0 ? [] : [`${name}: ${wrong.slice(0, 5).map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("; ")}`]; // prettier-ignore
  });
}
