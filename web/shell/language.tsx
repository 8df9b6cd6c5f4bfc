import { DatesProvider } from "@mantine/dates";
import "dayjs/locale/es";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { IntlProvider } from "use-intl";
import type { Language } from "../../src/people/contract.ts";
import type { Messages } from "../../src/notices/messages/en.ts";
import { useMaybeMe } from "./me.ts";
import { useTexts, type Texts } from "./texts.ts";

declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}

const kept = "bedel-language";
const Choose = createContext<(language: Language) => void>(() => undefined);

/** The member's language; before signing in the one chosen last on this machine, else the browser's. */
export function LanguageProvider({ first, children }: { first: Texts; children: ReactNode }) {
  const me = useMaybeMe();
  const [chosen, setChosen] = useState<Language>(first.language);
  const wanted = me?.member.language ?? chosen;
  const { language, messages } = useTexts(wanted, first);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(kept, language);
  }, [language]);
  const zone = me?.member.zone ?? browserZone();
  return (
    <Choose value={setChosen}>
      <IntlProvider locale={language} messages={messages} timeZone={zone}>
        <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>{children}</DatesProvider>
      </IntlProvider>
    </Choose>
  );
}

/** For pages without a member: chooses the language on this machine only. */
export const useChooseLanguage = (): ((language: Language) => void) => useContext(Choose);

export const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Before anybody is known. */
export function languageAtFirst(): Language {
  const language = localStorage.getItem(kept) ?? navigator.language.slice(0, 2);
  return language === "es" ? "es" : "en";
}
