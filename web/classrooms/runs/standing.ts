import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";

type Column = RunView["stands"][number];

/** What stands in a row that somebody changed, a line for each column; none where it is not known. */
export function useColumns(): (stands: readonly Column[]) => string[] {
  const t = useTranslations("classrooms.runPage");
  const said = ({ what, value, isHidden }: Column): string => {
    if (isHidden) return t(what === "link" ? "stands.link" : "stands.passcode");
    if (value === null || value === "") return t("undoing.empty");
    return what === "link" ? t("stands.linkAt", { host: value }) : value;
  };
  return (stands) => stands.map((one) => t(`undoing.columns.${one.what}`, { value: said(one) }));
}

/** The same in one sentence. */
export function useStanding(): (stands: readonly Column[]) => string {
  const t = useTranslations("classrooms.runPage");
  const columns = useColumns();
  return (stands) => (stands.length === 0 ? "" : t("stands.now", { columns: columns(stands).join(" · ") }));
}
