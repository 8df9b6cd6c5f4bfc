import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { JoinPage as Page } from "../../src/attendees/contract.ts";
import { LanguageSwitch, useTellLanguage } from "./language.tsx";
import { Gone, Leave } from "./leave.tsx";
import { useNow } from "./now.ts";
import { State } from "./states.tsx";
import { useTold } from "./told.ts";
import { useTimes } from "./times.ts";
import { Moved, When } from "./when.tsx";

/** What an attendee sees behind the mailed link: what, when, and one button when it is time. */
export function JoinPage({ token }: { token: string }) {
  const { told, silent, ask } = useTold(token);
  const [left, setLeft] = useState<string | null>(null);
  const page = told?.is === "told" ? told.page : null;
  return (
    <>
      <header>
        <p className="institution">{page?.institution ?? ""}</p>
        <LanguageSwitch />
      </header>
      <main aria-busy={told === null}>
        <div className="card">
          {left !== null ? (
            <Gone title={left} />
          ) : (
            <>
              {told === null && <Waiting />}
              {told?.is === "unknown" && <Unknown />}
              {told?.is === "away" && <Away ask={ask} />}
              {page !== null && <Known page={page} token={token} ask={ask} onLeft={() => setLeft(page.title)} />}
              {silent && page !== null && <Silence />}
            </>
          )}
        </div>
      </main>
      {page?.sandbox === true && <Sandbox page={page} />}
    </>
  );
}

function Known({ page, token, ask, onLeft }: { page: Page; token: string; ask: () => void; onLeft: () => void }) {
  const tellLanguage = useTellLanguage();
  useEffect(() => tellLanguage(page.language), [tellLanguage, page.language]);
  const t = useTranslations("join");
  const { title, institution, state } = page;
  useEffect(() => {
    document.title = t("pageTitle", { title, institution });
  }, [t, title, institution]);
  return (
    <>
      <h1>{title}</h1>
      <div className={state === "cancelled" ? "gone" : ""}>
        <When page={page} />
      </div>
      {(state === "before" || state === "open" || state === "preparing" || state === "silent") && <Moved page={page} />}
      <div role="status">
        <State page={page} token={token} ask={ask} />
      </div>
      {page.mayLeave && <Leave token={token} title={title} onLeft={onLeft} />}
    </>
  );
}

function Waiting() {
  const t = useTranslations("join");
  return <p className="lead">{t("loading")}</p>;
}

function Unknown() {
  const t = useTranslations("join.unknown");
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  return (
    <>
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
    </>
  );
}

function Away({ ask }: { ask: () => void }) {
  const t = useTranslations("join.away");
  return (
    <div role="alert">
      <h1>{t("title")}</h1>
      <p>{t("text")}</p>
      <p>
        <button type="button" className="quiet" onClick={ask}>
          {t("again")}
        </button>
      </p>
    </div>
  );
}

function Silence() {
  const t = useTranslations("join.away");
  return (
    <p role="alert" className="refused">
      {t("short")}
    </p>
  );
}

function Sandbox({ page }: { page: Page }) {
  const t = useTranslations("join");
  const now = useNow();
  const times = useTimes();
  return <footer>{t("sandbox", { time: times.time(now, page.zone), city: times.city(page.zone) })}</footer>;
}
