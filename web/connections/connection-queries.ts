import { queryOptions } from "@tanstack/react-query";
import { connectionView } from "../../src/connections/contract.ts";
import { get } from "../shell/api.ts";

export const connectionQuery = queryOptions({ queryKey: ["connection"], queryFn: () => get("/api/connection", connectionView), refetchInterval: 15_000 });
