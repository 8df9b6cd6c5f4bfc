import type { Instant } from "../../src/lib/time.ts";
import { sql, type Tx } from "../../src/platform/database.ts";
import type { TestWorld } from "../../test/world.ts";
import { linkKey, type Post } from "./post.ts";
import { ON_THE_DAY, THE_DAY, ZONE, ZOOM_IS_AWAY, type Planned } from "./timetable.ts";
import { TUTOR } from "./house.ts";

/** What is looked at when the semester is over: the timetable, Zoom's own records, the mail server's, and Bedel's tables. */
export type Sight = {
  timetable: readonly Planned[];
  meetings: Seen[];
  hostDays: { hostId: string; day: string; changes: number; refused: number }[];
  links: Post["links"];
  /** What the courses' pages said beforehand, by title and start. */
  postponed: ReadonlyMap<string, string>;
  counted: { dates: number; overlaps: number; aside: number; strays: number; undone: number; unmailed: number };
  surprises: readonly string[];
};
type Seen = { id: number; topic: string; hostId: string; startAt: string; createdAt: string; deletedAt: string | null };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Back from an absence, Zoom is asked anew within this time. */
const FOUND_AGAIN = 5 * MINUTE;

/** Each answers with what is wrong. */
export const PROMISES: Record<string, (s: Sight) => string[]> = {
  "every date has its reservation, or its host": ({ timetable, counted }) => {
    const wanted = timetable.reduce((sum, { slots }) => sum + slots.length, 0);
    return counted.dates === wanted ? [] : [`${counted.dates} of ${wanted}`];
  },
  "every date has one meeting in Zoom, and nothing else is there": ({ timetable, meetings }) => {
    const wanted = timetable.flatMap((course) => course.slots.map(({ start }) => keyOf(course.title, start)));
    return differences(wanted, meetings.map(({ topic, startAt }) => keyOf(topic, Date.parse(startAt)))); // prettier-ignore
  },
  "nothing was made in Zoom to be removed again": ({ meetings }) => meetings.filter(({ deletedAt }) => deletedAt !== null).map(describe),
  "a meeting is made 24 hours before; later only when Zoom was away or the host's day was full": ({ meetings, postponed }) =>
    meetings.filter((meeting) => !isMadeInTime(meeting, postponed)).map(describe),
  "everybody has the link to every date between 15 and 14 minutes before, once": ({ timetable, links }) =>
    timetable.flatMap((course) => course.people.flatMap((to) => wrongLinks(course, to, links.get(linkKey(to, course.title)) ?? []))),
  "nobody else has a link": ({ timetable, links }) => {
    const known = new Set(timetable.flatMap(({ title, people }) => people.map((to) => linkKey(to, title))));
    return [...links.keys()].filter((key) => !known.has(key));
  },
  "no host has more than a hundred changes in a day, and Zoom never refused one": ({ hostDays }) =>
    hostDays.filter(({ changes, refused }) => changes > 100 || refused > 0).map((day) => JSON.stringify(day)),
  "what the clock on the wall shows stays": ({ timetable, meetings }) => {
    const byTitle = Map.groupBy(meetings, ({ topic }) => topic);
    return timetable.flatMap(({ title, slots }) =>
      differences(slots.map(({ wall }) => wall), (byTitle.get(title) ?? []).map(({ startAt }) => wallIn(startAt))).map((wrong) => `${title} ${wrong}`)); // prettier-ignore
  },
  "of 130 meetings of one host in a day the pages named the 50 that come a day later, and so they came": ({ meetings, postponed, hostDays }) => {
    const before = new Date(Date.parse(THE_DAY) - DAY).toISOString().slice(0, 10);
    const changes = (day: string): number => hostDays.find((one) => one.hostId === TUTOR && one.day === day)?.changes ?? 0;
    const later = meetings.filter(({ hostId, createdAt }) => hostId === TUTOR && createdAt.startsWith(THE_DAY));
    return [
      ...(changes(before) + changes(THE_DAY) === ON_THE_DAY ? [] : [`${changes(before)} and ${changes(THE_DAY)} changes`]),
      ...([...postponed.values()].every((day) => day === THE_DAY) ? [] : [`named other days: ${[...new Set(postponed.values())].join(", ")}`]),
      ...(postponed.size === 50 ? [] : [`named ${postponed.size}`]),
      ...differences([...postponed.keys()], later.map(({ topic, startAt }) => keyOf(topic, Date.parse(startAt)))), // prettier-ignore
    ];
  },
  "reservations do not overlap": ({ counted }) => none(counted.overlaps),
  "no session is set aside": ({ counted }) => none(counted.aside),
  "no session knows of a stray meeting": ({ counted }) => none(counted.strays),
  "nothing is left to be done or mailed": ({ counted }) => none(counted.undone + counted.unmailed),
  "nothing surprised": ({ surprises }) => [...surprises],
};

