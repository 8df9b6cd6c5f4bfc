import { queryOptions } from "@tanstack/react-query";
import { bufferCost, settingsView, type Settings } from "../../src/people/contract.ts";
import { get } from "../shell/api.ts";

export const settingsQuery = queryOptions({ queryKey: ["settings"], queryFn: () => get("/api/settings", settingsView) });

type Buffers = Pick<Settings, "preparation" | "courtesy" | "postprocessing">;

/** How many sessions such buffers would have left without a room. */
export const costQuery = ({ preparation, courtesy, postprocessing }: Buffers) =>
  queryOptions({
    queryKey: ["settings", "cost", preparation, courtesy, postprocessing],
    queryFn: () => get(`/api/settings/cost?preparation=${preparation}&courtesy=${courtesy}&postprocessing=${postprocessing}`, bufferCost),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
