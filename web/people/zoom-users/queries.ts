import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { makeAnswer, zoomUserList, type makeZoomUsers } from "../../../src/classrooms/zoom-users/contract.ts";
import { get, send } from "../../shell/api.ts";

export const zoomUsersQuery = queryOptions({ queryKey: ["zoom-users"], queryFn: () => get("/api/zoom-users", zoomUserList), refetchInterval: 10_000 });

export type MakeWish = z.infer<typeof makeZoomUsers>;
export type MakeAnswer = z.infer<typeof makeAnswer>;

/** What would be done, or, without `preview`, what was asked for. */
export const askFor = (wish: MakeWish): Promise<MakeAnswer> => send("POST", "/api/zoom-users", wish, makeAnswer);

export function useMake(onAsked: (answer: MakeAnswer, wish: MakeWish) => void, onError: (error: unknown) => void = () => {}) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: askFor,
    onSuccess: onAsked,
    onError,
    onSettled: () => queries.invalidateQueries({ queryKey: ["zoom-users"] }),
  });
}
