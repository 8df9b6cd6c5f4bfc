import type { Fetch } from "../support/outside.ts";

const aMeeting = (url: string): boolean => /\/v2\/meetings\/\d+$/.test(new URL(url).pathname.replace(/^\/zoom/, ""));

/** Bedel reads of a meeting what it read first, whatever became of it in Zoom since. */
export function staleReads(fetch: Fetch): Fetch {
  const first = new Map<string, string>();
  return async (url, init) => {
    if ((init.method ?? "GET") !== "GET" || !aMeeting(url)) return fetch(url, init);
    const known = first.get(url);
    if (known !== undefined) return Response.json(JSON.parse(known));
    const answer = await fetch(url, init);
    if (answer.ok) first.set(url, await answer.clone().text());
    return answer;
  };
}

/** What Bedel wants removed stays in Zoom, which says yes. */
export const keepsAll =
  (fetch: Fetch): Fetch =>
  (url, init) =>
    init.method === "DELETE" && aMeeting(url) ? Promise.resolve(new Response(null, { status: 204 })) : fetch(url, init);
