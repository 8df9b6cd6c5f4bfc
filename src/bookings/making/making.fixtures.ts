import { NINE, valueOf, ZONE, type TestWorld } from "../../../test/world.ts";
import { after, days, hours, type Instant } from "../../lib/time.ts";
import { makeType } from "../actions.ts";
import { WEEKDAYS, type NewType } from "../contract.ts";
import type { AppointmentType } from "../type.ts";
import type { Asked } from "./actions.ts";

/** Every day from nine to five, in a room, with the organizer. */
export const typeAsked = (w: TestWorld, more: Partial<NewType> = {}): NewType => ({
  ...{ id: w.random.uuid(), slug: null, name: "Tutoría", description: "", lengths: [30, 60], place: { kind: "zoom" }, source: "pool", hosting: "one" },
  ...{ hostIds: [w.organizer.id], teamId: null, zone: ZONE, days: [], bufferBefore: 0, bufferAfter: 0, noticeMinutes: 0, horizonDays: 60 },
  weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: "09:00", to: "17:00" }]])) as NewType["weekly"],
  ...{ mostADay: null, mostAWeek: null, gridMinutes: 30, skipsHolidays: false, listed: true, languages: ["es", "en"], staleMinutes: 10_000 },
  ...{ changeUntilMinutes: 60, reminders: [1440, 60], mostGuests: 2, active: true },
  ...more,
});

export const asked = (w: TestWorld, start: Instant, more: Partial<Asked> = {}): Asked => ({
  ...{ id: w.random.uuid(), form: "the form", start, minutes: 30, name: "Eva Prado", email: "eva@gente.example", guests: [], message: "" },
  ...{ zone: "America/Lima", language: "es" },
  ...more,
});

export const of = ({ institutionId, id }: AppointmentType) => ({ institutionId, typeId: id });
/** Tuesday at ten in Madrid. */
export const TEN = after(NINE, days(1) + hours(1));

export async function offering(w: TestWorld, more: Partial<NewType> = {}): Promise<AppointmentType> {
  return valueOf(await makeType(w, w.admin, typeAsked(w, more)));
}
export const reasons = (answer: { ok: boolean; refusal?: { because: string } }): string => (answer.ok ? "booked" : answer.refusal!.because);
