import { createTranslator } from "use-intl/core";
import type { Language } from "./facts.ts";
import { catalogue } from "./messages/catalogue.ts";

type Say = (key: string, values: Record<string, string | number>) => string;

const sayIn = (language: Language): Say =>
  createTranslator({
    locale: language,
    messages: catalogue[language] as { refusals: Record<string, string> },
    namespace: "refusals",
    timeZone: "UTC",
    onError: () => undefined,
    getMessageFallback: () => catalogue[language].refusals.unknown,
  }) as unknown as Say;
const say: Record<Language, Say> = { en: sayIn("en"), es: sayIn("es") };

/** The sentence for a refusal's message key, in the reader's language. A key that nobody has put into words, or that lacks a value, is told as a plain no. */
export const refusalText = (language: Language, because: string, values: Record<string, string | number> = {}): string => say[language](because, values);
