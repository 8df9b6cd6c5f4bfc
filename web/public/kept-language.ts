import type { Language } from "../../src/people/contract.ts";

const kept = "bedel-join-language";
export const LANGUAGES: { value: Language; name: string }[] = [
  { value: "en", name: "English" },
  { value: "es", name: "Español" },
];

export const browsersLanguage = (): Language => (navigator.language.startsWith("es") ? "es" : "en");

/** What the visitor chose on this machine. Some browsers forbid the storage: then the choice holds as long as the page. */
export function languageChosenBefore(): Language | null {
  try {
    const before = localStorage.getItem(kept);
    return before === "en" || before === "es" ? before : null;
  } catch {
    return null;
  }
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(kept, language);
  } catch {
    return;
  }
}
