import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useSaying } from "../shell/saying.tsx";
import { useWhyNot } from "../shell/trouble.tsx";
import { roomChoicesQuery, useMove } from "./timeline-queries.ts";
import type { TimelineSession } from "./timeline-rows.ts";

const NOBODY = { id: "-", revision: 0 } as TimelineSession;

/** Why a room can't take what is being dragged, asked of the server once for each drag; all are open until it answers. */
export function useDragChoices(dragged: TimelineSession | null) {
  const { data, isPending } = useQuery({ ...roomChoicesQuery(dragged ?? NOBODY), enabled: dragged !== null });
  const whyNotOf = useMemo(() => {
    const reasons = new Map((data?.rooms ?? []).map((room) => [room.id, room.whyNot]));
    return (roomId: string): string | null => reasons.get(roomId) ?? null;
  }, [data]);
  return { whyNotOf, loading: dragged !== null && isPending };
}

/** Moves what was dropped, if the room takes it; a drop before the answer waits for it. */
export function useDrop(): (session: TimelineSession, room: { id: string; name: string }) => Promise<void> {
  const t = useTranslations("timeline");
  const queries = useQueryClient();
  const saying = useSaying();
  const reasonOf = useWhyNot();
  const move = useMove();
  return async (session, room) => {
    if (session.room?.id === room.id) return;
    try {
      const { rooms } = await queries.ensureQueryData(roomChoicesQuery(session));
      const whyNot = rooms.find((each) => each.id === room.id)?.whyNot ?? null;
      if (whyNot === null) return move.mutate({ session, room });
      saying.refused(t("notMoved"), `${room.name}: ${reasonOf(whyNot) ?? t("cantUse")}`);
    } catch (error) {
      saying.failed(error);
    }
  };
}
