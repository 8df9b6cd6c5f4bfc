import { VisuallyHidden } from "@mantine/core";
import { UserRoundPen, UserRoundX } from "lucide-react";
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

/** Beside a name that somebody gave to who came without a mark of theirs. */
export function ByHand({ by }: { by: string }) {
  const t = useTranslations("reports.report");
  return (
    <span className={classes.unmatched} title={t("matchedBy", { by })}>
      <UserRoundPen size={13} aria-hidden />
      <VisuallyHidden>, {t("matchedBy", { by })}</VisuallyHidden>
    </span>
  );
}
