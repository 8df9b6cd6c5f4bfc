import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { beginPage } from "../../../src/people/founding/contract.ts";
import { get } from "../../shell/api.ts";
import { meQuery } from "../../shell/me.ts";
import { Beginning, BeginningDoor } from "./beginning.tsx";

/** What the address opens that the operator was shown. */
export function BeginPage() {
  const t = useTranslations("arriving.begin");
  const { token } = useParams({ from: "/begin/$token" });
  useQuery(meQuery); // whose language this is, if somebody has signed in
  const url = `/api/begin/${encodeURIComponent(token)}`;
  const query = useQuery({ queryKey: ["begin", token], queryFn: () => get(url, beginPage), refetchOnWindowFocus: false });
  const words = { pageTitle: t("pageTitle"), title: t("title"), button: t("button"), expiredText: t("expiredText") };
  return (
    <BeginningDoor query={query} words={words}>
      {(told) => <Beginning told={told} words={words} url={url} />}
    </BeginningDoor>
  );
}
