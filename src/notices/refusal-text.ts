import { createTranslator } from "use-intl/core";
import type { Language } from "./facts.ts";
import { catalogue } from "./messages/catalogue.ts";

type Say = (key: string, values?: Record<string, string | number>) => string;

const sayIn = (language: Language): Say =>
  createTranslator({
    locale: language,
    messages: catalogue[language] as { refusals: Record<string, string> },
    namespace: "refusals",
    timeZone: "UTC",
  }) as unknown as Say;
const say: Record<Language, Say> = { en: sayIn("en"), es: sayIn("es") };

/** The sentence for a refusal's message key, in the reader's language. A key that nobody has put into words is told as it is. */
export const refusalText = (language: Language, because: string, values: Record<string, string | number> = {}): string =>
  Object.hasOwn(catalogue[language].refusals, because) ? say[language](because, values) : because.replaceAll("_", " ");
