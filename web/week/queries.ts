import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { week } from "../../src/courses/contract.ts";
import { get } from "../shell/api.ts";

export type Of = "teacher" | "room" | "group" | "institution";
/** Whose week, and which one. */
export type Wanted = { of: Of; id: string | null; monday: string };

/** Nothing is asked while nobody has been chosen. */
export const weekQuery = ({ of, id, monday }: Wanted) =>
  queryOptions({
    queryKey: ["week", of, id, monday],
    queryFn: () => get(`/api/week?${new URLSearchParams({ of, monday, ...(id === null ? {} : { id }) })}`, week),
    enabled: of === "institution" || id !== null,
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
