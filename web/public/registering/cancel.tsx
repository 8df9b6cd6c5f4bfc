import { useState } from "react";
import { useTranslations } from "use-intl";

/** Asked once more: a place that was given back may be somebody else's a moment later. */
export function Cancel({ busy, cancel }: { busy: boolean; cancel: () => void }) {
  const t = useTranslations("register.own");
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <p>
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {t("cancel")}
        </button>
      </p>
    );
  return (
    <section className="sure" aria-label={t("cancelSure")}>
      <h2>{t("cancelSure")}</h2>
      <p>{t("cancelSureText")}</p>
      <p className="answers">
        {/* The keyboard stands on what does no harm. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- it appears where the button was that was pressed */}
        <button type="button" className="quiet" autoFocus onClick={() => setAsking(false)}>
          {t("cancelNo")}
        </button>
        <button type="button" className="quiet" aria-disabled={busy} onClick={cancel}>
          {t("cancelYes")}
        </button>
      </p>
    </section>
  );
}
