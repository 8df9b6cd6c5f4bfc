import { queryOptions } from "@tanstack/react-query";
import { databaseList, rowList, tableChoices } from "../../src/classrooms/databases/contract.ts";
import { get } from "../shell/api.ts";
import { queryClient } from "../shell/queries.ts";

export const databasesQuery = queryOptions({ queryKey: ["external-databases"], queryFn: () => get("/api/external-databases", databaseList) });
/** As they are there now: asked for again and again, since others change them too. */
export const rowsQuery = (tableId: string, search: string) =>
  queryOptions({
    queryKey: ["external-rows", tableId, search],
    queryFn: () => get(`/api/external-tables/${tableId}/rows?search=${encodeURIComponent(search)}`, rowList),
    refetchInterval: 5000,
    placeholderData: (before) => before,
  });
export const choicesQuery = (databaseId: string) =>
  queryOptions({
    queryKey: ["external-choices", databaseId],
    queryFn: () => get(`/api/external-databases/${databaseId}/tables`, tableChoices),
    staleTime: 60_000,
  });
export const refresh = (): Promise<unknown> =>
  Promise.all(["external-databases", "external-rows", "external-choices"].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
