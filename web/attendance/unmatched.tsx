import { VisuallyHidden } from "@mantine/core";
import { UserRoundX } from "lucide-react";
import { useTranslations } from "use-intl";
import classes from "./presence.module.css";

/** Beside a name that belongs to nobody registered. */
export function Unmatched() {
  const t = useTranslations("reports.report");
  return (
    <span className={classes.unmatched} title={t("unmatchedText")}>
      <UserRoundX size={13} aria-hidden />
      <VisuallyHidden>, {t("unmatched")}</VisuallyHidden>
    </span>
  );
}
