import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function SandboxPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("clock")}>{null}</Page>;
}
