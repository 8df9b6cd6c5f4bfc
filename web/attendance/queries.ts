import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { reportList, reportView } from "../../src/attendance/contract.ts";
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
  queryOptions({
    queryKey: ["reports", "list", wanted],
    queryFn: () => get(`/api/reports?${searchOf(wanted)}`, reportList),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  });

function searchOf({ q, from, to, zone }: Wanted): URLSearchParams {
  const search = new URLSearchParams();
  if (from !== null) search.set("from", iso(startOfDay(from, zone)));
  if (to !== null) search.set("to", iso(startOfDay(addDays(to, 1), zone)));
  if (q !== "") search.set("q", q);
  return search;
}
