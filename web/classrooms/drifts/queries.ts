import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { driftList } from "../../../src/classrooms/drift/contract.ts";
import { get, send } from "../../shell/api.ts";

/** Very many take the server longer to tell. */
const MANY = 100;

export const driftsQuery = queryOptions({
  queryKey: ["drifts"],
  queryFn: () => get("/api/drifts", driftList),
  // Who has asked for a comparison watches it; otherwise little changes here.
  refetchInterval: ({ state: { data } }) =>
    (data?.drifts.length ?? 0) > MANY ? (data?.isComparing === true ? 5000 : 30_000) : data?.isComparing === true ? 1000 : 5000,
});

/** Compares, or settles one; either way the list is answered as it is then. */
export function useDrifts() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: object }) => send("POST", path, body ?? {}, driftList),
    onSuccess: (list) => queries.setQueryData(driftsQuery.queryKey, list),
    onSettled: () => Promise.all([["classrooms"], ["runs"]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
