import "./panel.css";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { PanelPage as Page } from "../../../src/attendees/panel/contract.ts";
import type { Language } from "../../../src/people/contract.ts";
import { LanguageSwitch, useChooseLanguage } from "../language.tsx";
import { useNow } from "../now.ts";
import { useTimes, visitorsZone } from "../times.ts";
import { keepChoice, usePanel } from "./asking.ts";
import { Feed } from "./feed.tsx";
import { Renew } from "./renew.tsx";
import { Sessions } from "./sessions.tsx";
import { Zone } from "./zone.tsx";

/** All of a person's sessions in one institution, behind a mailed link. */
export default function PanelPage({ token }: { token: string }) {
  const { told, silent, ask } = usePanel(token);
  const [renewed, setRenewed] = useState(false);
  const choose = useChooseLanguage();
  const t = useTranslations("panel");
  const join = useTranslations("join");
  const page = told?.is === "told" ? told.page : null;
  const keepLanguage = (language: Language): void => {
    choose(language);
    void keepChoice(token, { language }).then(ask);
  };
  return (
    <>
      <header>
        <p className="institution">{page?.institution ?? ""}</p>
        <LanguageSwitch {...(page === null ? {} : { onChoose: keepLanguage })} />
      </header>
      <main className="wide" aria-busy={told === null}>
        {told === null && <p className="lead">{join("loading")}</p>}
        {renewed && page !== null && (
          <div className="card" role="status">
            <h1>{t("renew.done")}</h1>
            <p>{t("renew.doneText", { email: page.email })}</p>
          </div>
        )}
        {!renewed && told?.is === "unknown" && <Unknown />}
        {!renewed && (silent || told?.is === "away") && (
          <p role="alert" className="refused">
            {join("away.short")}
          </p>
        )}
        {!renewed && page !== null && <Known page={page} token={token} ask={ask} onRenewed={() => setRenewed(true)} />}
      </main>
      {page?.sandbox === true && <Sandbox zone={page.zone ?? visitorsZone()} />}
    </>
  );
}

type Props = { page: Page; token: string; ask: () => Promise<void>; onRenewed: () => void };

function Known({ page, token, ask, onRenewed }: Props) {
  const t = useTranslations("panel");
  const choose = useChooseLanguage();
  const [left, setLeft] = useState<string | null>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const { institution, email, language, sessions, courses } = page;
  useEffect(() => choose(language), [choose, language]);
  useEffect(() => {
    document.title = t("pageTitle", { institution });
  }, [t, institution]);
  useEffect(() => {
    if (left !== null) said.current?.focus(); // the button that was pressed is gone
  }, [left]);
  const onLeft = (title: string): void => {
    setLeft(title);
    void ask();
  };
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="of">{t("of", { institution, email })}</p>
      {left !== null && (
        <p className="said" role="status" tabIndex={-1} ref={said}>
          {t("left", { title: left })}
        </p>
      )}
      {sessions.length + courses.length === 0 ? <p className="card">{t("none", { email })}</p> : <Sessions page={page} onLeft={onLeft} />}
      <Zone page={page} token={token} ask={ask} />
      <Feed page={page} token={token} ask={ask} />
      <Renew page={page} token={token} onRenewed={onRenewed} />
    </>
  );
}

function Unknown() {
  const t = useTranslations("panel.unknown");
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  return (
    <div className="card">
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <p>
        <a className="quiet" href="/panel">
          {t("ask")}
        </a>
      </p>
    </div>
  );
}

function Sandbox({ zone }: { zone: string }) {
  const t = useTranslations("join");
  const now = useNow();
  const times = useTimes();
  return <footer>{t("sandbox", { time: times.time(now, zone), city: times.city(zone) })}</footer>;
}
