import { useTranslations } from "use-intl";
import { whyNotCall, type Route } from "../../src/people/access/contract.ts";
import { useMaybeMe } from "./me.ts";

/** Why this reader can't call the route, as a sentence; null when nothing in the reader's role stands against it. By the table that the server obeys. */
export function useWhyNot(): (route: Route) => string | null {
  const me = useMaybeMe();
  const t = useTranslations("refusals");
  return (route) => {
    const why = whyNotCall(route, me?.member.role);
    return why === null ? null : t(why);
  };
}
