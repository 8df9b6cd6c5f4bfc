import { randomUUID } from "node:crypto";
import { z } from "zod";
import { typeDetail, typeList, type NewType } from "../../../src/bookings/contract.ts";
import type { House } from "./house.ts";

type Asked = Partial<Omit<NewType, "id">> & { name: string };

export const NO_HOURS: NewType["weekly"] = { MO: [], TU: [], WE: [], TH: [], FR: [], SA: [], SU: [] };
const MORNINGS = [{ from: "09:00", to: "12:00" }];

/** Something that strangers can book with the organizer, on workdays from nine to twelve, in a room of the institution. */
export async function aType(house: House, asked: Asked): Promise<{ slug: string; id: string }> {
  const { member } = await house.organizer.get("/api/me", z.object({ member: z.object({ id: z.string() }) }));
  const body: NewType = {
    id: randomUUID(),
    slug: null,
    description: "",
    lengths: [30],
    place: { kind: "zoom" },
    source: "pool",
    hosting: "one",
    hostIds: [member.id],
    teamId: null,
    zone: "Europe/Madrid",
    weekly: { ...NO_HOURS, MO: MORNINGS, TU: MORNINGS, WE: MORNINGS, TH: MORNINGS, FR: MORNINGS },
    days: [],
    bufferBefore: 0,
    bufferAfter: 0,
    noticeMinutes: 60,
    horizonDays: 60,
    mostADay: null,
    mostAWeek: null,
    gridMinutes: 30,
    skipsHolidays: false,
    listed: true,
    languages: ["en", "es"],
    staleMinutes: 60 * 24 * 7,
    changeUntilMinutes: 60,
    reminders: [],
    mostGuests: 2,
    active: true,
    ...asked,
  };
  const { slug, id } = typeDetail.parse(await house.organizer.post("/api/appointment-types", body));
  return { slug, id };
}

export const pageOfAll = async (house: House): Promise<string> => {
  const { pageAddress } = await house.organizer.get("/api/appointment-types", typeList);
  return new URL(pageAddress).pathname + new URL(pageAddress).search;
};
