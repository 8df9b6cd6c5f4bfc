import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import { changeRoom, roomDetail, roomList, type Room } from "../../src/rooms/contract.ts";
import { ProblemError, get, send } from "../shell/api.ts";
import { useSaying } from "../shell/saying.tsx";

export const roomsQuery = queryOptions({ queryKey: ["rooms"], queryFn: () => get("/api/rooms", roomList), refetchInterval: 10_000 });
export const roomQuery = (id: string) =>
  queryOptions({ queryKey: ["rooms", id], queryFn: () => get(`/api/rooms/${encodeURIComponent(id)}`, roomDetail), refetchInterval: 10_000 });

type Fields = Omit<z.infer<typeof changeRoom>, "revision">;
type Change = { room: Room; fields: Fields; said: string };
/** What somebody else changed meanwhile, to be shown beside the room. */
export type RoomConflict = { before: Room; now: Room };

/** Saves a room at once, with *Undo*. When somebody else was faster nothing is saved and `onConflict` tells what differs. */
export function useChangeRoom(onConflict: (conflict: RoomConflict) => void) {
  const t = useTranslations("rooms");
  const queries = useQueryClient();
  const saying = useSaying();
  const refresh = (): Promise<unknown> => Promise.all(["rooms", "timeline", "waiting"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const latest = async (id: string): Promise<Room> => (await get(`/api/rooms/${encodeURIComponent(id)}`, roomDetail)).room;
  const undo = async ({ room, fields }: Change): Promise<void> => {
    const back = Object.fromEntries(Object.keys(fields).map((name) => [name, room[name as keyof Room]]));
    try {
      const { revision } = await latest(room.id);
      await send("PATCH", `/api/rooms/${encodeURIComponent(room.id)}`, { ...back, revision });
      saying.done(t("undone"));
    } catch (error) {
      saying.failed(error);
    }
    await refresh();
  };
  return useMutation({
    mutationFn: ({ room, fields }: Change) => send("PATCH", `/api/rooms/${encodeURIComponent(room.id)}`, { ...fields, revision: room.revision }),
    onSuccess: (_, change) => saying.done(change.said, () => void undo(change)),
    onError: async (error, { room }) => {
      const now = error instanceof ProblemError && error.problem.status === 409 ? await latest(room.id).catch(() => null) : null;
      if (now === null || now.revision === room.revision) saying.failed(error);
      else onConflict({ before: room, now });
    },
    onSettled: refresh,
  });
}

/** Puts the rooms into another order, in sight at once. */
export function useOrderRooms() {
  const t = useTranslations("rooms");
  const queries = useQueryClient();
  const saying = useSaying();
  const save = async (ids: string[]): Promise<void> => {
    queries.setQueryData(roomsQuery.queryKey, (list) => list && { ...list, rooms: ids.flatMap((id) => list.rooms.find((room) => room.id === id) ?? []) });
    await send("POST", "/api/rooms/order", { ids });
  };
  return useMutation({
    mutationFn: async ({ ids }: { ids: string[]; before: string[]; said: string }) => {
      await queries.cancelQueries({ queryKey: roomsQuery.queryKey });
      await save(ids);
    },
    onSuccess: (_, { before, said }) =>
      saying.done(said, () => {
        save(before)
          .then(() => saying.done(t("undone")), saying.failed)
          .finally(() => void queries.invalidateQueries({ queryKey: ["rooms"] }));
      }),
    onError: saying.failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ["rooms"] }),
  });
}

export function useReadFromZoom() {
  const t = useTranslations("rooms");
  const queries = useQueryClient();
  const saying = useSaying();
  return useMutation({
    mutationFn: () => send("POST", "/api/rooms/sync", {}, roomList),
    onSuccess: (list) => saying.done(`${t("readDone")}. ${t("readDoneMore", { count: list.rooms.length })}`),
    onError: saying.failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ["rooms"] }),
  });
}
