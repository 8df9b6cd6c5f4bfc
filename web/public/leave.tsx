import { useState } from "react";
import { useTranslations } from "use-intl";
import { askToLeave } from "./asking.ts";

/** Gives the place in one session up, in two presses: the second says what it means. */
export function Leave({ token, title, onLeft }: { token: string; title: string; onLeft: () => void }) {
  const t = useTranslations("join.leave");
  const [asked, setAsked] = useState(false);
  const [going, setGoing] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const leave = async (): Promise<void> => {
    if (going) return;
    setGoing(true);
    setRefused(null);
    const answer = await askToLeave(token);
    setGoing(false);
    if (answer.is === "left") onLeft();
    else setRefused(answer.why ?? t("refused"));
  };
  if (!asked) {
    return (
      <button type="button" className="plain" aria-label={t("openOf", { title })} onClick={() => setAsked(true)}>
        {t("open")}
      </button>
    );
  }
  return (
    <div className="leave" role="group" aria-label={t("openOf", { title })}>
      <p>{t("text")}</p>
      <div className="choices">
        <button type="button" className="quiet danger" autoFocus aria-busy={going} onClick={() => void leave()}>
          {t("yes")}
        </button>
        <button type="button" className="quiet" onClick={() => setAsked(false)}>
          {t("no")}
        </button>
      </div>
      {refused !== null && (
        <p role="alert" className="refused">
          {refused}
        </p>
      )}
    </div>
  );
}

/** What stays of the page once somebody has left. */
export function Gone({ title }: { title: string }) {
  const t = useTranslations("join.leave");
  return (
    <div role="status">
      <h1>{title}</h1>
      <p className="lead">{t("done")}</p>
      <p>{t("doneText")}</p>
    </div>
  );
}
