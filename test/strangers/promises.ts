import { sql } from "../../src/platform/database.ts";
import type { House, Offered } from "./house.ts";
import type { Answered } from "./stranger.ts";

/** Of a host, in milliseconds; buffers included. */
type Taken = { host: string; start: number; end: number; booking: string; meeting: Meeting };
type Meeting = { start: number; end: number };

/** What was promised and is not so, one line each. Reckoned from who was answered what, apart from what the server reckons by. */
export async function brokenPromises(house: House, answered: readonly Answered[]): Promise<string[]> {
  const taken = await takenIn(house);
  const booked = answered.filter(({ status }) => status === 201);
  return [
    ...answers(answered),
    ...(await kept(house, booked)),
    ...twice(taken),
    ...tooMany(house, taken),
    ...stillFree(house, answered, taken),
    ...(await inZoom(house)),
    ...(await mailed(house, booked)),
    ...(house.complaints() === "" ? [] : [`the servers complained: ${house.complaints().slice(0, 2000)}`]),
  ];
}

/** Everybody has what they wanted, or is told so with other times. */
function answers(answered: readonly Answered[]): string[] {
  const isClear = ({ status, body }: Answered): boolean =>
    status === 201 || (status === 409 && body.because === "time_taken" && (body.nearest?.length ?? 0) > 0);
  return answered.filter((one) => !isClear(one)).map(({ n, status, body }) => `stranger ${n} was answered ${status} ${JSON.stringify(body).slice(0, 200)}`);
}

/** What was said to be booked is, and nothing else. */
async function kept({ db }: House, booked: readonly Answered[]): Promise<string[]> {
  const rows = await db.list((r) => ({ id: String(r["id"]), start: Number(r["starts"]), email: String(r["email"]) }), sql`select id, email, extract(epoch from starts_at) * 1000 as starts from bookings where status = 'booked'`); // prettier-ignore
  const byId = new Map(rows.map((row) => [row.id, row]));
  const lost = booked.filter(({ id, start, email }) => byId.get(id)?.start !== Date.parse(start) || byId.get(id)?.email !== email);
  return [
    ...lost.map(({ n }) => `stranger ${n} was told of a booking that is not so`),
    ...(rows.length === booked.length ? [] : [`${rows.length} bookings, of which ${booked.length} were told`]),
  ];
}

async function takenIn({ db }: House): Promise<Taken[]> {
  return db.list(
    (r) => ({
      host: String(r["member_id"]),
      start: Number(r["start"]),
      end: Number(r["end"]),
      booking: String(r["id"]),
      meeting: { start: Number(r["begins"]), end: Number(r["ends"]) },
    }),
    sql`select h.member_id, b.id, extract(epoch from b.starts_at) * 1000 as begins, extract(epoch from b.ends_at) * 1000 as ends, (extract(epoch from b.starts_at) - 60 * b.buffer_before) * 1000 as start, (extract(epoch from b.ends_at) + 60 * b.buffer_after) * 1000 as "end"
      from bookings b join booking_hosts h using (institution_id) where h.booking_id = b.id and b.status = 'booked'`,
  );
}

function twice(taken: readonly Taken[]): string[] {
  const broken: string[] = [];
  for (const [n, one] of taken.entries())
    for (const other of taken.slice(n + 1))
      if (one.host === other.host && one.start < other.end && other.start < one.end)
        broken.push(`host ${one.host} is taken twice: ${one.booking}, ${other.booking}`);
  return broken;
}

/** The Zoom user who hosts for all holds so many meetings at once, and no more. */
const AT_ONCE = 2;

const meetingsIn = (taken: readonly Taken[]): Meeting[] => [...new Map(taken.map(({ booking, meeting }) => [booking, meeting])).values()];

/** Of those that run within a time. */
function mostAtOnce(meetings: readonly Meeting[], from: number, to: number): number {
  const within = meetings.filter(({ start, end }) => start < to && from < end);
  return Math.max(0, ...within.map(({ start }) => within.filter((one) => one.start <= Math.max(start, from) && Math.max(start, from) < one.end).length));
}

