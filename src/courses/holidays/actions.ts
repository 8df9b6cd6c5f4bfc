import { fine, refused, type Outcome } from "../../lib/outcome.ts";
import { before, dayOf, hours } from "../../lib/time.ts";
import { institutionById } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { note } from "../../platform/audit.ts";
import { fetchCalendar, shownOf } from "../../platform/calendar-address.ts";
import type { Tx } from "../../platform/database.ts";
import type { World } from "../../world.ts";
import type { AddCalendar } from "./contract.ts";
import { MOST_TEXT, readCalendar, type ReadCalendar } from "./holiday.ts";
import * as store from "./store.ts";
import type { HolidayCalendar } from "./store.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "secrets" | "log" | "origin">;
type Origin = Pick<AddCalendar, "text" | "address">;

/** So many calendars may an institution have. */
export const MOST_CALENDARS = 20;
const READ_EVERY = hours(24);

const aboutAddress = (institutionId: string): string => `address of a holiday calendar of ${institutionId}`;
const addressOf = ({ secrets }: Pick<World, "secrets">, c: HolidayCalendar): string | null =>
  c.addressSealed === null ? null : secrets.open(c.addressSealed, aboutAddress(c.institutionId));

/** The days without lessons, and what they are called. Of a day that two calendars name the first one's name counts; what its calendar doesn't name is called like the calendar. */
export async function holidaysOf(tx: Tx, institutionId: string): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>();
  for (const calendar of await store.calendarsOf(tx, institutionId))
    for (const { day, name } of calendar.days) if (!days.has(day)) days.set(day, name === "" ? calendar.name : name);
  return days;
}

export const calendarsShown = async (world: Pick<Needs, "db" | "secrets">, institutionId: string): Promise<(HolidayCalendar & { host: string | null })[]> =>
  (await store.calendarsOf(world.db, institutionId)).map((calendar) => {
    const address = addressOf(world, calendar);
    return { ...calendar, host: address === null ? null : shownOf(address) };
  });

/** What the calendar says. Refuses what can't be fetched, and what is no list of holidays; beside its field. */
export async function lookInto(
  { db, clock, origin }: Pick<Needs, "db" | "clock" | "origin">,
  institutionId: string,
  asked: Origin,
): Promise<Outcome<ReadCalendar>> {
  const [text, address] = [asked.text?.trim() ?? "", asked.address ?? ""];
  if (text === "" && address === "") return refused("required", { field: "address" });
  const fetched = text === "" ? await textAt(origin, address) : fine(text);
  if (!fetched.ok) return fetched;
  const { zone } = (await institutionById(db, institutionId))!.settings;
  const read = readCalendar(fetched.value, dayOf(clock.now(), zone));
  return read.ok ? read : refused(read.refusal.because, { field: text === "" ? "address" : "text" });
}

async function textAt(origin: string, address: string): Promise<Outcome<string>> {
  const fetched = await fetchCalendar(origin, address, { bytes: MOST_TEXT });
  return !fetched.ok ? fetched : fetched.value.is === "text" ? fine(fetched.value.text) : refused("calendar_not_found", { field: "address" });
}

/** The same id again changes nothing. */
export async function add(world: Needs, who: Member, asked: AddCalendar): Promise<Outcome<null>> {
  const { institutionId } = who;
  if ((await store.calendarById(world.db, institutionId, asked.id)) !== null) return fine(null);
  const read = await lookInto(world, institutionId, asked);
  if (!read.ok) return read;
  const now = world.clock.now();
  const isFile = (asked.text?.trim() ?? "") !== "";
  const addressSealed = isFile ? null : world.secrets.seal(asked.address!, aboutAddress(institutionId));
  const calendar = { institutionId, id: asked.id, name: asked.name, addressSealed, days: read.value.days, readAt: now, triedAt: now, trouble: null };
  return world.db.transaction(async (tx) => {
    if ((await store.insertCalendar(tx, calendar, MOST_CALENDARS)) === 0) return refused("too_many_calendars", { values: { most: MOST_CALENDARS } });
    await note(tx, world.random, { ...by(who, now), what: "holidays_added", details: { name: asked.name } });
    return fine(null);
  });
}

const by = (who: Member, at: ReturnType<World["clock"]["now"]>) => ({ institutionId: who.institutionId, at, who: who.name, memberId: who.id });

export const remove = (world: Needs, who: Member, id: string): Promise<Outcome<null>> =>
  world.db.transaction(async (tx) => {
    const gone = await store.deleteCalendar(tx, who.institutionId, id);
    if (gone === null) return refused("not_found");
    await note(tx, world.random, { ...by(who, world.clock.now()), what: "holidays_removed", details: { name: gone.name } });
    return fine(null);
  });

/** Reads one of them now. What went wrong is kept with it, and no refusal. */
export async function readNow(world: Needs, institutionId: string, id: string): Promise<Outcome<null>> {
  const calendar = await store.calendarById(world.db, institutionId, id);
  if (calendar === null || calendar.addressSealed === null) return refused("not_found");
  await readAnew(world, calendar);
  return fine(null);
}

async function readAnew(world: Needs, calendar: HolidayCalendar): Promise<void> {
  const read = await lookInto(world, calendar.institutionId, { address: addressOf(world, calendar)! });
  const now = world.clock.now();
  if (read.ok) return void (await store.saveDays(world.db, calendar, read.value.days, now));
  world.log.warn("a holiday calendar could not be read", { institution: calendar.institutionId, calendar: calendar.id, because: read.refusal.because });
  await store.saveTrouble(world.db, calendar, read.refusal.because, now);
}

/** Reads anew what was not read for a day. Says how many those were. */
export async function readHolidays(world: Needs): Promise<number> {
  for (let read = 0; ; read += 1) {
    const now = world.clock.now();
    const calendar = await store.takeDue(world.db, before(now, READ_EVERY), now);
    if (calendar === null) return read;
    await readAnew(world, calendar);
  }
}
