import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function SessionPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("mySessions")}>{null}</Page>;
}
