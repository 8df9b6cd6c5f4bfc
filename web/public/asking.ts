import type { JoinPage } from "../../src/attendees/contract.ts";

/** What the server says of a link; `away` when nobody answers. */
export type Told = { is: "told"; page: JoinPage } | { is: "unknown" } | { is: "away" };

export const addressOf = (token: string, more = ""): string => `/api/j/${encodeURIComponent(token)}${more}`;

/** An unknown link may come as a refusal or as a page that says so; both mean the same to a visitor. */
export async function askPage(token: string): Promise<Told> {
  const answer = await answerOf(addressOf(token), "GET");
  if (answer === null) return { is: "away" };
  if (isJoinPage(answer.body)) return answer.body.state === "unknown" ? { is: "unknown" } : { is: "told", page: answer.body };
  return [400, 404, 410].includes(answer.status) ? { is: "unknown" } : { is: "away" };
}

/** The person's way into Zoom, or why not, in the server's words where it has some. */
export async function askToJoin(token: string): Promise<{ url: string } | { refused: string | null }> {
  const answer = await answerOf(addressOf(token, "/join"), "POST");
  const told = answer?.body as { url?: unknown; detail?: unknown } | null | undefined;
  if (answer?.status === 200 && typeof told?.url === "string") return { url: told.url };
  return { refused: typeof told?.detail === "string" && told.detail !== "" ? told.detail : null };
}

const states: Record<JoinPage["state"], true> = { before: true, open: true, preparing: true, silent: true, over: true, cancelled: true, unknown: true };

/** Looked at by hand: the shapes' library would weigh a quarter of this page, and the server has parsed what it says. */
const isJoinPage = (body: unknown): body is JoinPage => typeof body === "object" && body !== null && "state" in body && String(body.state) in states;

async function answerOf(path: string, method: "GET" | "POST"): Promise<{ status: number; body: unknown } | null> {
  const headers = { accept: "application/json", "accept-language": document.documentElement.lang };
  try {
    const answer = await fetch(path, { method, headers, cache: "no-store" });
    return { status: answer.status, body: await answer.json().catch(() => null) };
  } catch {
    return null;
  }
}
