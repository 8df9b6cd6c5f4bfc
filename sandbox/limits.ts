import { refuse, type Answer } from "./answer.ts";
import type { Account, HostDayCall, Plan } from "./account.ts";
import { COUNTERS, type Counter, type Limit } from "./counting.ts";
import { account, count, counted, utcDay, type World } from "./world.ts";

export type Label = "Light" | "Medium" | "Heavy" | "Resource-intensive";

const aSecond = (calls: number): Limit => ({ calls, ms: 1000 });
const aMinute = (calls: number): Limit => ({ calls, ms: 60_000 });
const BUSINESS = { Light: aSecond(80), Medium: aSecond(60), Heavy: aSecond(40), "Resource-intensive": aMinute(20) };

/** How often, for each account and label; all apps of the account share them. https://developers.zoom.us/docs/api/rate-limits/, read 2026-11-22. */
const HOW_OFTEN: Record<Plan, Record<Label, Limit>> = {
  free: { Light: aSecond(4), Medium: aSecond(2), Heavy: aSecond(1), "Resource-intensive": aMinute(10) },
  pro: { Light: aSecond(30), Medium: aSecond(20), Heavy: aSecond(10), "Resource-intensive": aMinute(10) },
  business: BUSINESS,
  education: BUSINESS,
};

type Daily = { labels: Label[]; calls: number };
const costly = (calls: number): Daily[] => [{ labels: ["Heavy", "Resource-intensive"], calls }];

/** Calls a day. Paid plans have one ceiling, for everything costly together. */
const A_DAY: Record<Plan, Daily[]> = {
  free: [
    { labels: ["Light"], calls: 6000 },
    { labels: ["Medium"], calls: 2000 },
    { labels: ["Heavy"], calls: 1000 },
    { labels: ["Resource-intensive"], calls: 30_000 },
  ],
  pro: costly(30_000),
  business: costly(60_000),
  education: costly(60_000),
};

const CREATES_AND_UPDATES_A_DAY = 100;
const REGISTRATIONS_A_DAY = 3;
const STATUS_CHANGES_A_DAY = 10;

export type Admission = { refusal: Answer | null; headers: Record<string, string> };

/** Whether the account may make one more call of this label; a refused one costs nothing. */
export function admit(world: World, label: Label): Admission {
  const { plan, limitHeaders } = account(world);
  const machine = world.options.machine();
  const limit = HOW_OFTEN[plan][label];
  const counter = counterOf(world, label);
  const left = counter.left(machine, limit);
  if (left <= 0) return { refusal: tooOften(label, limit, limitHeaders), headers: {} };
  const daily = A_DAY[plan].find(({ labels }) => labels.includes(label));
  if (daily !== undefined && !takeOne(world, `calls ${daily.labels.join("+")}`, daily.calls)) {
    return { refusal: tooManyToday(world, label, daily.calls, limitHeaders), headers: {} };
  }
  counter.take(machine);
  return { refusal: null, headers: headersOf(label, limit, left - 1, limitHeaders) };
}

function counterOf(world: World, label: Label): Counter {
  const { limitBy } = account(world);
  const name = `${limitBy}, ${label}`;
  const known = world.counters.get(name);
  if (known !== undefined) return known;
  const counter = COUNTERS[limitBy]();
  world.counters.set(name, counter);
  return counter;
}

/** Uses up one of so many until midnight UTC, unless none is left. */
function takeOne(world: World, what: string, aDay: number): boolean {
  const name = `${what} ${utcDay(world.at)}`;
  if (counted(world, name) >= aDay) return false;
  count(world, name);
  return true;
}

/** A real account told the category and nothing else when it was measured on 2026-10-05; others saw more. */
function headersOf(label: Label, { calls }: Limit, remaining: number, how: Account["limitHeaders"]): Record<string, string> {
  if (how === "sparse") return { "x-ratelimit-category": label };
  return { "x-ratelimit-category": label, "x-ratelimit-limit": String(calls), "x-ratelimit-remaining": String(remaining) };
}

function tooOften(label: Label, limit: Limit, how: Account["limitHeaders"]): Answer {
  const headers = { ...headersOf(label, limit, 0, how), ...(how === "rich" ? { "x-ratelimit-type": "QPS" } : {}) };
  return { ...refuse(429, 429, "You have reached the maximum per-second rate limit for this API. Try again later."), headers };
}

/** `Retry-After` is a date here, which the text promises: also where headers are sparse. */
function tooManyToday(world: World, label: Label, calls: number, how: Account["limitHeaders"]): Answer {
  const message = "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.";
  const tomorrow = `${new Date(world.at + 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
  const headers = { ...headersOf(label, { calls, ms: 86_400_000 }, 0, how), "x-ratelimit-type": "Daily-limit", "retry-after": tomorrow };
  return { ...refuse(429, 429, message), headers };
}

/** The refusal as it would be were this limit reached, ordered as a fault. Of the three, only the host's day looks as if calls were left. */
export function asIfReached(world: World, label: Label, which: "second" | "day" | "host day", how: Account["limitHeaders"]): Answer {
  const limit = HOW_OFTEN[account(world).plan][label];
  if (which === "day") return tooManyToday(world, label, A_DAY[account(world).plan].find(({ labels }) => labels.includes(label))?.calls ?? 0, how);
  return which === "second" ? tooOften(label, limit, how) : { ...hostDayIsOver(), headers: headersOf(label, limit, limit.calls - 1, how) };
}

const hostDayIsOver = (): Answer =>
  refuse(
    429,
    429,
    `You have exceeded the daily rate limit (${CREATES_AND_UPDATES_A_DAY}) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.`,
  );

/** Meetings and webinars share one hundred a day for each host. What is refused, for this or for another reason, does not count. */
export function overHostDay(world: World, hostId: string, what: HostDayCall): Answer | null {
  if (!account(world).hostDayCounts.includes(what)) return null;
  if (takeOne(world, `host ${hostId}`, CREATES_AND_UPDATES_A_DAY)) return null;
  count(world, `refused host ${hostId} ${utcDay(world.at)}`);
  return hostDayIsOver();
}

/** What each host's days came to, and how many calls were refused for it. */
export function hostDays(world: World): { hostId: string; day: string; changes: number; refused: number }[] {
  return [...world.counts.all()].flatMap(({ name, count: changes }) => {
    const [, hostId, day] = /^host (.+) (\d{4}-\d\d-\d\d)$/.exec(name) ?? [];
    return hostId === undefined || day === undefined ? [] : [{ hostId, day, changes, refused: counted(world, `refused ${name}`) }];
  });
}

export function overRegistrantDay(world: World, kind: string, meetingId: number, email: string): Answer | null {
  const where = account(world).registrantDay === "per meeting" ? `${meetingId} ` : "";
  if (takeOne(world, `registrant ${where}${email.toLowerCase()}`, REGISTRATIONS_A_DAY)) return null;
  const message = `You have exceeded the daily rate limit of (${REGISTRATIONS_A_DAY}) for Add a ${kind} registrant API requests for the registrant (${email}). You can resume these API requests at GMT 00:00:00.`;
  return refuse(429, 429, message);
}

export function overStatusDay(world: World, kind: string, registrantId: string): Answer | null {
  if (takeOne(world, `registrant status ${registrantId}`, STATUS_CHANGES_A_DAY)) return null;
  return refuse(
    429,
    429,
    `You have exceeded the daily rate limit of (${STATUS_CHANGES_A_DAY}) for ${kind} Update registrant's status API requests for the registrant`,
  );
}
