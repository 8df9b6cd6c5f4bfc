import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { addDays, iso, startOfDay } from "../../src/lib/time.ts";
import { roomChoices, sessionDetail, type RoomChoice } from "../../src/sessions/contract.ts";
import { timeline } from "../../src/sessions/showing/contract.ts";
import { get, send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";
import type { TimelineSession } from "./timeline-rows.ts";

export const timelineQuery = (days: readonly string[], zone: string) => {
  const from = iso(startOfDay(days[0]!, zone));
  const to = iso(startOfDay(addDays(days.at(-1)!, 1), zone));
  return queryOptions({
    queryKey: ["timeline", from, to],
    queryFn: () => get(`/api/timeline?from=${from}&to=${to}`, timeline),
    refetchInterval: days.length > 1 ? 15_000 : 5000,
    placeholderData: keepPreviousData,
  });
};

/** Which rooms a session or request may go to, and why not to the others: the same reasons that the move itself would answer. */
export const roomChoicesQuery = (session: TimelineSession) =>
  queryOptions({
    queryKey: ["sessions", session.id, "rooms", session.revision],
    queryFn: () => get(`/api/sessions/${encodeURIComponent(session.id)}/rooms`, roomChoices),
    staleTime: 0,
  });

type Move = { session: TimelineSession; room: Pick<RoomChoice, "id" | "name"> };

/** Puts a session into another room, or a waiting request into its first. Says what happened, with *Undo* where there is a way back. */
export function useMove(onDone?: () => void) {
  const t = useTranslations("timeline");
  const queries = useQueryClient();
  const saying = useSaying();
  const refresh = (): Promise<unknown> =>
    Promise.all(["timeline", "sessions", "waiting", "rooms", "my-sessions", "me"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const back = async (session: TimelineSession, roomId: string, roomName: string): Promise<void> => {
    try {
      const { revision } = await get(path(session), sessionDetail);
      await send("POST", `${path(session)}/move`, { roomId, revision, stays: session.stays });
      saying.done(t("undone", { title: titleOf(session, t("privateTitle")), room: roomName }));
    } catch (error) {
      saying.failed(error);
    }
    await refresh();
  };
  return useMutation({
    mutationFn: ({ session, room }: Move) =>
      send("POST", `${path(session)}/${session.room === null ? "assign" : "move"}`, { roomId: room.id, revision: session.revision }),
    onSuccess: async (_, { session, room }) => {
      await refresh(); // the board shows it there before anything says so, and the keyboard finds it
      const from = session.room;
      const words = { title: titleOf(session, t("privateTitle")), room: room.name };
      if (from === null) saying.done(t("assigned", words));
      else saying.done(t("movedTo", words), () => void back(session, from.id, from.name));
      onDone?.();
    },
    onError: (error) => {
      saying.failed(error);
      void refresh();
    },
  });
}

const path = (session: TimelineSession): string => `/api/sessions/${encodeURIComponent(session.id)}`;
/** Titles of others' sessions are blank for organizers. */
export const titleOf = (session: { title: string }, blank: string): string => (session.title === "" ? blank : session.title);
