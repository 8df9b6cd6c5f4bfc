import { queryOptions } from "@tanstack/react-query";
import { attendeeGroupDetail, attendeeGroups } from "../../src/attendees/groups/contract.ts";
import { get } from "../shell/api.ts";

export const pathOf = (id: string): string => `/api/groups/${encodeURIComponent(id)}`;

export const groupsQuery = queryOptions({ queryKey: ["groups"], queryFn: () => get("/api/groups", attendeeGroups) });
export const groupQuery = (id: string) =>
  queryOptions({ queryKey: ["groups", id], queryFn: () => get(pathOf(id), attendeeGroupDetail), refetchInterval: 5000 });
