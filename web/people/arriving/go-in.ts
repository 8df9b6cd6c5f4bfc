import { useRouter } from "@tanstack/react-router";
import { meQuery } from "../../shell/me.ts";
import { queryClient } from "../../shell/queries.ts";

/** On to one's own sessions, unless told otherwise, for whoever has just become a member. What was read before belonged to somebody else, or to nobody. */
export function useGoIn(): (to?: string) => Promise<void> {
  const router = useRouter();
  return async (to = "/") => {
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== "me" && query.queryKey[0] !== "sandbox" });
    await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    router.history.push(to);
  };
}
