import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function AskPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("ask")}>{null}</Page>;
}
