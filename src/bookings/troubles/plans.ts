import { latest, minutes, seconds, after, type Duration, type Instant } from "../../lib/time.ts";
import { isOnZoom } from "../type.ts";
import { plansOf, type HostKnown, type HouseKnown, type Plans, type PlansOf } from "./known.ts";
import type { Offered } from "./trouble.ts";

/** With what Zoom and this server take, a meeting that somebody plans by hand is known within a minute. */
const WHILE_ASKED = seconds(45);
/** Whoever has just looked at the page looks again, or books. */
export const ASKED_LATELY = minutes(10);
/** What can't be read is tried again so soon: Zoom may be there again. */
const AFTER_FAILURE = minutes(1);

type Type = Offered & { hostIds: readonly string[]; askedAt: Instant | null };

/** Whose plans are to be read now, and by which connection: everybody's who can be booked, the default host's who makes the meetings, and those of rooms. */
export function plansDue(types: readonly Type[], hosts: readonly HostKnown[], house: HouseKnown, now: Instant): PlansOf[] {
  const byId = new Map(hosts.map((host) => [host.memberId, host]));
  const wanted = new Map<string, { plans: PlansOf; every: Duration }>();
  const want = (plans: PlansOf | null, every: Duration): void => {
    if (plans === null || !plans.isServed) return;
    const before = wanted.get(plans.hostId)?.every ?? every;
    wanted.set(plans.hostId, { plans, every: Math.min(before, every) });
  };
  for (const type of types) {
    const every = readEvery(type, now);
    for (const id of type.hostIds) {
      const host = byId.get(id);
      if (host !== undefined && !host.hasLeft) want(plansOf(host, house), every);
    }
    if (isOnZoom(type) && type.source === "default host") want(defaultPlans(house), every);
    if (isOnZoom(type) && type.source === "pool") for (const room of house.rooms) want(byInstitution(room, house), every);
  }
  return [...wanted.values()].filter(({ plans, every }) => isDue(plans, every, now)).map(({ plans }) => plans);
}

export const defaultPlans = ({ connection, defaultHost }: HouseKnown): PlansOf | null =>
  defaultHost === null || defaultHost.status !== "active" ? null : byInstitution(defaultHost.plans, { connection });

const byInstitution = (plans: Plans, { connection }: Pick<HouseKnown, "connection">): PlansOf => ({
  ...plans,
  via: null,
  isServed: connection?.state === "connected" || connection?.state === "unreachable",
});

/** So that what was read last is never too old to be shown, though two readings fail. */
function readEvery({ staleMinutes, askedAt }: Type, now: Instant): Duration {
  const seldom = minutes(staleMinutes) / 3;
  return askedAt !== null && now < after(askedAt, ASKED_LATELY) ? Math.min(seldom, WHILE_ASKED) : seldom;
}

function isDue({ readAt, failedAt, triedAt }: PlansOf, every: Duration, now: Instant): boolean {
  const last = latest([readAt, triedAt].filter((one) => one !== null));
  return last === null || after(last, failedAt === null ? every : Math.min(every, AFTER_FAILURE)) <= now;
}
