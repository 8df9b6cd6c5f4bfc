import { queryOptions } from "@tanstack/react-query";
import { start, startPage } from "../../../src/example/starting/contract.ts";
import { get } from "../../shell/api.ts";

export const startQuery = queryOptions({ queryKey: ["start"], queryFn: () => get("/api/start", start), retry: false });

export const startPageQuery = (token: string) =>
  queryOptions({
    queryKey: ["start", token],
    queryFn: () => get(`/api/start/${encodeURIComponent(token)}`, startPage),
    retry: false,
    refetchOnWindowFocus: false,
  });