const none = (many: number): string[] => (many === 0 ? [] : [String(many)]);
const keyOf = (title: string, start: number): string => `${title} ${new Date(start).toISOString()}`;
const describe = (meeting: Seen): string => `${meeting.topic} ${meeting.startAt} made ${meeting.createdAt}`;

/** What is missing, and what is too much; each as often as it is. */
function differences(wanted: readonly string[], found: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const key of found) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const key of wanted) counts.set(key, (counts.get(key) ?? 0) - 1);
  return [...counts].flatMap(([key, n]) => (n === 0 ? [] : [`${key}: ${n > 0 ? `${n} too many` : `${-n} missing`}`]));
}

function isMadeInTime({ topic, startAt, createdAt }: Seen, postponed: Sight["postponed"]): boolean {
  const [start, made] = [Date.parse(startAt), Date.parse(createdAt)];
  if (made >= start) return false;
  const due = start - DAY;
  const later = postponed.get(keyOf(topic, start));
  if (later !== undefined) return createdAt.startsWith(later) && made - Date.parse(later) < MINUTE;
  const isAway = ZOOM_IS_AWAY.from <= due && due < ZOOM_IS_AWAY.to;
  return isAway ? ZOOM_IS_AWAY.to <= made && made < ZOOM_IS_AWAY.to + FOUND_AGAIN : due <= made && made < due + MINUTE;
}

function wrongLinks({ title, slots }: Planned, to: string, came: readonly Instant[]): string[] {
  const wrong = slots.flatMap(({ wall, start }) => {
    const many = came.filter((at) => at >= start - 15 * MINUTE && at < start - 14 * MINUTE).length;
    return many === 1 ? [] : [`${to} for ${title} at ${wall}: ${many}`];
  });
  return came.length === slots.length ? wrong : [...wrong, `${to} for ${title}: ${came.length} of ${slots.length}`];
}

const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });
const wallIn = (moment: string): string => parts.format(Date.parse(moment)).replace(" ", "T");

export async function sightOf(w: TestWorld, more: Pick<Sight, "timetable" | "links" | "postponed">): Promise<Sight> {
  const { meetings, hostDays } = (await w.control("state")) as Pick<Sight, "meetings" | "hostDays">;
  return { ...more, meetings, hostDays, surprises: w.surprises, counted: await counted(w.db) };
}

const counted = async (tx: Tx): Promise<Sight["counted"]> =>
  (await tx.one(
    (r) => ({
      dates: Number(r["dates"]),
      overlaps: Number(r["overlaps"]),
      aside: Number(r["aside"]),
      strays: Number(r["strays"]),
      undone: Number(r["undone"]),
      unmailed: Number(r["unmailed"]),
    }),
    sql`select (select count(*) from sessions s where course_id is not null and status = 'placed' and exists
        (select from reservations r where r.institution_id = s.institution_id and r.session_id = s.id)) as dates,
      (select count(*) from reservations a join reservations b on a.institution_id = b.institution_id and a.host_id = b.host_id and a.lanes && b.lanes and a.reserved && b.reserved
        and (a.session_id, a.piece) < (b.session_id, b.piece)) as overlaps,
      (select count(*) from sessions where aside is not null) as aside,
      (select count(*) from sessions where jsonb_array_length(stray) > 0) as strays,
      (select count(*) from commands where state = 'queued') as undone,
      (select count(*) from deliveries where state in ('queued', 'sending')) as unmailed`,
  ))!;

/** The broken ones, each with how often, and some of what is wrong. */
export const broken = (sight: Sight): string[] =>
  Object.entries(PROMISES).flatMap(([name, look]) => {
    const wrong = look(sight);
    return wrong.length === 0 ? [] : [`${name}: ${wrong.length}, such as ${wrong.slice(0, 5).join("; ")}`];
  });
