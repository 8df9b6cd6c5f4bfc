import { useTranslations } from "use-intl";

/** What is the matter with a database, by its message key. */
export function useExternalFound(): (because: string) => string {
  const t = useTranslations("external.found");
  const common = useTranslations("common.trouble");
  return (because) => (t.has(because as "silent") ? t(because as "silent") : common("notNow"));
}
