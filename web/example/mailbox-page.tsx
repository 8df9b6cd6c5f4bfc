import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function MailboxPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("mailbox")}>{null}</Page>;
}
