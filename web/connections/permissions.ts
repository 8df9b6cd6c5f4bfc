import { useTranslations } from "use-intl";

/** Permissions of a role in Zoom, by their names in its API, as whoever administers Zoom finds them on its page of roles. */
export function usePermissions(): (names: readonly string[]) => string {
  const t = useTranslations("connecting.permissions");
  return (names) =>
    names
      .map((name) => {
        const key = name.replace(":", "") as "UserRead";
        return t.has(key) ? `${t(key)} (${name})` : name;
      })
      .join("; ");
}
