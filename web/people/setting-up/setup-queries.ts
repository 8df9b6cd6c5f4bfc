import { queryOptions } from "@tanstack/react-query";
import { setup } from "../../../src/people/setting-up/contract.ts";
import { get } from "../../shell/api.ts";

/** Asked often while a test mail is on its way. */
export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => get("/api/setup", setup),
  refetchInterval: (query) => (query.state.data?.mail.test?.state === "waiting" ? 1000 : 15_000),
});
