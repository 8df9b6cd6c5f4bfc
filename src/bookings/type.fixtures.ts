import { instant } from "../lib/time.ts";
import { WEEKDAYS } from "./contract.ts";
import type { AppointmentType } from "./type.ts";

/** On every day from nine to five in Madrid, half an hour, by telephone, with one host. */
export const aType = (more: Partial<AppointmentType> & Pick<AppointmentType, "institutionId" | "ownerId">): AppointmentType => ({
  id: "00000000-0000-4000-8000-00000000000a",
  revision: 1,
  slug: "tutoria",
  teamId: null,
  name: "Tutoría",
  description: "",
  lengths: [30],
  place: { kind: "telephone", text: "+34 600 000 000" },
  source: "personal",
  hosting: "one",
  hostIds: [more.ownerId],
  zone: "Europe/Madrid",
  weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: "09:00", to: "17:00" }]])),
  days: [],
  bufferBefore: 0,
  bufferAfter: 0,
  noticeMinutes: 0,
  horizonDays: 60,
  mostADay: null,
  mostAWeek: null,
  gridMinutes: 30,
  skipsHolidays: false,
  listed: true,
  languages: ["en", "es"],
  staleMinutes: 60,
  changeUntilMinutes: 60,
  reminders: [],
  mostGuests: 0,
  active: true,
  toldTrouble: null,
  madeAt: instant("2027-03-01T08:00:00Z"),
  ...more,
});
