import { useRouter, useSearch } from "@tanstack/react-router";
import { meQuery } from "../shell/me.ts";
import { queryClient } from "../shell/queries.ts";

/** Goes on after signing in: where one wanted to go, or home. Only addresses of our own are followed. */
export function useEnter(): (go?: string) => Promise<void> {
  const router = useRouter();
  const { to } = useSearch({ strict: false });
  return async (go) => {
    const target = to ?? go ?? "/";
    const ours = /^\/(?![/\\])/.test(target) && !target.startsWith("/sign-in") ? target : "/";
    // The attendee's page is not part of this app.
    if (ours.startsWith("/j/")) return location.assign(ours);
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== "me" && query.queryKey[0] !== "sandbox" });
    await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    router.history.push(ours);
  };
}
