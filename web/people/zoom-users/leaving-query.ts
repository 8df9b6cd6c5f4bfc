import { queryOptions } from "@tanstack/react-query";
import { leavingUser } from "../../../src/classrooms/zoom-users/contract.ts";
import { get } from "../../shell/api.ts";

/** What the Zoom user of a member, or of somebody invited, owns; `stays`: a member who leaves teams only. Asked of Zoom each time anew. */
export const leavingQuery = (of: `members/${string}` | `invitations/${string}`, stays = false) =>
  queryOptions({
    queryKey: [...of.split("/"), "zoom-user", stays],
    queryFn: () => get(`/api/${of}/zoom-user${stays ? "?stays=true" : ""}`, leavingUser),
    gcTime: 0,
  });
