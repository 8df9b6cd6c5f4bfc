import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { IntlProvider, useLocale, useTranslations } from "use-intl";
import type { Language } from "../../src/people/contract.ts";
import { join as en } from "../../src/notices/messages/en/join.ts";
import { panel as panelEn } from "../../src/notices/messages/en/panel.ts";
import { join as es } from "../../src/notices/messages/es/join.ts";
import { panel as panelEs } from "../../src/notices/messages/es/panel.ts";
import { register as registerEn } from "../../src/notices/messages/en/register.ts";
import { register as registerEs } from "../../src/notices/messages/es/register.ts";
import { browsersLanguage, keepLanguage, languageChosenBefore, LANGUAGES } from "./kept-language.ts";

const messages = { en: { join: en, panel: panelEn, register: registerEn }, es: { join: es, panel: panelEs, register: registerEs } };

type Choice = { choose: (language: Language) => void; told: (language: Language) => void };
const Languages = createContext<Choice>({ choose: () => undefined, told: () => undefined });

/** What the visitor chose on this machine, else what the session's answer says, else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState(languageChosenBefore);
  const [told, setTold] = useState<Language | null>(null);
  const language = chosen ?? told ?? browsersLanguage();
  const choose = useCallback((to: Language) => {
    keepLanguage(to);
    setChosen(to);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(() => ({ choose, told: setTold }), [choose]);
  return (
    <Languages value={choice}>
      <IntlProvider locale={language} messages={messages[language]} timeZone="UTC">
        {children}
      </IntlProvider>
    </Languages>
  );
}

/** The answer knows the language in which the person was invited. */
export const useTellLanguage = (): ((language: Language) => void) => useContext(Languages).told;

/** For a page that keeps the choice with its person: there it counts more than what this machine remembers. */
export const useChooseLanguage = (): ((language: Language) => void) => useContext(Languages).choose;

export function LanguageSwitch({ onChoose }: { onChoose?: (language: Language) => void }) {
  const { choose } = useContext(Languages);
  const language = useLocale();
  const t = useTranslations("join");
  return (
    <div className="languages" role="group" aria-label={t("language")}>
      {LANGUAGES.map(({ value, name }) => (
        <button key={value} type="button" lang={value} aria-pressed={value === language} onClick={() => (onChoose ?? choose)(value)}>
          {name}
        </button>
      ))}
    </div>
  );
}
