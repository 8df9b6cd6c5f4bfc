import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function WaitingPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("waiting")}>{null}</Page>;
}
