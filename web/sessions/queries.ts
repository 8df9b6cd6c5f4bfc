import { queryOptions } from "@tanstack/react-query";
import { mySessions, sessionDetail } from "../../src/sessions/contract.ts";
import { get } from "../shell/api.ts";

export const mySessionsQuery = queryOptions({ queryKey: ["my-sessions"], queryFn: () => get("/api/my-sessions", mySessions), refetchInterval: 5000 });

export const sessionQuery = (id: string) =>
  queryOptions({ queryKey: ["sessions", id], queryFn: () => get(`/api/sessions/${encodeURIComponent(id)}`, sessionDetail), refetchInterval: 5000 });
