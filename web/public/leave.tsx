import { useTranslations } from "use-intl";
import { askToLeave } from "./asking.ts";
import { Twice } from "./twice.tsx";

/** Gives the place in one session up. */
export function Leave({ token, title, onLeft }: { token: string; title: string; onLeft: () => void }) {
  const t = useTranslations("join.leave");
  const words = { open: t("open"), name: t("openOf", { title }), text: t("text"), yes: t("yes"), no: t("no"), failed: t("refused") };
  return <Twice danger words={words} act={() => askToLeave(token)} onDone={onLeft} />;
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
