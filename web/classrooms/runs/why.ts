import { useTranslations } from "use-intl";
import { unstopped } from "./said.ts";

type Values = Record<string, string | number>;

/** Why something waits, failed or was left out, as a sentence. */
export function useWhy(): (because: string, values: Values) => string {
  const t = useTranslations("runs.why");
  return (because, values) => {
    const key = because as "run_surprise";
    const why = t.has(key) ? t(key, { said: "", table: "", key: "", column: "", done: "", half: 0, n: 0, ...unstopped(values) } as never) : t("run_surprise");
    return values["first"] === 1 ? `${why.trim()} ${t("zoom_stays_first")}` : why;
  };
}
