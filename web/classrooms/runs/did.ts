import { useTranslations } from "use-intl";
import type { RunStepView, RunView } from "../../../src/classrooms/runs/contract.ts";
import { useRows } from "./rows.ts";

/** What a step that is done has done, as a sentence; null: its name says it. */
export function useDid(): (step: RunStepView, run: RunView) => string | null {
  const t = useTranslations("runs.did");
  const rows = useRows();
  return ({ did }, { asked }) => {
    if (did === null) return null;
    const written = rows(asked.rows.filter(({ isWritten }) => isWritten)).join("; ");
    const isSaid = t.has(did.what as "written") && ((did.what !== "written" && did.what !== "taken_out") || written !== "");
    return isSaid ? t(did.what as "written", { n: 0, there: 0, name: "", rows: written, ...did.values } as never) : null;
  };
}
