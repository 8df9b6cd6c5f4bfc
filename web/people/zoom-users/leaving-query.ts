import { queryOptions } from "@tanstack/react-query";
import { leavingUser } from "../../../src/classrooms/zoom-users/contract.ts";
import { get } from "../../shell/api.ts";

/** Whose Zoom user it is, as in the address of its route: a member's, somebody's who is invited, or of who is neither, by e-mail. */
export type WhoseUser = `members/${string}` | `invitations/${string}` | `zoom-users/${string}`;

export const pathOfUser = (of: WhoseUser): string => `/api/${of}${of.startsWith("zoom-users/") ? "" : "/zoom-user"}`;

/** What that Zoom user owns; `stays`: of a member who leaves teams only. Asked of Zoom each time anew. */
export const leavingQuery = (of: WhoseUser, stays = false) =>
  queryOptions({
    queryKey: [...of.split("/"), "zoom-user", stays],
    queryFn: () => get(`${pathOfUser(of)}${stays && of.startsWith("members/") ? "?stays=true" : ""}`, leavingUser),
    gcTime: 0,
  });
