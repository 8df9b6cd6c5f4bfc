import { useTranslations } from "use-intl";
import { Page } from "../shell/page.tsx";

export function RoomPage() {
  const t = useTranslations("common.nav");
  return <Page title={t("rooms")}>{null}</Page>;
}
