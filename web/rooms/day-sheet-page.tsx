import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function DaySheetPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("timeline")}>{null}</Page>;
}
