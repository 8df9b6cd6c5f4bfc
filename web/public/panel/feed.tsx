import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { PanelPage } from "../../../src/attendees/panel/contract.ts";
import { renewFeed } from "./asking.ts";
import { Twice } from "../twice.tsx";

/** The address by which a calendar program follows the person's sessions. */
export function Feed({ page, token, ask }: { page: PanelPage; token: string; ask: () => Promise<void> }) {
  const t = useTranslations("panel.feed");
  const panel = useTranslations("panel");
  const id = useId();
  const [said, setSaid] = useState<string | null>(null);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(page.feed);
    setSaid(t("copied"));
  };
  const onDone = (): void => {
    setSaid(t("renewed"));
    void ask();
  };
  return (
    <section className="setting" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t("title")}</h2>
      <p>{t("text")}</p>
      <div className="choices">
        <a className="quiet" href={page.feed.replace(/^https?:/, "webcal:")}>
          {t("subscribe")}
        </a>
        <button type="button" className="quiet" onClick={() => void copy()}>
          {t("copy")}
        </button>
      </div>
      <label htmlFor={id}>{t("address")}</label>
      <input id={id} readOnly value={page.feed} onFocus={(event) => event.target.select()} />
      <p role="status" className="own">
        {said}
      </p>
      <Twice
        words={{ open: t("renew"), text: t("renewText"), yes: panel("yes"), no: panel("no"), failed: panel("refused") }}
        act={() => renewFeed(token)}
        onDone={onDone}
      />
    </section>
  );
}
