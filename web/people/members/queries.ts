import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { memberList, removal } from "../../../src/people/members/contract.ts";
import { get, send } from "../../shell/api.ts";
import { useSaying } from "../../shell/saying.tsx";

export const membersQuery = queryOptions({ queryKey: ["members"], queryFn: () => get("/api/members", memberList), refetchInterval: 15_000 });

/** What it means that somebody is removed, or an owner no more. */
export const removalQuery = (id: string) =>
  queryOptions({ queryKey: ["members", id, "removal"], queryFn: () => get(`/api/members/${encodeURIComponent(id)}/removal`, removal), gcTime: 0 });

export type Act = { method: "POST" | "PATCH" | "DELETE"; path: string; body?: object; said: string };

/** Changes something about who belongs to the institution, says so, and reads the list anew. `quietly`: what is refused is told by whoever asks. */
export function useAct(quietly = false) {
  const queries = useQueryClient();
  const saying = useSaying();
  return useMutation({
    mutationFn: ({ method, path, body }: Act) => send(method, path, body),
    onSuccess: (_, { said }) => saying.done(said),
    onError: (error) => void (quietly || saying.failed(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["members"] }),
  });
}
