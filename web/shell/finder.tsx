import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight, useSpotlight, type SpotlightActionData } from "@mantine/spotlight";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search, Video } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { bare } from "../../src/lib/text.ts";
import { foundSessions } from "../../src/sessions/contract.ts";
import { mySessionsQuery } from "../sessions/queries.ts";
import { get } from "./api.ts";
import { isAdmin, useMe } from "./me.ts";
import { menuFor } from "./menu.ts";
import { useTimes } from "./times.tsx";
import classes from "./shell.module.css";

const [store, finder] = createSpotlight();
export const openFinder = finder.open;

/** So that Enter opens the first. Mantine selects it when something is typed, and forgets it when the server's answer draws the list anew. */
function selectFirst(): void {
  const list = document.getElementById(store.getState().listId);
  list?.querySelectorAll("[data-action]").forEach((action, at) => action.toggleAttribute("data-selected", at === 0));
  store.updateState((state) => ({ ...state, selected: 0 }));
}

/** Ctrl-K: to a page or a session by typing. Administrators find everybody's. */
export function Finder() {
  const t = useTranslations("common");
  const [words, setWords] = useState("");
  const pages = usePages();
  const { sessions, searching } = useSessions(words);
  const shown = `${words} ${sessions.map(({ id }) => id).join(" ")}`;
  useEffect(() => {
    if (store.getState().query.trim() !== "") selectFirst();
    // What is listed is read from the page; that it changed is the reason.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shown]);
  return (
    <Spotlight
      store={store}
      actions={[
        { group: t("spotlight.pages"), actions: pages },
        { group: t("spotlight.sessions"), actions: sessions },
      ]}
      query={words}
      onQueryChange={setWords}
      shortcut="mod + K"
      limit={16}
      highlightQuery
      // Mantine fades it below 4.5:1 where it is selected.
      styles={{ actionDescription: { opacity: 1 } }}
      classNames={{
        actionsList: classes.found ?? "",
        actionBody: classes.foundBody ?? "",
        actionLabel: classes.cut ?? "",
        actionDescription: classes.cut ?? "",
      }}
      scrollable
      maxHeight={420}
      nothingFound={t(searching ? "spotlight.searching" : "spotlight.nothing")}
      searchProps={{ leftSection: <Search size={18} aria-hidden />, placeholder: t("spotlight.placeholder"), "aria-label": t("header.find") }}
    />
  );
}

function usePages(): SpotlightActionData[] {
  const me = useMe();
  const t = useTranslations("common.nav");
  const go = useNavigate();
  return menuFor(me).map(({ to, word, icon: Icon }) => ({
    id: to,
    label: t(word),
    keywords: bare(t(word)),
    leftSection: <Icon size={18} aria-hidden />,
    onClick: () => void go({ to }),
  }));
}

type Found = { id: string; title: string; start: string; zone: string; organizer?: string };

/** What the server finds for the words; before there are any, one's own sessions. */
function useSessions(typed: string): { sessions: SpotlightActionData[]; searching: boolean } {
  const admin = isAdmin(useMe());
  const times = useTimes();
  const go = useNavigate();
  const [settled] = useDebouncedValue(typed.trim(), 200);
  const { opened } = useSpotlight(store);
  const own = useQuery({ ...mySessionsQuery, refetchInterval: false, staleTime: 30_000, enabled: opened });
  const found = useQuery({
    queryKey: ["sessions", "found", settled],
    queryFn: () => get(`/api/sessions?q=${encodeURIComponent(settled)}`, foundSessions),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const mine = own.data === undefined ? [] : [...own.data.open, ...(own.data.next === null ? [] : [own.data.next]), ...own.data.coming, ...own.data.past];
  const searching = typed.trim() !== settled || found.isFetching;
  // An answer to earlier words stays only as far as it fits these: Enter must not open what was not looked for.
  const answer = (found.data?.sessions ?? []).filter(({ title }) => !searching || bare(title).includes(bare(typed.trim())));
  const shown: Found[] = typed.trim() === "" ? mine.map(({ organizer: _, ...session }) => session) : answer;
  const sessions = [...new Map(shown.map((each) => [each.id, each])).values()].map((session) => ({
    id: session.id,
    label: session.title,
    title: session.title,
    description: [`${times.moment(session.start, session.zone)} ${times.zone(session.zone)}`, ...(admin && session.organizer ? [session.organizer] : [])].join(
      " · ",
    ),
    // The server has searched already, in other ways than this list would.
    keywords: typed,
    leftSection: <Video size={18} aria-hidden />,
    onClick: () => void go({ to: "/sessions/$id", params: { id: session.id } }),
  }));
  return { sessions, searching };
}
