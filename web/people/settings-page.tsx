import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function SettingsPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("settings")}>{null}</Page>;
}
