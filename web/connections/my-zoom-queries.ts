import { queryOptions } from "@tanstack/react-query";
import { connectedUsers, myZoom, preview } from "../../src/connections/personal/contract.ts";
import { get } from "../shell/api.ts";

export const myZoomQuery = queryOptions({ queryKey: ["my-zoom"], queryFn: () => get("/api/my-zoom", myZoom), staleTime: 15_000, refetchInterval: 60_000 });

/** What disconnecting would do is asked anew each time. */
export const previewQuery = queryOptions({ queryKey: ["my-zoom", "preview"], queryFn: () => get("/api/my-zoom/preview", preview), staleTime: 0, gcTime: 0 });

export const connectedUsersQuery = queryOptions({
  queryKey: ["connection", "users"],
  queryFn: () => get("/api/connection/users", connectedUsers),
  refetchInterval: 60_000,
});
