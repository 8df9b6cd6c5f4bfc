import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function ReportsPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("reports")}>{null}</Page>;
}
