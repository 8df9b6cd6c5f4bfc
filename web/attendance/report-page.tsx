import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function ReportPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("reports")}>{null}</Page>;
}
