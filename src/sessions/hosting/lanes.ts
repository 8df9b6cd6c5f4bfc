import { overlaps, type Interval } from "../../lib/interval.ts";
import { after, before, days, minutes, type Instant } from "../../lib/time.ts";
import type { AccountPlan, MeetingKind } from "../../zoom/port.ts";

/** Lanes of a host, numbered from 1; `to` is the first that is not taken. */
export type Lanes = { from: number; to: number };

export const ONE_LANE: Lanes = { from: 1, to: 2 };

/** What stands in the lanes of a host. */
export type Held = { id: string; kind: MeetingKind; reserved: Interval; lanes: Lanes };

/**
 * How many meetings this host may have live at once: two when licensed on Business, Education or Enterprise, else one
 * (https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0068522). Of a plan that nobody knows the least is taken.
 */
export const lanesOf = (host: { licensed: boolean; ofAnotherAccount: boolean }, plan: AccountPlan | null): number =>
  host.licensed && !host.ofAnotherAccount && plan === "business" ? 2 : 1;

/** Never two webinars at once, never a webinar beside a meeting: it takes all lanes. */
const width = (kind: MeetingKind, lanes: number): number => (kind === "webinar" ? lanes : 1);

type Wanted = { kind: MeetingKind; reserved: Interval };

/**
 * Room for one more: its lanes, and who must change lane for it, which nobody notices. Null when at some moment too many would run at once.
 * Taking them in the order of their start finds an arrangement whenever there is one.
 */
export function fitIn<H extends Held>(held: readonly H[], wanted: Wanted, lanes: number): { lanes: Lanes; changed: H[] } | null {
  const free = freeLanes(held, wanted, lanes);
  if (free !== null) return { lanes: free, changed: [] };
  const placed: { reserved: Interval; lanes: Lanes; was: H | null }[] = [];
  const all = [...connected(held, wanted).map((one) => ({ ...one, was: one as H | null })), { ...wanted, was: null }];
  for (const { kind, reserved, was } of all.toSorted((a, b) => a.reserved.start - b.reserved.start)) {
    const mine = freeLanes(placed, { kind, reserved }, lanes);
    if (mine === null) return null;
    placed.push({ reserved, lanes: mine, was });
  }
  const changed = placed.flatMap(({ was, lanes: now }) => (was === null || was.lanes.from === now.from ? [] : [{ ...was, lanes: now }]));
  return { lanes: placed.find((one) => one.was === null)!.lanes, changed };
}

function freeLanes(held: readonly Pick<Held, "reserved" | "lanes">[], wanted: Wanted, lanes: number): Lanes | null {
  const beside = held.filter((one) => overlaps(one.reserved, wanted.reserved)).map((one) => one.lanes);
  const many = width(wanted.kind, lanes);
  for (let from = 1; from + many <= lanes + 1; from += 1) {
    const mine = { from, to: from + many };
    if (!beside.some((other) => other.from < mine.to && mine.from < other.to)) return mine;
  }
  return null;
}

/** Whatever is at the same time as the wanted, or as something that is. */
function connected<H extends Held>(held: readonly H[], wanted: Wanted): H[] {
  const reached: H[] = [];
  let left = [...held];
  let edge: Interval[] = [wanted.reserved];
  while (edge.length > 0) {
    const next = left.filter((one) => edge.some((interval) => overlaps(one.reserved, interval)));
    left = left.filter((one) => !next.includes(one));
    reached.push(...next);
    edge = next.map((one) => one.reserved);
  }
  return reached;
}

const STEP = minutes(15);
const WITHIN = days(7);
const OFFERED = 3;

/** The starts nearest to the wanted one at which the host is free, the earlier first among equally near. `busy`: what is planned in Zoom beside Bedel. */
export function nearestStarts(held: readonly Held[], busy: readonly Interval[], wanted: Wanted, lanes: number, now: Instant): Instant[] {
  const length = wanted.reserved.end - wanted.reserved.start;
  const isFree = (start: Instant): boolean => {
    const reserved = { start, end: after(start, length) };
    return start >= now && !busy.some((other) => overlaps(other, reserved)) && fitIn(held, { ...wanted, reserved }, lanes) !== null;
  };
  const found: Instant[] = [];
  for (let distance = STEP; distance <= WITHIN && found.length < OFFERED; distance += STEP)
    found.push(...[before(wanted.reserved.start, distance), after(wanted.reserved.start, distance)].filter(isFree));
  return found.slice(0, OFFERED);
}

/** Why this host can't take it at any time, as a message key with its values; null when it can. 0: nobody read how many it takes. */
export function whyNotHost(
  host: { meetingCapacity: number; webinarCapacity: number },
  wanted: { kind: MeetingKind; expected: number | null },
): { because: string; values?: { most: number } } | null {
  if (wanted.kind === "webinar" && host.webinarCapacity === 0) return { because: "host_has_no_webinars" };
  const most = wanted.kind === "webinar" ? host.webinarCapacity : host.meetingCapacity;
  return wanted.expected !== null && most > 0 && wanted.expected > most ? { because: "host_too_small", values: { most } } : null;
}