function tooMany(house: House, taken: readonly Taken[]): string[] {
  if (house.source !== "default host") return [];
  const most = mostAtOnce(meetingsIn(taken), 0, Infinity);
  return most <= AT_ONCE ? [] : [`one Zoom user has ${most} meetings at once`];
}

/** As many as fit: whoever was sent away wanted a time that has gone. */
function stillFree(house: House, answered: readonly Answered[], taken: readonly Taken[]): string[] {
  const meetings = meetingsIn(taken);
  const byHost = Map.groupBy(taken, ({ host }) => host);
  const isFree = (type: Offered, start: number, minutes: number): boolean => {
    const [from, to] = [start - type.bufferBefore * 60_000, start + (minutes + type.bufferAfter) * 60_000];
    const free = type.hostIds.filter((host) => !(byHost.get(host) ?? []).some((one) => one.start < to && from < one.end));
    if (house.source === "default host" && mostAtOnce(meetings, start, start + minutes * 60_000) >= AT_ONCE) return false;
    return type.hosting === "together" ? free.length === type.hostIds.length : free.length > 0;
  };
  return answered
    .filter(({ status, type, start, minutes }) => status !== 201 && isFree(type, Date.parse(start), minutes))
    .map(({ n, type, start }) => `stranger ${n} was sent away, and ${type.name} is free at ${start}`);
}

/** Zoom takes a hundred changes of one user in a day, of which Bedel plans with eighty: of the default host's meetings the others wait for a later day, which their page says. */
const PLANNED = 80;

async function inZoom({ db, zoom, source }: House): Promise<string[]> {
  const sessions = await db.list(
    (r) => ({ id: String(r["id"]), waits: r["waits"] === true }),
    sql`select id, steps -> 'generate' ->> 'note' = 'waits_for_day' as waits from sessions where booking_id is not null and status = 'placed'`,
  );
  const bookings = (await db.one((r) => Number(r["n"]), sql`select count(*) as n from bookings where status = 'booked'`))!;
  const meetings = (await zoom()).meetings.filter(({ deletedAt }) => deletedAt === null);
  const isPostponed = source === "default host" && meetings.length >= PLANNED ? ({ waits }: { waits: boolean }): boolean => waits : () => false;
  const counted = sessions.map((one) => ({ ...one, count: meetings.filter(({ agenda }) => agenda.includes(one.id)).length, due: isPostponed(one) ? 0 : 1 }));
  const due = counted.reduce((all, one) => all + one.due, 0);
  return [
    ...(sessions.length === bookings ? [] : [`${bookings} bookings have ${sessions.length} sessions`]),
    ...(meetings.length === due ? [] : [`${due} bookings are due by now, and ${meetings.length} meetings are in Zoom`]),
    ...counted.flatMap(({ id, count, due }) => (count === due ? [] : [`session ${id} has ${count} meetings in Zoom in place of ${due}`])),
  ];
}

/** One mail to whoever booked, and one to each host. */
async function mailed({ mailbox, db, hosts }: House, booked: readonly Answered[]): Promise<string[]> {
  const got = new Map<string, number>();
  for (let n = 1, mail = mailbox.read("1"); mail !== null; mail = mailbox.read(String((n += 1)))) {
    const to = (/<([^>]+)>/.exec(mail.to)?.[1] ?? mail.to).toLowerCase();
    got.set(to, (got.get(to) ?? 0) + 1);
  }
  const due = new Map(booked.map(({ email }) => [email, 1]));
  const hosted = await db.list((r) => [String(r["id"]), Number(r["n"])] as const, sql`select member_id as id, count(*) as n from booking_hosts group by 1`);
  for (const [id, n] of hosted) due.set(hosts.find((one) => one.id === id)!.email, n);
  const people = [...new Set([...got.keys(), ...due.keys()])].filter((one) => one.startsWith("stranger") || hosts.some(({ email }) => email === one));
  return people
    .filter((one) => (got.get(one) ?? 0) !== (due.get(one) ?? 0))
    .map((one) => `${one} got ${got.get(one) ?? 0} mails instead of ${due.get(one) ?? 0}`);
}
