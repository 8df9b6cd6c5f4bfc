import { useTranslations } from "use-intl";
import type { PanelPage } from "../../../src/attendees/panel/contract.ts";
import { renewPanel } from "./asking.ts";
import { Twice } from "../twice.tsx";

/** When the panel's address has got into other hands. */
export function Renew({ page, token, onRenewed }: { page: PanelPage; token: string; onRenewed: () => void }) {
  const t = useTranslations("panel.renew");
  const panel = useTranslations("panel");
  return (
    <section className="setting" aria-labelledby="renew">
      <h2 id="renew">{t("title")}</h2>
      <p>{t("text")}</p>
      <Twice
        words={{ open: t("open"), text: t("confirm", { email: page.email }), yes: panel("yes"), no: panel("no"), failed: panel("refused") }}
        act={() => renewPanel(token)}
        onDone={onRenewed}
      />
    </section>
  );
}
