import { Spotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search, Video } from "lucide-react";
import { useTranslations } from "use-intl";
import { mySessionsQuery } from "../sessions/queries.ts";
import { useMe } from "./me.ts";
import { menuFor } from "./menu.ts";
import { useTimes } from "./times.tsx";

/** Ctrl-K: to a page or to one of one's sessions by typing. */
export function Finder() {
  const me = useMe();
  const t = useTranslations("common");
  const times = useTimes();
  const go = useNavigate();
  const { data } = useQuery({ ...mySessionsQuery, refetchInterval: false, staleTime: 30_000 });
  const sessions = data === undefined ? [] : [...data.open, ...(data.next === null ? [] : [data.next]), ...data.coming, ...data.past];
  const actions = [
    {
      group: t("spotlight.pages"),
      actions: menuFor(me).map(({ to, word, icon: Icon }) => ({
        id: to,
        label: t(`nav.${word}`),
        leftSection: <Icon size={18} aria-hidden />,
        onClick: () => void go({ to }),
      })),
    },
    {
      group: t("spotlight.sessions"),
      actions: [...new Map(sessions.map((each) => [each.id, each])).values()].map((session) => ({
        id: session.id,
        label: session.title,
        description: `${times.moment(session.start, session.zone)} ${times.zone(session.zone)}`,
        leftSection: <Video size={18} aria-hidden />,
        onClick: () => void go({ to: "/sessions/$id", params: { id: session.id } }),
      })),
    },
  ];
  return (
    <Spotlight
      actions={actions}
      shortcut="mod + K"
      limit={12}
      highlightQuery
      // Mantine fades it below 4.5:1 where it is selected.
      styles={{ actionDescription: { opacity: 1 } }}
      scrollable
      maxHeight={420}
      nothingFound={t("spotlight.nothing")}
      searchProps={{ leftSection: <Search size={18} aria-hidden />, placeholder: t("spotlight.placeholder"), "aria-label": t("header.find") }}
    />
  );
}
