import { fine, refused, type Outcome, type Refusal } from "../lib/outcome.ts";
import { isZone } from "../lib/time.ts";
import type { Place } from "./contract.ts";
import type { AppointmentType, Span } from "./type.ts";

/** What an owner may choose as the end of the public address; long enough that nothing else on the site is called so. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const RESERVED = new Set(["mine", "of", "new", "api"]);

const asMinutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Each ends after it begins, and none runs into another. */
function areSpans(spans: readonly Span[]): boolean {
  const sorted = spans.toSorted((a, b) => asMinutes(a.from) - asMinutes(b.from));
  return sorted.every((one, n) => asMinutes(one.from) < asMinutes(one.to) && (n === 0 || asMinutes(sorted[n - 1]!.to) <= asMinutes(one.from)));
}

const isDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
};

/** Refuses what can't be offered, naming the field. `locked`: the institution's place, which nobody may choose otherwise. */
export function checkType(t: AppointmentType, locked: Place | null): Outcome<AppointmentType> {
  const why = whyNotOffer(t, locked);
  return why === null ? fine(t) : refused(why.because, why);
}

function whyNotOffer(t: AppointmentType, locked: Place | null): Refusal | null {
  if (!SLUG.test(t.slug) || t.slug.length < 3 || RESERVED.has(t.slug)) return { because: "slug_malformed", field: "slug" };
  if (!isZone(t.zone)) return { because: "time_zone_unknown", field: "zone" };
  if (new Set(t.lengths).size !== t.lengths.length) return { because: "length_twice", field: "lengths" };
  if (new Set(t.hostIds).size !== t.hostIds.length) return { because: "host_twice", field: "hostIds" };
  if (t.hosting === "one" && t.hostIds.length !== 1) return { because: "one_host_only", field: "hostIds" };
  if (t.hosting !== "one" && t.hostIds.length < 2) return { because: "several_hosts_needed", field: "hostIds" };
  if (!Object.values(t.weekly).every(areSpans)) return { because: "hours_overlap", field: "weekly" };
  if (t.days.some(({ day, spans }) => !isDay(day) || !areSpans(spans))) return { because: "hours_overlap", field: "days" };
  if (new Set(t.days.map(({ day }) => day)).size !== t.days.length) return { because: "day_twice", field: "days" };
  if (Object.values(t.weekly).every((spans) => spans.length === 0) && t.days.every(({ spans }) => spans.length === 0))
    return { because: "no_hours", field: "weekly" };
  if (locked !== null && !isSamePlace(t.place, locked)) return { because: "place_locked", field: "place" };
  return null;
}

export const isSamePlace = (a: Place, b: Place): boolean => a.kind === b.kind && (a.kind === "zoom" || (b.kind !== "zoom" && a.text === b.text));

/** Made of its name, so that people recognize it; what has no letters of ours gives nothing. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40)
    .replaceAll(/-+$/g, "");
