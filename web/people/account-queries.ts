import { queryOptions } from "@tanstack/react-query";
import { account } from "../../src/people/account/contract.ts";
import { get } from "../shell/api.ts";

export const accountQuery = queryOptions({ queryKey: ["account"], queryFn: () => get("/api/account", account) });
