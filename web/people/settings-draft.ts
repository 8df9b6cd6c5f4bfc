import type { Settings } from "../../src/people/contract.ts";

/** What the form holds: as the settings, but a number may be missing while it is typed, and an empty limit is none. */
export type Typed = number | "";
export type Draft = Omit<Settings, NumberName | "limits"> & Record<NumberName, Typed> & { limits: Record<LimitName, Typed> };
export type NumberName =
  "preparation" | "courtesy" | "postprocessing" | "credentialLead" | "linkLead" | "generationLead" | "attendanceThreshold" | "retentionDays";
export type LimitName = keyof Settings["limits"];
export type Bounds = { least: number; most: number };

/** As the server has them. */
export const NUMBERS: Record<NumberName, Bounds> = {
  preparation: { least: 0, most: 120 },
  courtesy: { least: 0, most: 120 },
  postprocessing: { least: 0, most: 120 },
  credentialLead: { least: 0, most: 120 },
  linkLead: { least: 0, most: 1440 },
  generationLead: { least: 15, most: 10080 },
  attendanceThreshold: { least: 1, most: 100 },
  retentionDays: { least: 30, most: 3650 },
};
export const LIMITS: Record<LimitName, Bounds> = {
  sessionsAhead: { least: 1, most: 1000 },
  hoursAhead: { least: 1, most: 10000 },
  longestMinutes: { least: 5, most: 1440 },
  furthestDays: { least: 1, most: 730 },
};
export const LONGEST = { name: 120, "contact.name": 120, "contact.email": 254, "contact.phone": 60 } as const;

const limitNames = Object.keys(LIMITS) as LimitName[];
const numberNames = Object.keys(NUMBERS) as NumberName[];

export const draftOf = (settings: Settings): Draft => ({
  ...settings,
  contact: { ...settings.contact },
  limits: Object.fromEntries(limitNames.map((name) => [name, settings.limits[name] ?? ""])) as Draft["limits"],
});

/** Only for a draft without faults. */
export const settingsOf = (draft: Draft): Settings =>
  ({
    ...draft,
    name: draft.name.trim(),
    contact: { name: draft.contact.name.trim(), email: draft.contact.email.trim(), phone: draft.contact.phone.trim() },
    limits: Object.fromEntries(limitNames.map((name) => [name, draft.limits[name] === "" ? null : draft.limits[name]])),
  }) as Settings;

export type Fault =
  { why: "required" | "badEmail" | "whole" } | { why: "between"; from: number; to: number } | { why: "tooLong" | "leadTooLong"; count: number };

/** What can't be saved, by field. */
export function faultsOf(draft: Draft): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  const check = (field: string, value: Typed, { least, most }: Bounds, needed: boolean): void => {
    if (value === "") {
      if (needed) faults[field] = { why: "required" };
    } else if (!Number.isInteger(value)) faults[field] = { why: "whole" };
    else if (value < least || value > most) faults[field] = { why: "between", from: least, to: most };
  };
  for (const name of numberNames) check(name, draft[name], NUMBERS[name], true);
  for (const name of limitNames) check(`limits.${name}`, draft.limits[name], LIMITS[name], false);
  if (faults["credentialLead"] === undefined && Number(draft.credentialLead) > Number(draft.preparation))
    faults["credentialLead"] = { why: "leadTooLong", count: Number(draft.preparation) };
  if (draft.name.trim() === "") faults["name"] = { why: "required" };
  const texts = { name: draft.name, "contact.name": draft.contact.name, "contact.email": draft.contact.email, "contact.phone": draft.contact.phone };
  for (const [field, most] of Object.entries(LONGEST))
    if (texts[field as keyof typeof texts].trim().length > most) faults[field] = { why: "tooLong", count: most };
  if (draft.contact.email.trim() !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.contact.email.trim())) faults["contact.email"] = { why: "badEmail" };
  return faults;
}

/** Every field by its name, for telling two versions apart. */
export function flat(draft: Draft): Record<string, string | number | boolean> {
  const { contact, limits, ...rest } = draft;
  const under = (name: string, of: Record<string, string | number>): [string, string | number | boolean][] =>
    Object.entries(of).map(([key, value]) => [`${name}.${key}`, value]);
  return Object.fromEntries([...Object.entries(rest), ...under("contact", contact), ...under("limits", limits)]);
}

export const differing = (one: Draft, other: Draft): string[] => {
  const [a, b] = [flat(one), flat(other)];
  return Object.keys(a).filter((field) => a[field] !== b[field]);
};

/** Theirs, with what I changed since `base` put on top. */
export function onTop(theirs: Draft, mine: Draft, base: Draft): Draft {
  const changed = new Set(differing(mine, base));
  const top = <T extends object>(prefix: string, below: T, above: T): T =>
    Object.fromEntries(Object.entries(below).map(([key, value]) => [key, changed.has(prefix + key) ? above[key as keyof T] : value])) as T;
  return { ...top("", theirs, mine), contact: top("contact.", theirs.contact, mine.contact), limits: top("limits.", theirs.limits, mine.limits) };
}
