import { useTranslations } from "use-intl";
import { unstopped } from "./said.ts";
import { isToMend } from "./waits-for.ts";

type Values = Record<string, string | number>;

/** Said as "does not answer", which needs no more words. */
const SILENT = ["", "silent", "nobody_there", "broken_off"];

/** Under `runs.why`: of a database that is waited for, what is known of why; of a mapping that is gone, which column is. */
export function keyOfWhy(because: string, { found = "", column = "" }: Values): string {
  if (because === "row_gone" && column !== "") return "row_column_gone";
  if (because !== "database_away" || SILENT.includes(String(found))) return because;
  return isToMend(found) ? "database_to_mend" : "database_said";
}

/** Why something waits, failed or was left out, as a sentence. */
export function useWhy(): (because: string, values: Values) => string {
  const t = useTranslations("runs.why");
  const found = useTranslations("external.found");
  return (because, values) => {
    const key = keyOfWhy(because, values) as "run_surprise";
    const known = values["found"] as Parameters<typeof found>[0];
    const told = {
      said: "",
      table: "",
      key: "",
      column: "",
      done: "",
      half: 0,
      n: 0,
      ...unstopped(values),
      found: known !== undefined && found.has(known) ? found(known, {} as never) : "",
    };
    const why = t.has(key) ? t(key, told as never) : t("run_surprise");
    return values["first"] === 1 ? `${why.trim()} ${t("zoom_stays_first")}` : why;
  };
}
