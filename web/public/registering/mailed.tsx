import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

/** The same whether the address is on the list already or not. */
export function Mailed({ email, again }: { email: string; again: () => void }) {
  const t = useTranslations("register.mailed");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="state">
      <h2 ref={title} tabIndex={-1}>
        {t("title")}
      </h2>
      <p>{t("text", { email })}</p>
      <p className="own">{t("spam")}</p>
      <p>
        <button type="button" className="quiet" onClick={again}>
          {t("again")}
        </button>
      </p>
    </div>
  );
}
