import type { Interval } from "../../lib/interval.ts";
import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { after, days, hours, iso, minutes, type Instant } from "../../lib/time.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import { fetchCalendar, shownOf } from "../../platform/calendar-address.ts";
import type { World } from "../../world.ts";
import { busyTimes, MOST_BYTES } from "./busy.ts";
import type { MemberCalendars, NewCalendar } from "./contract.ts";
import * as store from "./store.ts";
import type { DueCalendar, MemberCalendar } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "log" | "origin" | "pause">;

/** So many calendars may a member have. */
export const MOST_CALENDARS = 10;
const READ_EVERY = minutes(10);
/** What a calendar says reaches so far: further than anything can be booked. */
const AHEAD = days(400);
/** What has not changed is reckoned anew so often, so that its times reach as far. */
const MADE_ANEW_EVERY = hours(24);
/** One that does not answer must not keep the others waiting. */
const AT_ONCE = 4;

const aboutAddress = (c: Pick<MemberCalendar, "institutionId" | "memberId">): string => `address of a calendar of ${c.institutionId} ${c.memberId}`;

/** The member's own, by name. The addresses are told to nobody again. */
export async function calendarsShown({ db, clock, secrets }: Pick<Needs, "db" | "clock" | "secrets">, who: Member): Promise<MemberCalendars> {
  const calendars = await store.calendarsOf(db, who.institutionId, who.id, clock.now());
  return {
    calendars: calendars.map(({ id, name, readAt, trouble, times, ...c }) => ({
      ...{ id, name, trouble, times, readAt: readAt === null ? null : iso(readAt) },
      at: shownOf(secrets.open(c.addressSealed, aboutAddress(c))),
    })),
  };
}

/** What is told otherwise of a list of holidays, which may come as a file. */
const ABOUT_MEMBERS: Partial<Record<string, string>> = { calendar_too_large: "member_calendar_too_large", calendar_private: "member_calendar_private" };

type Said = { is: "times"; times: Interval[]; tag: string | null } | { is: "unchanged" };

/** What the calendar at an address says. Refuses, beside its field, what can't be fetched and what can't be understood. Others have their turn while it reckons. */
async function look(
  { origin, pause }: Pick<Needs, "origin" | "pause">,
  address: string,
  zone: string,
  now: Instant,
  knownAs: string | null,
): Promise<Outcome<Said>> {
  const fetched = await fetchCalendar(origin, address, { bytes: MOST_BYTES, ms: 20_000, knownAs });
  if (!fetched.ok) return refused(ABOUT_MEMBERS[fetched.refusal.because] ?? fetched.refusal.because, { field: "address" });
  if (fetched.value.is === "unchanged") return fine({ is: "unchanged" });
  const { text, tag } = fetched.value;
  const reckoning = busyTimes(text, { zone, from: now, to: after(now, AHEAD) });
  for (;;) {
    const step = reckoning.next();
    if (step.done !== true) await pause(0);
    else if (step.value.ok) return fine({ is: "times", times: step.value.value, tag });
    else return refused(step.value.refusal.because, { field: "address" });
  }
}

/** Subscribes to the calendar, which is read at once. Refuses what can't be read, and more than ten. The same id again changes nothing. */
export async function subscribe(world: Needs, who: Member, asked: NewCalendar): Promise<Outcome<null>> {
  const { institutionId, id: memberId } = who;
  const known = await store.calendarById(world.db, institutionId, asked.id);
  if (known !== null) return known.memberId === memberId ? fine(null) : refused("not_found");
  const address = asked.address.trim();
  if (address === "") return refused("required", { field: "address" });
  const now = world.clock.now();
  const said = await look(world, address, who.zone, now, null);
  if (!said.ok) return said;
  const { times, tag } = said.value as Extract<Said, { is: "times" }>;
  const addressSealed = world.secrets.seal(address, aboutAddress({ institutionId, memberId }));
  const calendar = { institutionId, id: asked.id, memberId, name: asked.name, addressSealed, readAt: now, triedAt: now, trouble: null, tag, madeAt: now };
  return world.db.transaction(async (tx) => {
    if ((await store.insertCalendar(tx, calendar, MOST_CALENDARS)) === 0) return refused("too_many_calendars", { values: { most: MOST_CALENDARS } });
    await store.replaceTimes(tx, calendar, times, now);
    await note(tx, world.random, { ...by(who, now), what: "member_calendar_added" });
    return fine(null);
  });
}

const by = (who: Member, at: Instant) => ({ institutionId: who.institutionId, at, who: who.name, memberId: who.id });

/** What it blocked is free at once. */
export const unsubscribe = (world: Needs, who: Member, id: string): Promise<Outcome<null>> =>
  world.db.transaction(async (tx) => {
    const gone = await store.deleteCalendar(tx, who.institutionId, who.id, id);
    if (gone === null) return refused("not_found");
    await note(tx, world.random, { ...by(who, world.clock.now()), what: "member_calendar_removed" });
    return fine(null);
  });

const LOOKS_EVERY_MS = 3000;

/** Whoever pokes every loop need not make this one look each time. */
export function readingCalendars(world: Needs): () => Promise<number> {
  let next = 0;
  return async () => {
    if (world.clock.machine() < next) return 0;
    next = world.clock.machine() + LOOKS_EVERY_MS;
    return readCalendars(world);
  };
}

/** Reads anew what was not read for ten minutes, several at once; each process takes others. Says how many those were. Those of whoever has left are forgotten. */
export async function readCalendars(world: Needs): Promise<number> {
  await store.deleteOfWhoLeft(world.db);
  const read = await Promise.all(Array.from({ length: AT_ONCE }, () => readWhatIsDue(world)));
  return read.reduce((all, one) => all + one, 0);
}

async function readWhatIsDue(world: Needs): Promise<number> {
  for (let read = 0; ; read += 1) {
    const now = world.clock.now();
    const calendar = await store.takeDue(world.db, READ_EVERY, now);
    if (calendar === null) return read;
    await readAnew(world, calendar);
  }
}

/** What went wrong is kept with it, and its times stay. */
async function readAnew(world: Needs, calendar: DueCalendar): Promise<void> {
  const begun = world.clock.now();
  const { tag, madeAt } = calendar;
  const isOld = madeAt === null || after(madeAt, MADE_ANEW_EVERY) <= begun;
  const address = world.secrets.open(calendar.addressSealed, aboutAddress(calendar));
  const said = await look(world, address, calendar.zone, begun, isOld ? null : tag);
  if (!said.ok) {
    const { because } = said.refusal;
    world.log.warn("a member's calendar could not be read", { institution: calendar.institutionId, calendar: calendar.id, because });
    return void (await store.saveTrouble(world.db, calendar, because, begun));
  }
  const { value } = said;
  await world.db.transaction(async (tx) => {
    const read = { now: begun, ...(value.is === "unchanged" ? { tag, madeAt } : { tag: value.tag, madeAt: begun }) };
    const isThere = (await store.saveRead(tx, calendar, read)) === 1;
    if (isThere && value.is === "times") await store.replaceTimes(tx, calendar, value.times, begun);
  });
}
