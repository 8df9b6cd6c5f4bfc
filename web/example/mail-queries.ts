import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { mail, mailList } from "../../src/example/contract.ts";
import { get } from "../shell/api.ts";

/** Page after page, older and older; `before` is the last mail one has. */
export const mailsQuery = (q: string, to: string) =>
  infiniteQueryOptions({
    queryKey: ["mailbox", "list", q, to],
    queryFn: ({ pageParam }) => get(`/api/mailbox?${searchOf(q, to, pageParam)}`, mailList),
    initialPageParam: "",
    getNextPageParam: (last) => (last.more ? last.mails.at(-1)?.id : undefined),
    placeholderData: keepPreviousData,
    refetchInterval: 5000,
  });

export const mailQuery = (id: string) =>
  queryOptions({ queryKey: ["mailbox", "mail", id], queryFn: () => get(`/api/mailbox/${encodeURIComponent(id)}`, mail), staleTime: Number.POSITIVE_INFINITY });

function searchOf(q: string, to: string, before: string): URLSearchParams {
  const search = new URLSearchParams();
  if (q !== "") search.set("q", q);
  if (to !== "") search.set("to", to);
  if (before !== "") search.set("before", before);
  return search;
}
