import { queryOptions } from "@tanstack/react-query";
import { attendeeListDetail, attendeeLists } from "../../src/attendees/lists/contract.ts";
import { get } from "../shell/api.ts";

export const pathOf = (id: string): string => `/api/lists/${encodeURIComponent(id)}`;

export const listsQuery = queryOptions({ queryKey: ["lists"], queryFn: () => get("/api/lists", attendeeLists) });
export const listQuery = (id: string) => queryOptions({ queryKey: ["lists", id], queryFn: () => get(pathOf(id), attendeeListDetail), refetchInterval: 5000 });
