import { after, before, days, instant, iso, minutes, type Instant } from "../../../src/lib/time.ts";
import type { Session } from "../../../src/sessions/session.ts";
import { inZoom } from "../../counting/attendance.ts";
import type { Sight } from "../sight.ts";
import { APART, isOurs, of, type Promises } from "./promise.ts";

/** Clocks of two processes are at most so far apart, and each thing that is due is looked for every few seconds. */
const SOON = minutes(2) + APART;
/** Said here once more, so that a mistake in the product's own table is seen. */
const WARNING = minutes(10);

/** By then a process runs again wherever the last had died, and an administrator has had tried again what gave up. */
const RECOVERS_WITHIN = minutes(31);

/** Since when nothing was done with it, and nothing stood in its way. Null: it began before. */
function quietSince({ calmAt, audit }: Sight, s: Session): Instant | null {
  const quietAt = calmAt === null ? null : after(calmAt, RECOVERS_WITHIN);
  if (quietAt === null || s.time.start < after(quietAt, SOON)) return null;
  return Math.max(quietAt, s.askedAt, ...audit.filter(({ sessionId }) => sessionId === s.id).map(({ at }) => at)) as Instant;
}

/** Sessions that were held in quiet. */
const held = (sight: Sight): { s: Session; since: Instant }[] =>
  sight.sessions.flatMap((s) => {
    const since = quietSince(sight, s);
    return s.status !== "placed" || since === null ? [] : [{ s, since }];
  });

const isDayUsedUp = ({ steps: { generate }, time }: Session): boolean =>
  generate?.is === "failed" && generate.because === "spent" && Math.floor(generate.at / days(1)) === Math.floor(time.end / days(1));

const latest = (...moments: Instant[]): Instant => Math.max(...moments) as Instant;

/** When each mail came first, with what it is about. */
function mailsOf({ deliveries, arrived }: Sight): { sessionId: string | null; attendeeId: string | null; kind: string; at: Instant }[] {
  const came = new Map<string, Instant>();
  for (const { messageId, at } of arrived.toSorted((a, b) => b.at - a.at)) came.set(messageId.replace(/@.*$/, ""), at);
  return deliveries.flatMap(({ id, sessionId, attendeeId, kind }) => (came.has(id) ? [{ sessionId, attendeeId, kind, at: came.get(id)! }] : []));
}

/** Of sessions that begin once the storm is over: nothing excuses that something comes late, or that it isn't so. */
export const IN_TIME: Promises = {
  "a meeting is there before its session begins": (sight) => {
    const made = new Map(sight.meetings.filter((m) => m.deletedAt === null).map((m) => [isOurs(m.agenda), instant(m.createdAt)]));
    const isLate = ({ s, since }: { s: Session; since: Instant }): boolean => {
      const at = made.get(s.id);
      const by = after(latest(before(s.time.start, s.policy.credentialLead), since), SOON);
      // Where Zoom takes no more changes of a host on a day, as soon as the next begins; of one that is over by then it is said that the day was used up.
      return at === undefined ? !isDayUsedUp(s) : at > by && at % days(1) > SOON;
    };
    return of(held(sight), isLate, ({ s }) => s.id);
  },
  "Zoom holds what the session says": (sight) => {
    const byId = new Map(sight.meetings.filter((m) => m.deletedAt === null).map((m) => [isOurs(m.agenda), m]));
    const differs = ({ s }: { s: Session }): boolean => {
      const m = byId.get(s.id);
      if (isDayUsedUp(s)) return false; // the change is told as not done
      return m !== undefined && (m.topic !== s.title || instant(m.startAt) !== s.time.start || m.duration * minutes(1) !== s.time.end - s.time.start);
    };
    return of(held(sight), differs, ({ s }) => `${s.id} ${s.title} ${iso(s.time.start)} to ${iso(s.time.end)}; in Zoom ${JSON.stringify({ ...byId.get(s.id), agenda: undefined, settings: undefined, instances: undefined })}`); // prettier-ignore
  },
  "its organizer can open the room in time": (sight) => {
    const mails = mailsOf(sight).filter(({ kind }) => kind === "credentials" || kind === "start_link");
    const inRooms = held(sight).filter(({ s }) => s.source === "pool");
    const isLate = ({ s, since }: { s: Session; since: Instant }): boolean =>
      !mails.some((m) => m.sessionId === s.id && m.at <= after(latest(before(s.time.start, s.policy.credentialLead), since), SOON));
    return of(inRooms, isLate, ({ s }) => `${s.id} ${s.steps.handOver.is}`);
  },
  "everybody has the link in time": (sight) => {
    const links = Map.groupBy(mailsOf(sight).filter(({ kind }) => kind === "link"), ({ attendeeId }) => attendeeId); // prettier-ignore
    const failed = new Set(sight.deliveries.filter(({ state }) => state === "failed").map(({ attendeeId }) => attendeeId));
    const due = held(sight).flatMap(({ s, since }) => (s.bookingId === null ? sight.attendees.filter((a) => a.sessionId === s.id && a.addedAt < s.time.end && !failed.has(a.id)).map((a) => ({ a, s, since })) : [])); // prettier-ignore
    const isLate = ({ a, s, since }: (typeof due)[number]): boolean =>
      !(links.get(a.id) ?? []).some((m) => m.at <= after(latest(before(s.time.start, s.policy.linkLead), since, a.addedAt), SOON));
    return of(due, isLate, ({ a, s }) => `${a.email} of ${s.id}`);
  },
  "whoever holds a session is warned before its end": (sight) => {
    const warned = new Map(mailsOf(sight).flatMap((m) => (m.kind === "warn" ? [[m.sessionId, m.at] as const] : [])));
    const due = held(sight).filter(({ s }) => s.steps.warn.is === "done");
    const isWrong = ({ s }: { s: Session }): boolean => {
      const at = warned.get(s.id);
      return (
        at === undefined ||
        at < latest(before(s.time.end, WARNING + SOON), before(s.time.start, SOON)) ||
        at > after(before(s.time.end, WARNING), SOON + minutes(5))
      );
    };
    return of(due, isWrong, ({ s }) => `${s.id} to ${iso(s.time.end)}: ${warned.has(s.id) ? iso(warned.get(s.id)!) : "never"}`);
  },
  "a room is left when its time is over": (sight) => {
    const ran = new Map(sight.meetings.map((m) => [isOurs(m.agenda), m.instances]));
    const inRooms = held(sight).filter(({ s }) => s.source === "pool");
    const by = (s: Session): Instant => after(s.time.end, s.policy.courtesy);
    const isOn = ({ s }: { s: Session }): boolean => (ran.get(s.id) ?? []).some((i) => instant(i.startedAt) < by(s) && (i.endedAt === null || instant(i.endedAt) > after(by(s), SOON))); // prettier-ignore
    return of(inRooms, isOn, ({ s }) => `${s.id} to ${iso(s.time.end)}: ${JSON.stringify(ran.get(s.id))}`);
  },
  "who was there stands in a report": (sight) => {
    const told = new Set(sight.reports.map(({ sessionId }) => sessionId));
    const met = held(sight).filter(({ s }) => inZoom(sight.zoom, s.id).length > 1);
    return of(met, ({ s }) => !told.has(s.id), ({ s }) => `${s.id} report ${JSON.stringify(s.steps.report)}`); // prettier-ignore
  },
};
