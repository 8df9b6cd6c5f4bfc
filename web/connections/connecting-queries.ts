import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { attempt, connectingView, connectPage, leaving } from "../../src/connections/authorizing/contract.ts";
import { get, send } from "../shell/api.ts";

export const connectingQuery = queryOptions({
  queryKey: ["connection", "connecting"],
  queryFn: () => get("/api/connection/connecting", connectingView),
  refetchInterval: 15_000,
});

/** How coming back from Zoom ended, asked again until it has; `link`: for whoever came by a link, and is in no institution. */
export const attemptQuery = (id: string, link: boolean) =>
  queryOptions({
    queryKey: ["connection", "attempt", id],
    queryFn: () => get(`/api/${link ? "connect" : "connection"}/attempts/${encodeURIComponent(id)}`, attempt),
    retry: false,
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data?.outcome === "finishing" ? 3000 : false),
  });

export const connectPageQuery = (token: string) =>
  queryOptions({ queryKey: ["connect", token], queryFn: () => get(`/api/connect/${encodeURIComponent(token)}`, connectPage), retry: false });

/** Leaves for Zoom: the page is gone afterwards. */
export async function leaveForZoom(path: string): Promise<void> {
  const { url } = await send("POST", path, {}, leaving);
  location.assign(url);
}

/** What was done changes the state on every page. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries();
}
