import { minutes } from "../src/lib/time.ts";
import { invalid, ok, refuse, type Answer } from "./answer.ts";
import { hash } from "./ids.ts";
import type { Call } from "./call.ts";
import { toldAt } from "./world.ts";

const TOKEN_LIVES = minutes(15);
const MOST = 300;

type PageToken = { of: number; from: number; until: number };

/** One page of a list, of at most `most` rows, with a token for the next that belongs to this very question and dies after a quarter of an hour. */
export function page<T>(call: Call, name: string, rows: T[], view: (row: T) => unknown, more: Record<string, unknown> = {}, most = MOST): Answer {
  const size = Number(call.query.get("page_size") ?? 30);
  if (!Number.isInteger(size) || size < 1 || size > most) return invalid([{ field: "page_size", message: "Invalid field." }]);
  const question = questionOf(call);
  const given = call.query.get("next_page_token") ?? "";
  const token = given === "" ? { of: question, from: startOf(call, size), until: Infinity } : readToken(given);
  if (token === null || token.of !== question || token.until <= toldAt(call.world)) return refuse(400, 300, "The next page token is invalid or expired.");
  const next = token.from + size;
  const nextToken: PageToken = { of: question, from: next, until: call.world.at + TOKEN_LIVES };
  return ok({
    page_size: size,
    page_count: Math.max(1, Math.ceil(rows.length / size)),
    total_records: rows.length,
    next_page_token: next < rows.length ? Buffer.from(JSON.stringify(nextToken)).toString("base64url") : "",
    ...more,
    [name]: rows.slice(token.from, next).map(view),
  });
}

/** The same words in another order are the same question. The number of a page is not part of it. */
function questionOf(call: Call): number {
  const asked = [...call.query].filter(([key]) => key !== "next_page_token" && key !== "page_number");
  return hash(
    `${call.path}?${asked
      .map((pair) => pair.join("="))
      .toSorted()
      .join("&")}`,
  );
}

/** Old callers count pages instead. */
function startOf(call: Call, size: number): number {
  const number = Number(call.query.get("page_number") ?? 1);
  return Number.isInteger(number) && number > 1 ? (number - 1) * size : 0;
}

function readToken(text: string): PageToken | null {
  try {
    const token = JSON.parse(Buffer.from(text, "base64url").toString()) as PageToken;
    return Number.isInteger(token.from) && token.from >= 0 ? token : null;
  } catch {
    return null;
  }
}
