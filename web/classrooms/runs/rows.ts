import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";

/** Rows of external databases as people call them. */
export function useRows(): (rows: RunView["asked"]["rows"]) => string[] {
  const t = useTranslations("classrooms.runPage.wanted");
  return (rows) => rows.map(({ table, key, holds }) => t(holds === "link" ? "row" : "passcodeRow", { table: table ?? t("noTable"), key }));
}
