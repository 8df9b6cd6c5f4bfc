import { useTranslations } from "use-intl";
import { isNever, type TypeDraft, type TypeTroubles } from "./type-draft.ts";

/** In which folded part a field is; those that are not here are always in sight. */
const PARTS: Record<string, string> = {
  place: "place", source: "place",
  hosting: "who", hostIds: "who", teamId: "who",
  days: "days",
  bufferBefore: "limits", bufferAfter: "limits", noticeMinutes: "limits", horizonDays: "limits", gridMinutes: "limits", mostADay: "limits", mostAWeek: "limits",
  changeUntilMinutes: "guests", reminders: "guests", mostGuests: "guests", languages: "guests",
  staleMinutes: "stale",
  description: "page", slug: "page",
}; // prettier-ignore

export const partsWith = (errors: Record<string, string>): string[] => [...new Set(Object.keys(errors).flatMap((field) => PARTS[field] ?? []))];

/** Beside each field what the server said of it, or, once somebody tried, what is still missing. Hours that don't fit say so themselves, at once. */
export function useTypeErrors(tried: boolean, draft: TypeDraft, troubles: TypeTroubles, told: Record<string, string>): Record<string, string> {
  const t = useTranslations("appointmentEditor.missing");
  // The server names the very field, such as `place.text`; the form has one place for each first name.
  const errors = Object.fromEntries(Object.entries(told).map(([field, message]) => [field.split(".")[0]!, message]));
  if (!tried) return errors;
  if (troubles.name) errors["name"] = t("name");
  if (troubles.lengths) errors["lengths"] = t("lengths");
  if (troubles.place) errors["place"] = t("place");
  if (troubles.hostIds) errors["hostIds"] = t("hostIds");
  if (troubles.weekly) errors["weekly"] = t(isNever(draft) ? "weekly" : "spans");
  if (troubles.days) errors["days"] = t("spans");
  return errors;
}
