import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { reportList, reportsSummed, reportView } from "../../src/attendance/contract.ts";
import { addDays, iso, startOfDay } from "../../src/lib/time.ts";
import { get } from "../shell/api.ts";

const addressOf = (id: string): string => `/api/sessions/${encodeURIComponent(id)}/report`;

export const fileAddress = (id: string, format: "csv" | "xlsx" | "pdf"): string => `${addressOf(id)}.${format}`;

/** A report that may still change is read again often; a final one seldom. */
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ["reports", "of", id],
    queryFn: () => get(addressOf(id), reportView),
    refetchInterval: (query) => (query.state.data?.state === "final" ? 60_000 : 5000),
  });

/** `from` and `to` are days `2027-03-28` in `zone`, both included. */
export type Wanted = { q: string; from: string | null; to: string | null; zone: string };

export const reportsQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: ["reports", "list", wanted],
    queryFn: ({ pageParam }) => get(`/api/reports?${searchOf(wanted, pageParam)}`, reportList),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });

export const summaryQuery = (wanted: Wanted) =>
  queryOptions({
    queryKey: ["reports", "summary", wanted],
    queryFn: () => get(`/api/reports/summary?${searchOf(wanted)}`, reportsSummed),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });

export const tableAddress = (wanted: Wanted): string => `/api/reports.csv?${searchOf(wanted)}`;

function searchOf({ q, from, to, zone }: Wanted, after: string | null = null): URLSearchParams {
  const search = new URLSearchParams();
  if (from !== null) search.set("from", iso(startOfDay(from, zone)));
  if (to !== null) search.set("to", iso(startOfDay(addDays(to, 1), zone)));
  if (q !== "") search.set("q", q);
  if (after !== null) search.set("after", after);
  return search;
}
