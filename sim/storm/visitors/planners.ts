import { addToList } from "../../../src/attendees/lists/actions.ts";
import { makeType } from "../../../src/bookings/actions.ts";
import { cancelBooking, moveBooking } from "../../../src/bookings/changing/actions.ts";
import { WEEKDAYS, type NewType } from "../../../src/bookings/contract.ts";
import { makeBooking } from "../../../src/bookings/making/actions.ts";
import { makeCourse } from "../../../src/courses/actions.ts";
import { pick } from "../../../src/lib/random.ts";
import { after, days, hours, minutes, wallOf, type Instant } from "../../../src/lib/time.ts";
import { ZONE } from "../../../test/open-world.ts";
import { between, visit, type Visitor } from "./visitor.ts";

/** Every day at the same time by the clock on the wall, for the people of its list. */
export async function planCourse(v: Visitor): Promise<void> {
  const { house, deeds, who, at } = v;
  const id = house.random.uuid();
  const start = wallOf((Math.ceil((house.now() + hours(between(house, 2, 20))) / hours(1)) * hours(1)) as Instant, ZONE);
  const asked = {
    ...{ id, title: `Course of ${start}`, teacherId: null, zone: ZONE, start, rule: "FREQ=DAILY;COUNT=3", without: [], extra: [], minutes: 45 },
    ...({ kind: "meeting", admission: "automatic", source: "pool" } as const),
    ...{ expected: null, hostId: null, skipsHolidays: false, groupIds: [] },
  };
  deeds.courses.set(id, start.slice(11));
  let listId: string | null = null;
  await visit(v, `plans ${asked.title}`, () => makeCourse(at.world, who, asked, { preview: false }), (made: { course: { listId: string } }) => (listId = made.course.listId)); // prettier-ignore
  if (listId === null) return;
  const people = Array.from({ length: between(house, 1, 3) }, () => deeds.somebody());
  await visit(v, `puts ${people.length} on its list`, () => addToList(at.world, who, listId!, people.map((email) => `Zoë <${email}>`).join("\n")));
}

/** An hour of somebody's, to be booked by strangers around the clock. */
export async function offerAppointments(v: Visitor): Promise<void> {
  const asked: NewType = {
    ...{ id: v.house.random.uuid(), slug: null, name: "Tutoría", description: "", lengths: [30], place: { kind: "zoom" }, source: "pool", hosting: "one" },
    ...{ hostIds: [v.who.id], teamId: null, zone: ZONE, days: [], bufferBefore: 0, bufferAfter: 0, noticeMinutes: 0, horizonDays: 60 },
    weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: "00:00", to: "24:00" }]])) as NewType["weekly"],
    ...{ mostADay: null, mostAWeek: null, gridMinutes: 30, skipsHolidays: false, listed: true, languages: ["en"], staleMinutes: 10_000 },
    ...{ changeUntilMinutes: 0, reminders: [60], mostGuests: 2, active: true },
  };
  await visit(v, "offers appointments", () => makeType(v.at.world, v.house.base.admin, asked), () => void (v.deeds.typeId = asked.id)); // prettier-ignore
}

/** Two strangers press the same button; later one of them comes back to move or to cancel. */
export async function bookAppointment(v: Visitor): Promise<void> {
  const { house, deeds } = v;
  if (deeds.typeId === null) return offerAppointments(v);
  const coming = [...deeds.booked].filter(([, start]) => start > after(house.now(), minutes(10)));
  if (coming.length > 0 && house.random.unit() < 0.25) return changeBooking(v, pick(house.random, coming)[0]);
  const start = (Math.ceil((house.now() + minutes(between(house, 10, 300))) / minutes(30)) * minutes(30)) as Instant;
  const doors = [v.at, pick(house.random, house.alive())];
  await Promise.all(doors.map((at) => bookOnce({ ...v, at }, start)));
}

async function bookOnce(v: Visitor, start: Instant): Promise<void> {
  const { house, deeds, at } = v;
  const email = deeds.somebody();
  const id = house.random.uuid();
  const asked = {
    id,
    form: `form ${id}`,
    start,
    minutes: 30,
    name: "Eva Prado",
    email,
    guests: [],
    message: "",
    zone: "America/Lima",
    language: "en" as const,
  };
  deeds.asksToBook += 1;
  await visit({ ...v, who: { ...v.who, name: email } }, `books ${wallOf(start, ZONE)}`, () => makeBooking(at.world, { institutionId: v.who.institutionId, typeId: deeds.typeId! }, asked), () => void deeds.booked.set(id, start)); // prettier-ignore
}

async function changeBooking(v: Visitor, id: string): Promise<void> {
  const { house, deeds, at, who } = v;
  const of = { institutionId: who.institutionId, id };
  const before = deeds.booked.get(id)!;
  deeds.booked.delete(id); // whoever gets no answer does not know what is booked by now
  const by = { is: "guest" } as const;
  if (house.random.unit() < 0.5) return visit(v, "cancels a booking", () => cancelBooking(at.world, of, "ill", by)); // prettier-ignore
  const start = after(before, pick(house.random, [days(1), hours(1), minutes(30)]));
  await visit(v, `moves a booking to ${wallOf(start, ZONE)}`, () => moveBooking(at.world, of, start, by), () => void deeds.booked.set(id, start)); // prettier-ignore
}
