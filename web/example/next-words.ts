import { useTranslations } from "use-intl";

/** What falls due next, in words; something new that has no words yet is still said to be due. */
export function useNextWords(): (what: string) => string {
  const t = useTranslations("sandbox.next");
  return (what) => {
    const key = what as "other";
    return t.has(key) ? t(key) : t("other");
  };
}
