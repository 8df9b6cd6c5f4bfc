import { useEffect, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { RegisterPage } from "../../../src/attendees/registration/contract.ts";
import { LanguageSwitch } from "../language.tsx";
import { useNow } from "../now.ts";
import { useTimes } from "../times.ts";
import { When } from "../when.tsx";
import type { Told } from "./asking.ts";

type Shown = Pick<RegisterPage, "title" | "institution" | "sessions" | "sandbox">;

/** What both pages share: whose it is, the card, and what is said where there is nothing to show. */
export function Frame<T extends Shown>({ told, ask, children }: { told: Told<T> | null; ask: () => void; children: (page: T) => ReactNode }) {
  const page = told?.is === "told" ? told.told : null;
  const t = useTranslations("register");
  const join = useTranslations("join");
  const title = page === null ? told?.is === "unknown" ? t("unknown.title") : null : t("pageTitle", { title: page.title, institution: page.institution }); // prettier-ignore
  useEffect(() => {
    if (title !== null) document.title = title;
  }, [title]);
  return (
    <>
      <header>
        <p className="institution">{page?.institution ?? ""}</p>
        <LanguageSwitch />
      </header>
      <main aria-busy={told === null}>
        <div className="card">
          {told === null && <p className="lead">{join("loading")}</p>}
          {told?.is === "unknown" && (
            <>
              <h1>{t("unknown.title")}</h1>
              <p>{t("unknown.text")}</p>
            </>
          )}
          {(told?.is === "away" || told?.is === "refused") && (
            <div role="alert">
              <h1>{join("away.title")}</h1>
              {told.is === "refused" && <p>{told.detail}</p>}
              <p>
                <button type="button" className="quiet" onClick={ask}>
                  {join("away.again")}
                </button>
              </p>
            </div>
          )}
          {page !== null && children(page)}
        </div>
      </main>
      {page?.sandbox === true && <Sandbox zone={page.sessions[0]?.zone ?? "UTC"} />}
    </>
  );
}

/** What it is and when: one session, or each of a list. */
export function What({ page, gone }: { page: Shown; gone: boolean }) {
  const t = useTranslations("register");
  const { title, sessions } = page;
  return (
    <>
      <h1>{title}</h1>
      {sessions.length === 1 && (
        <div className={gone ? "gone" : ""}>
          <When page={sessions[0]!} />
        </div>
      )}
      {sessions.length > 1 && (
        <>
          <p>
            {t("sessions", { n: sessions.length })}. {t("all")}
          </p>
          <ul className={gone ? "programme gone" : "programme"}>
            {sessions.map((one, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- they have no other key, and never change their order
              <li key={i}>
                <p className="name">{one.title}</p>
                <When page={one} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Sandbox({ zone }: { zone: string }) {
  const t = useTranslations("join");
  const now = useNow();
  const times = useTimes();
  return <footer>{t("sandbox", { time: times.time(now, zone), city: times.city(zone) })}</footer>;
}
