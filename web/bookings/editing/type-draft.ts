import { WEEKDAYS, type ChangeType, type NewType, type Place, type TypeDetail } from "../../../src/bookings/contract.ts";
import { areWell, officeHours, sorted, wholeWeek, type OwnHours, type Weekly } from "../hours/hours.ts";

type Fields = Omit<NewType, "id" | "slug" | "weekly" | "days" | "place">;

/** What the form holds while it is being filled in. The words of a place stay when another kind is looked at. */
export type TypeDraft = Omit<Fields, "bufferBefore" | "bufferAfter" | "mostADay" | "mostAWeek" | "mostGuests"> & {
  /** Empty: one that can't be guessed is made for a new type, and one that is there stays. */
  slug: string;
  place: { kind: Place["kind"]; text: string };
  weekly: Weekly;
  days: OwnHours[];
  bufferBefore: number | "";
  bufferAfter: number | "";
  mostADay: number | "";
  mostAWeek: number | "";
  mostGuests: number | "";
};

type Fresh = Pick<TypeDraft, "zone" | "source"> & { me: string; language: "en" | "es"; locked: Place | null };

/** Half an hour on Zoom with whoever makes it, in office hours. */
export const freshDraft = ({ me, zone, source, language, locked }: Fresh): TypeDraft => ({
  name: "",
  description: "",
  slug: "",
  lengths: [30],
  place: locked === null ? { kind: "zoom", text: "" } : placeDraft(locked),
  source,
  hosting: "one",
  hostIds: [me],
  teamId: null,
  zone,
  weekly: officeHours(),
  days: [],
  bufferBefore: 0,
  bufferAfter: 0,
  noticeMinutes: 4 * 60,
  horizonDays: 60,
  mostADay: "",
  mostAWeek: "",
  gridMinutes: 15,
  skipsHolidays: true,
  listed: false,
  languages: language === "en" ? ["en", "es"] : ["es", "en"],
  staleMinutes: 60,
  changeUntilMinutes: 4 * 60,
  reminders: [24 * 60, 60],
  mostGuests: 5,
  active: true,
});

export const placeDraft = (place: Place): TypeDraft["place"] => ({ kind: place.kind, text: place.kind === "zoom" ? "" : place.text });
const placeOf = ({ kind, text }: TypeDraft["place"]): Place => (kind === "zoom" ? { kind } : { kind, text: text.trim() });

const blank = (count: number | null): number | "" => count ?? "";
const none = (count: number | ""): number | null => (count === "" ? null : count);

/** Only what can be changed: what else the server tells of a type would be refused with it. */
export function draftOf(type: TypeDetail): TypeDraft {
  const { name, description, slug, lengths, place, source, hosting, hostIds, teamId, zone, weekly, days, bufferBefore, bufferAfter } = type;
  const { noticeMinutes, horizonDays, mostADay, mostAWeek, gridMinutes, skipsHolidays, listed, languages, staleMinutes } = type;
  const { changeUntilMinutes, reminders, mostGuests, active } = type;
  return {
    ...{ name, description, slug, lengths, source, hosting, hostIds, teamId, zone, bufferBefore, bufferAfter },
    ...{ noticeMinutes, horizonDays, gridMinutes, skipsHolidays, listed, languages, staleMinutes, changeUntilMinutes, reminders, mostGuests, active },
    place: placeDraft(place),
    weekly: wholeWeek(weekly),
    days: days.map((each) => ({ day: each.day, spans: [...each.spans] })),
    mostADay: blank(mostADay),
    mostAWeek: blank(mostAWeek),
  };
}

function fieldsOf({ slug: _slug, place, weekly, days, ...draft }: TypeDraft) {
  return {
    ...draft,
    name: draft.name.trim(),
    description: draft.description.trim(),
    lengths: draft.lengths.toSorted((a, b) => a - b),
    place: placeOf(place),
    weekly: Object.fromEntries(WEEKDAYS.map((day) => [day, sorted(weekly[day])])) as NewType["weekly"],
    days: days.map((each) => ({ day: each.day, spans: sorted(each.spans) })).toSorted((a, b) => a.day.localeCompare(b.day)),
    bufferBefore: none(draft.bufferBefore) ?? 0,
    bufferAfter: none(draft.bufferAfter) ?? 0,
    mostADay: none(draft.mostADay),
    mostAWeek: none(draft.mostAWeek),
    mostGuests: none(draft.mostGuests) ?? 0,
    reminders: draft.reminders.toSorted((a, b) => b - a),
  };
}

/** POST /api/appointment-types */
export const newTypeOf = (draft: TypeDraft, id: string): NewType => ({ id, slug: draft.slug.trim() === "" ? null : draft.slug.trim(), ...fieldsOf(draft) });

/** PUT /api/appointment-types/:id */
export const changeOf = (draft: TypeDraft, of: Pick<TypeDetail, "revision" | "slug">): ChangeType => ({
  revision: of.revision,
  slug: draft.slug.trim() === "" ? of.slug : draft.slug.trim(),
  ...fieldsOf(draft),
});

export type TypeTroubles = { name: boolean; lengths: boolean; place: boolean; hostIds: boolean; weekly: boolean; days: boolean };

/** What the form can tell by itself. */
export const troublesOf = (draft: TypeDraft): TypeTroubles => ({
  name: draft.name.trim() === "",
  lengths: draft.lengths.length === 0,
  place: draft.place.kind !== "zoom" && draft.place.text.trim() === "",
  hostIds: draft.hostIds.length === 0,
  weekly: Object.values(draft.weekly).some((spans) => !areWell(spans)) || isNever(draft),
  days: draft.days.some(({ spans }) => !areWell(spans)),
});

/** No hours at all, on no day. */
export const isNever = ({ weekly, days }: Pick<TypeDraft, "weekly" | "days">): boolean =>
  [...Object.values(weekly), ...days.map((each) => each.spans)].every((spans) => spans.length === 0);

export const isComplete = (troubles: TypeTroubles): boolean => Object.values(troubles).every((trouble) => !trouble);

/** With one host there is one: whoever was first. */
export const withHosting = ({ hostIds }: TypeDraft, hosting: TypeDraft["hosting"]): Pick<TypeDraft, "hosting" | "hostIds"> => ({
  hosting,
  hostIds: hosting === "one" ? hostIds.slice(0, 1) : hostIds,
});
