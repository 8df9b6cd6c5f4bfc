import { refuse, type Answer } from "./answer.ts";
import { account, count, counted, utcDay, type World } from "./world.ts";
import type { Plan } from "./account.ts";

export type Label = "Light" | "Medium" | "Heavy" | "Resource-intensive";

/** Calls a second, for each account and label; all apps of the account share them. */
const A_SECOND: Record<Plan, Record<Label, number>> = {
  free: { Light: 4, Medium: 2, Heavy: 1, "Resource-intensive": 1 },
  pro: { Light: 30, Medium: 20, Heavy: 10, "Resource-intensive": 1 },
  business: { Light: 80, Medium: 60, Heavy: 40, "Resource-intensive": 1 },
  education: { Light: 80, Medium: 60, Heavy: 40, "Resource-intensive": 1 },
};

/** Calls a day; paid plans have a ceiling for heavy calls only. */
const A_DAY: Record<Plan, Partial<Record<Label, number>>> = {
  free: { Light: 6000, Medium: 2000, Heavy: 1000 },
  pro: { Heavy: 30_000 },
  business: { Heavy: 60_000 },
  education: { Heavy: 60_000 },
};

const CREATES_AND_UPDATES_A_DAY = 100;
const REGISTRATIONS_A_DAY = 3;
const STATUS_CHANGES_A_DAY = 10;

export type Admission = { refusal: Answer | null; headers: Record<string, string> };

/** Whether the account may make one more call of this label; a refused one costs nothing. */
export function admit(world: World, label: Label): Admission {
  const { plan } = account(world);
  const machine = world.options.machine();
  const recent = (world.recent.get(label) ?? []).filter((when) => when > machine - 1000);
  world.recent.set(label, recent);
  const limit = A_SECOND[plan][label];
  if (recent.length >= limit) {
    const headers = { ...headersOf(world, label, limit, 0), "x-ratelimit-type": "QPS" };
    return { refusal: { ...refuse(429, 429, "You have reached the maximum per-second rate limit for this API. Try again later."), headers }, headers };
  }
  const daily = overDaily(world, plan, label);
  if (daily !== null) return { refusal: daily, headers: {} };
  recent.push(machine);
  return { refusal: null, headers: headersOf(world, label, limit, limit - recent.length) };
}

function headersOf(world: World, label: Label, limit: number, remaining: number): Record<string, string> {
  if (account(world).limitHeaders === "sparse") return { "x-ratelimit-category": label };
  return { "x-ratelimit-category": label, "x-ratelimit-type": "QPS", "x-ratelimit-limit": String(limit), "x-ratelimit-remaining": String(remaining) };
}

function overDaily(world: World, plan: Plan, label: Label): Answer | null {
  const limit = A_DAY[plan][label];
  if (limit === undefined) return null;
  const name = `calls ${label} ${utcDay(world.at)}`;
  if (counted(world, name) < limit) {
    count(world, name);
    return null;
  }
  const message = "You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.";
  const headers = { "x-ratelimit-category": label, "x-ratelimit-type": "Daily-limit", "retry-after": `${nextUtcDay(world)}T00:00:00Z` };
  return { ...refuse(429, 429, message), headers };
}

const nextUtcDay = (world: World): string => new Date(world.at + 86_400_000).toISOString().slice(0, 10);

/** Creating and updating meetings and webinars share one hundred a day for each host. The answer looks as if nothing were used up. */
export function overHostDay(world: World, hostId: string): Answer | null {
  const name = `host ${hostId} ${utcDay(world.at)}`;
  if (counted(world, name) >= CREATES_AND_UPDATES_A_DAY) {
    return refuse(
      429,
      429,
      `You have exceeded the daily rate limit (${CREATES_AND_UPDATES_A_DAY}) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.`,
    );
  }
  count(world, name);
  return null;
}

export function overRegistrantDay(world: World, kind: string, meetingId: number, email: string): Answer | null {
  const name = `registrant ${meetingId} ${email.toLowerCase()} ${utcDay(world.at)}`;
  if (counted(world, name) < REGISTRATIONS_A_DAY) {
    count(world, name);
    return null;
  }
  const message = `You have exceeded the daily rate limit of (${REGISTRATIONS_A_DAY}) for Add a ${kind} registrant API requests for the registrant (${email}). You can resume these API requests at GMT 00:00:00.`;
  return refuse(429, 429, message);
}

export function overStatusDay(world: World, kind: string, registrantId: string): Answer | null {
  const name = `registrant status ${registrantId} ${utcDay(world.at)}`;
  if (counted(world, name) < STATUS_CHANGES_A_DAY) {
    count(world, name);
    return null;
  }
  return refuse(
    429,
    429,
    `You have exceeded the daily rate limit of (${STATUS_CHANGES_A_DAY}) for ${kind} Update registrant's status API requests for the registrant`,
  );
}
