import { assert } from "../../src/lib/assert.ts";
import { pick, seededRandom, type Random } from "../../src/lib/random.ts";
import { addDays, after, before, hours, minutes, momentOf, seconds, type Instant } from "../../src/lib/time.ts";
import { attendedBy } from "./attending.ts";
import type { Attending, Day, Fate, Planned } from "./day.ts";
import { between, shuffled, titlesFrom } from "./people.ts";
import { slotsFrom, type Slot } from "./slots.ts";

export const ZONE = "Europe/Madrid";
export const ORGANIZERS = 5;
/** Only the first rooms of the six can hold a webinar. */
export const WEBINAR_ROOMS = 3;

const FIRST_DAY = "2027-01-11"; // a Monday
const WEEKS = 45;

/** The day before and the day, from a seed: who asks for what when, how each session goes, and when Zoom is away. */
export function dayFrom(seed: number): Day {
  const random = seededRandom(seed);
  const date = addDays(FIRST_DAY, 7 * between(random, 0, WEEKS) + between(random, 1, 4));
  const at = (minute: number, day = date): Instant => {
    const wall = `${day}T${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
    const moment = momentOf(wall, ZONE, "earlier");
    assert(moment.ok, `${wall} is no time in ${ZONE}`);
    return moment.value;
  };
  const eve = addDays(date, -1);
  const slots = slotsFrom(random);
  const peak = slots.filter((slot) => slot.when === "at the peak");
  const rest = shuffled(random, slots.filter((slot) => slot.when !== "at the peak")); // prettier-ignore
  // Three meetings take the rooms that can hold webinars, then a webinar needs one of them: first fit alone can't serve it.
  const drawn = [...peak.slice(WEBINAR_ROOMS), peak[0]!, ...peak.slice(1, WEBINAR_ROOMS), ...rest];
  const webinars = new Set([peak[0]!, ...rest.filter((slot) => slot.room < WEBINAR_ROOMS).slice(0, between(random, 10, 12))]);
  const titles = titlesFrom(random, drawn.length + 1);
  const asked = askedOn(random, drawn.length + 1).map((minute) => at(minute, eve));
  const sessions = drawn.map((slot, i) => planned(random, slot, webinars.has(slot), { title: titles[i]!, askedAt: asked[i]!, start: at(slot.start) }));
  const last = planned(random, peak[0]!, false, { title: titles.at(-1)!, askedAt: asked.at(-1)!, start: at(peak[0]!.start) });
  const all = [...sessions, { ...last, waits: true }];
  const outage = happenings(random, all, at(19 * 60, eve));
  attendedBy(random, all, 400);
  removals(all, outage);
  return { seed, date, begins: at(8 * 60 + 30, eve), sessions: all.toSorted((a, b) => a.askedAt - b.askedAt), outage };
}

/** When people ask, the day before: at distinct minutes between nine and half past five. */
function askedOn(random: Random, many: number): number[] {
  const all = shuffled(random, Array.from({ length: 510 }, (_, i) => 540 + i)); // prettier-ignore
  return all.slice(0, many).toSorted((a, b) => a - b);
}

function planned(random: Random, slot: Slot, webinar: boolean, more: Pick<Planned, "title" | "askedAt" | "start">): Planned {
  return {
    ...more,
    id: random.uuid(),
    organizer: between(random, 0, ORGANIZERS - 1),
    kind: webinar ? "webinar" : "meeting",
    admission: !webinar && random.unit() < 0.3 ? "manual" : "automatic",
    expected: random.unit() < 0.3 ? between(random, 10, 80) : null,
    minutes: slot.minutes,
    waits: false,
    fate: { is: "as planned", endsBy: minutes(pick(random, [0, 1, 3])) },
    wishes: [],
    byLink: random.unit() < 0.2,
    guests: random.unit() < 0.25 ? 1 : 0,
    attendees: [],
  };
}

/** Deals out what happens to whom, and answers when Zoom is away. `all` is in the order of asking; the last one waits. */
function happenings(random: Random, all: Planned[], evening: Instant): Day["outage"] {
  const waiting = all.at(-1)!;
  const atPeak = all.filter((s) => s.start === waiting.start && s !== waiting);
  const cancelled = pick(random, atPeak.filter((s) => s.kind === "meeting")); // prettier-ignore
  cancelled.fate = { is: "cancelled", at: before(waiting.start, minutes(between(random, 60, 150))) };

  const afternoon = all.filter((s) => s.start > waiting.start);
  const lastToEnd = afternoon.reduce((a, b) => (endOf(b) > endOf(a) ? b : a));
  lastToEnd.fate = { is: "extended", by: pick(random, [15, 30]), at: before(endOf(lastToEnd), minutes(12)) };

  const { outage, hit, late } = outageIn(random, afternoon);
  late.askedAt = after(outage.start, minutes(between(random, 5, 12)));
  const others = shuffled(random, all.filter((s) => ![waiting, cancelled, lastToEnd, hit, late].includes(s))); // prettier-ignore
  for (const fate of fates(random)) suits(others, fate).fate = fate;
  const [shortened, takenBack] = others.filter((s) => s.fate.is === "as planned" && s.minutes === 60 && s.start > waiting.start);
  if (shortened !== undefined) shortened.wishes.push({ is: "shorten", at: evening, minutes: 45 });
  // Also a webinar, of those that Zoom has by then.
  const webinar = others.find((s) => s.kind === "webinar" && s.fate.is === "as planned" && s.minutes >= 45 && s.start < after(evening, hours(24)) && ![shortened, takenBack].includes(s)); // prettier-ignore
  if (webinar !== undefined) webinar.wishes.push({ is: "shorten", at: after(evening, minutes(5)), minutes: webinar.minutes - 15 });
  (takenBack ?? hit).wishes.push({ is: "cancel and take back", at: after(evening, minutes(20)), after: seconds(between(random, 10, 50)) });
  return outage;
}

export const endOf = (s: Pick<Planned, "start" | "minutes">): Instant => after(s.start, minutes(s.minutes));

/** Twenty minutes around the time at which one session is opened and its links go out; another is asked for meanwhile. */
function outageIn(random: Random, afternoon: readonly Planned[]): { outage: Day["outage"]; hit: Planned; late: Planned } {
  const late = afternoon.filter((s) => s.fate.is === "as planned").reduce((a, b) => (b.start > a.start ? b : a));
  const hit = pick(random, afternoon.filter((s) => s.fate.is === "as planned" && s.start <= before(late.start, hours(2.25)))); // prettier-ignore
  const start = before(hit.start, minutes(15 + between(random, 4, 12)));
  return { outage: { start, end: after(start, minutes(20)) }, hit, late };
}

/** From a meeting and from a webinar somebody is removed who has a link already, and who then stays away. */
function removals(all: readonly Planned[], outage: Day["outage"]): void {
  for (const kind of ["meeting", "webinar"]) {
    const held = all.filter((s) => s.kind === kind && s.fate.is === "as planned" && (s.start < outage.start || before(s.start, minutes(30)) > outage.end));
    const people = held.flatMap((s) => s.attendees.filter((a) => a.addedAt === null && s.attendees.length > 3).map((a) => ({ s, a })));
    const [one] = people;
    assert(one !== undefined, `nobody to be removed from a ${kind}`);
    one.s.wishes.push({ is: "remove", at: before(one.s.start, minutes(8)), email: one.a.email });
    Object.assign(one.a, { comes: null, leaves: null, fallsOut: null } satisfies Partial<Attending>);
  }
}

const fates = (random: Random): Fate[] => [
  ...Array.from({ length: between(random, 1, 2) }, (): Fate => ({ is: "forgotten" })),
  ...Array.from({ length: between(random, 1, 3) }, (): Fate => ({ is: "overrun", by: minutes(between(random, 3, 8)) })),
  ...Array.from({ length: between(random, 1, 2) }, (): Fate => ({ is: "early", by: minutes(between(random, 15, 25)) })),
  { is: "ended on the page", by: minutes(between(random, 5, 12)) },
  { is: "nobody starts" },
];

/** Somebody of whom nothing special was said so far, with a session long enough for it. */
function suits(others: readonly Planned[], fate: Fate): Planned {
  const least = fate.is === "early" ? 60 : 0;
  const found = others.find((s) => s.fate.is === "as planned" && s.minutes >= least);
  assert(found !== undefined, `no session for ${fate.is}`);
  return found;
}
