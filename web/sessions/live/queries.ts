import { queryOptions } from "@tanstack/react-query";
import { liveView } from "../../../src/attendance/contract.ts";
import { get } from "../../shell/api.ts";

export const liveQuery = (id: string) =>
  queryOptions({ queryKey: ["sessions", id, "live"], queryFn: () => get(`/api/sessions/${encodeURIComponent(id)}/live`, liveView), refetchInterval: 5000 });
