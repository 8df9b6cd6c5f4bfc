import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { stateLooks } from "../sessions/state-badge.tsx";
import { useTimes } from "../shell/times.tsx";
import { titleOf } from "./timeline-queries.ts";
import type { TimelineSession } from "./timeline-rows.ts";

export type BlockWords = { title: string; time: string; label: string };
export type WordsOf = (session: TimelineSession) => BlockWords;

/** What blocks say. Made once for the whole board and once for each session: there may be thousands, and scrolling must not write them anew. */
export function useBlockWords(zone: string): WordsOf {
  const t = useTranslations("timeline");
  const states = useTranslations("common.state");
  const times = useTimes();
  return useMemo(() => {
    const known = new WeakMap<TimelineSession, BlockWords>();
    const write = (session: TimelineSession): BlockWords => {
      const title = titleOf(session, t("privateTitle"));
      const state = states(stateLooks[session.state].word);
      const reserved = session.reserved ?? session;
      const label = t("block", {
        title,
        state: session.alarm ? `${state}, ${t("alarm")}` : state,
        time: `${times.range(session.start, session.end, zone)} ${times.zone(zone)}`,
        room: (session.room ?? session.host)?.name ?? t("noRoomYet"),
        reserved: times.timeRange(reserved.start, reserved.end, zone),
      });
      return { title, time: times.time(session.start, zone), label };
    };
    return (session) => {
      const words = known.get(session) ?? write(session);
      known.set(session, words);
      return words;
    };
  }, [states, t, times, zone]);
}
