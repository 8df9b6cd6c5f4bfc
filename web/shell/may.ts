import { useTranslations } from "use-intl";
import { whyNotCall, type Route } from "../../src/people/access/contract.ts";
import { useMaybeMe } from "./me.ts";

/** Whether the reader's role lets the route be called: for what would only be in the way of those who never may, such as another's pages in the menu. A button is shown and says why not. */
export function useMay(): (route: Route) => boolean {
  const me = useMaybeMe();
  return (route) => whyNotCall(route, me?.member.role) === null;
}

/** Why this reader can't call the route, as a sentence; null when nothing in the reader's role stands against it. By the table that the server obeys. */
export function useWhyNot(): (route: Route) => string | null {
  const me = useMaybeMe();
  const t = useTranslations("refusals");
  return (route) => {
    const why = whyNotCall(route, me?.member.role);
    return why === null ? null : t(why);
  };
}
