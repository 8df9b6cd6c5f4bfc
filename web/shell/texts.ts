import { useEffect, useState } from "react";
import type { Messages } from "../../src/notices/messages/en.ts";
import type { Language } from "../../src/people/contract.ts";
import { code } from "./page-code.ts";

/** All texts of one language, which is named beside them: while another is on its way, what is shown stays in one language. */
export type Texts = { language: Language; messages: Messages };

const FETCHED: Record<Language, () => Promise<Messages>> = {
  en: code(async () => (await import("../../src/notices/messages/en.ts")).en),
  es: code(async () => (await import("../../src/notices/messages/es.ts")).es),
};

/** Each language is a third of a megabyte, as much as all of the frame: only the reader's is fetched. */
export const fetchTexts = async (language: Language): Promise<Texts> => ({ language, messages: await FETCHED[language]() });

const AGAIN_MS = 3000;

/** The texts in this language; until they are there, those that were shown before. Where they can't be had they are asked for again and again. */
export function useTexts(language: Language, atFirst: Texts): Texts {
  const [texts, setTexts] = useState(atFirst);
  useEffect(() => {
    if (texts.language === language) return;
    let wanted = true;
    let timer = 0;
    const ask = (): void =>
      void fetchTexts(language).then(
        (fetched) => wanted && setTexts(fetched),
        () => {
          if (wanted) timer = window.setTimeout(ask, AGAIN_MS);
        },
      );
    ask();
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [language, texts]);
  return texts;
}
