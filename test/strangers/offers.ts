import { WEEKDAYS, type NewType } from "../../src/bookings/contract.ts";

export type Source = NewType["source"];
export const SOURCES: readonly Source[] = ["pool", "personal", "default host"];

/** `members`: which hosts, by number. */
export type Offer = Omit<NewType, "id" | "hostIds" | "horizonDays"> & { members: number[] };

const offer = (name: string, hosting: Offer["hosting"], members: number[], lengths: number[], more: Partial<Offer> = {}): Offer => ({
  ...{ name, hosting, members, lengths, slug: null, description: "", place: { kind: "zoom" }, source: "pool", teamId: null, zone: "Europe/Madrid" },
  weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: "08:00", to: "20:00" }]])) as NewType["weekly"],
  ...{ days: [], bufferBefore: 0, bufferAfter: 0, noticeMinutes: 0, mostADay: null, mostAWeek: null, gridMinutes: 15, skipsHolidays: false, listed: true },
  ...{ languages: ["en"], staleMinutes: 10_000, changeUntilMinutes: 0, reminders: [1440, 60], mostGuests: 0, active: true },
  ...more,
});

/** Times that overlap in every way: of one host, of hosts in turn, of hosts all together, with buffers and without. */
export const OFFERS: readonly Offer[] = [
  offer("Twenty", "one", [0], [20], { gridMinutes: 20 }),
  offer("Forty-five", "one", [0], [45]),
  offer("Together", "together", [0, 1, 2], [60], { gridMinutes: 30 }),
  offer("In turn", "round robin", [1, 2, 3, 4, 5], [20, 45, 60], { bufferBefore: 5, bufferAfter: 10 }),
  offer("Both", "together", [4, 5], [45]),
];
