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
  const told = answer?.body as { url?: unknown } | null | undefined;
  if (answer?.status === 200 && typeof told?.url === "string") return { url: told.url };
  return { refused: wordsOf(answer) };
}

/** The server's own words for a "no", in the language that was asked for. */
export function wordsOf(answer: Answer | null): string | null {
  const told = answer?.body as { detail?: unknown } | null | undefined;
  return typeof told?.detail === "string" && told.detail !== "" ? told.detail : null;
}

export type Done = { ok: true } | { ok: false; why: string | null };

/** Gives the place up. Who has left before, in another window, has left. */
export async function askToLeave(token: string): Promise<Done> {
  const answer = await answerOf(addressOf(token, "/leave"), "POST");
  if (answer !== null && [204, 404].includes(answer.status)) return { ok: true };
  return { ok: false, why: wordsOf(answer) };
}

const states: Record<JoinPage["state"], true> = { before: true, open: true, preparing: true, silent: true, over: true, cancelled: true, unknown: true };

/** Looked at by hand: the shapes' library would weigh a quarter of this page, and the server has parsed what it says. */
const isJoinPage = (body: unknown): body is JoinPage => typeof body === "object" && body !== null && "state" in body && String(body.state) in states;

export type Answer = { status: number; body: unknown };

/** Null: nobody answers. */
export async function answerOf(path: string, method: "GET" | "POST" | "PATCH", body?: object): Promise<Answer | null> {
  const headers = {
    accept: "application/json",
    "accept-language": document.documentElement.lang,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  try {
    const answer = await fetch(path, { method, headers, cache: "no-store", ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: answer.status, body: await answer.json().catch(() => null) };
  } catch {
    return null;
  }
}
