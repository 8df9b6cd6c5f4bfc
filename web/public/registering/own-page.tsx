import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { OwnRegistration } from "../../../src/attendees/registration/contract.ts";
import { useTellLanguage } from "../language.tsx";
import { setNow } from "../now.ts";
import { useTimes } from "../times.ts";
import { askDeed, askOwn, type Told } from "./asking.ts";
import { Cancel } from "./cancel.tsx";
import { Frame, What } from "./frame.tsx";

/** Behind the mailed address: confirm, see, and give back. Opening it does nothing by itself: programs that look through mails open every link. */
export function OwnPage({ token }: { token: string }) {
  const [told, setTold] = useState<Told<OwnRegistration> | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const t = useTranslations("register.form");
  const take = useCallback((answer: Told<OwnRegistration>): void => {
    if (answer.is === "told") setNow(answer.told.now, answer.told.clockRuns);
    setTold(answer);
  }, []);
  const ask = useCallback(() => void askOwn(token).then(take), [token, take]);
  useEffect(ask, [ask]);
  const act = async (deed: "confirm" | "cancel"): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setRefused(null);
    const answer = await askDeed(token, deed);
    setBusy(false);
    if (answer.is === "told" || answer.is === "unknown") return take(answer);
    setRefused(answer.is === "refused" ? answer.detail : t("away"));
    if (answer.is === "refused") ask();
  };
  return (
    <Frame told={told} ask={ask}>
      {(page) => (
        <>
          <TellLanguage language={page.language} />
          <What page={page} gone={page.standing === "cancelled"} />
          <div className="state" role="status">
            <Standing page={page} busy={busy} act={(deed) => void act(deed)} />
          </div>
          {refused !== null && (
            <p role="alert" className="refused">
              {refused}
            </p>
          )}
        </>
      )}
    </Frame>
  );
}

function TellLanguage({ language }: { language: "en" | "es" }) {
  const tell = useTellLanguage();
  useEffect(() => tell(language), [tell, language]);
  return null;
}

type Props = { page: OwnRegistration; busy: boolean; act: (deed: "confirm" | "cancel") => void };

function Standing({ page, busy, act }: Props) {
  const t = useTranslations("register.own");
  const { name, email, state, standing } = page;
  switch (state) {
    case "unconfirmed":
      if (standing !== null) return <NoLonger standing={standing} />;
      return (
        <>
          <p className="lead">{t("unconfirmed")}</p>
          <p>{t("unconfirmedText", { name, email })}</p>
          <button type="button" className="join" aria-disabled={busy} onClick={() => act("confirm")}>
            {busy ? t("confirming") : t("confirm")}
          </button>
        </>
      );
    case "registered":
      return (
        <>
          <p className="lead">{t("registered")}</p>
          {standing !== "over" && standing !== "cancelled" && <p>{t("registeredText", { name, email })}</p>}
          <Places page={page} />
          {standing !== "over" && standing !== "cancelled" && <Cancel busy={busy} cancel={() => act("cancel")} />}
        </>
      );
    case "cancelled":
      return (
        <>
          <p className="lead">{t("cancelled")}</p>
          <p>{t("cancelledText", { email })}</p>
          <Again page={page} />
        </>
      );
    case "expired":
      return (
        <>
          <p className="lead">{t("expired")}</p>
          <p>{t("expiredText")}</p>
          <Again page={page} />
        </>
      );
  }
}

function NoLonger({ standing }: { standing: NonNullable<OwnRegistration["standing"]> }) {
  const t = useTranslations("register.state");
  const own = useTranslations("register.own");
  return (
    <>
      <p className="lead">{t(standing)}</p>
      <p>{standing === "full" ? t("fullText") : own("noLonger")}</p>
    </>
  );
}

/** The person's own page in each session, which stays the same wherever the session goes. */
function Places({ page: { sessions } }: { page: OwnRegistration }) {
  const t = useTranslations("register.own");
  const times = useTimes();
  const places = sessions.filter(({ address }) => address !== null);
  return (
    <ul className="places">
      {places.map(({ address, title, start, zone }) => (
        <li key={address}>
          <a className="quiet" href={address!}>
            {places.length === 1 ? t("place") : t("placeOf", { title, when: times.moment(start, zone) })}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Again({ page }: { page: OwnRegistration }) {
  const t = useTranslations("register.own");
  if (page.standing === "over" || page.standing === "cancelled") return null;
  return (
    <p>
      <a className="quiet" href={page.page}>
        {t("again")}
      </a>
    </p>
  );
}
