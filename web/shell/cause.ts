import { useTranslations } from "use-intl";

/** Why Bedel could not do something by itself, as alarms and readings tell it: by a key under `stepNotes` or `refusals`. */
export function useCause(): (because: string) => string {
  const reasons = useTranslations("refusals");
  const notes = useTranslations("stepNotes");
  return (because) => {
    const key = because as never;
    return notes.has(key) ? notes(key) : reasons.has(key) ? reasons(key) : notes("unexpected");
  };
}
