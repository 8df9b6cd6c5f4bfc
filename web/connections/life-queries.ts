import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { defaultHost, health, preview, type PreviewOf } from "../../src/connections/life/contract.ts";
import { get, send } from "../shell/api.ts";
import { live } from "../shell/queries.ts";

export const previewQuery = (of: PreviewOf) =>
  queryOptions({ queryKey: ["connection", "preview", of], queryFn: () => get(`/api/connection/preview?of=${encodeURIComponent(of)}`, preview), staleTime: 0 });

export const healthQuery = queryOptions({ queryKey: ["connection", "health"], queryFn: () => get("/api/connection/health", health), ...live });

export const defaultHostQuery = queryOptions({
  queryKey: ["connection", "default-host"],
  queryFn: () => get("/api/connection/default-host", defaultHost),
  ...live,
});

/** What is done with the connection shows in the frame as well. */
function useDeed<T>(deed: (what: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSettled: () => Promise.all(["connection", "me"].map((queryKey) => client.invalidateQueries({ queryKey: [queryKey] }))),
  });
}

export const usePause = () => useDeed((on: boolean) => send("POST", `/api/connection/${on ? "resume" : "pause"}`));
export const useDisconnect = () => useDeed((asked: { account: string; leave: string[] }) => send("POST", "/api/connection/disconnect", asked));
export const useStay = () => useDeed((_: null) => send("POST", "/api/connection/stay"));
export const useDefaultHost = () => useDeed((hostId: string | null) => send("PUT", "/api/connection/default-host", { hostId }, defaultHost));
