import { request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";

export type Reply = { status: number; body: string; location: string | null };

const PATIENCE_MS = 4_000;
const MOST_BYTES = 1_000_000;

/**
 * One question over HTTP, whatever certificate stands there: that is looked at by itself, and what is wrong with it must not hide the rest. Nothing secret may be sent
 * this way. No redirect is followed. Rejects with Node's error.
 */
export function ask(
  url: string,
  asked: { method?: "GET" | "POST"; headers?: Record<string, string>; body?: string; patienceMs?: number } = {},
): Promise<Reply> {
  const { method = "GET", headers = {}, body, patienceMs = PATIENCE_MS } = asked;
  const options = { method, headers, signal: AbortSignal.timeout(patienceMs), agent: false as const };
  return new Promise((resolve, reject) => {
    const outgoing = url.startsWith("https:") ? tlsRequest(url, { ...options, rejectUnauthorized: false }) : plainRequest(url, options);
    const late = (error: Error): void => reject(error.name === "AbortError" ? Object.assign(error, { code: "ETIMEDOUT" }) : error);
    outgoing.on("error", late);
    outgoing.on("response", (incoming) => {
      let text = "";
      incoming.setEncoding("utf8");
      incoming.on("error", late);
      incoming.on("data", (part: string) => {
        text += part;
        if (text.length > MOST_BYTES) outgoing.destroy(new Error("the answer is too long"));
      });
      incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, body: text, location: incoming.headers.location ?? null }));
    });
    outgoing.end(body);
  });
}
