import { useTranslations } from "use-intl";
import type { RunView } from "../../../src/classrooms/runs/contract.ts";

/** What is true, in Zoom and in the database, once it goes on without the row that hinders it; null: it can't. */
export function useWithout({ kind, steps, whyNot }: RunView): { title: string; text: string; body: { place: string; because: string } } | null {
  const t = useTranslations("classrooms.runPage");
  const step = steps.find(({ name, because }) => (name === "write_rows" || name === "set_passcode") && because !== null);
  if (whyNot.letGo !== null || step === undefined || step.because === null) return null;
  const { because, values } = step;
  const row = { table: String(values["table"] ?? ""), key: String(values["key"] ?? "") };
  const said = [
    step.name === "set_passcode" ? t("letGoZoomNext") : kind === "change passcode" || Number(values["half"] ?? 0) === 0 ? t("letGoZoom") : null, // with nothing written only Zoom can be ahead
    Number(values["half"] ?? 0) > 0 ? t("letGoDone", { done: String(values["done"] ?? "") }) : null,
    t(because === "row_none" ? "letGoNone" : "letGoThere", row),
    t("letGoEnd"),
  ];
  return { title: t("letGoTitle", row), text: said.filter((each) => each !== null).join(" "), body: { place: String(values["place"] ?? ""), because } };
}
