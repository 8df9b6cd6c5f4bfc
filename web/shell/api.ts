import type { z } from "zod";
import { problem, type Problem } from "../../src/people/contract.ts";

/** The server's "no" (RFC 9457): an expected refusal or a fault, with words in the reader's language. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(of: Problem) {
    super(of.detail);
    this.name = "ProblemError";
    this.problem = of;
  }
}

/** Nobody answered: the server is away, or the network is. */
export class NoAnswerError extends Error {
  constructor() {
    super("no answer");
    this.name = "NoAnswerError";
  }
}

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

const signedOutListeners = new Set<() => void>();

/** Called when the server no longer knows who we are. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export const get = <T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> => call("GET", path, undefined, schema) as Promise<z.output<T>>;

/** `schema` may be left out where the answer says nothing but yes. */
export function send<T extends z.ZodType>(method: Method, path: string, body: unknown, schema: T): Promise<z.output<T>>;
export function send(method: Method, path: string, body?: unknown): Promise<void>;
export async function send(method: Method, path: string, body?: unknown, schema?: z.ZodType): Promise<unknown> {
  return call(method, path, body, schema);
}

async function call(method: string, path: string, body: unknown, schema: z.ZodType | undefined): Promise<unknown> {
  const answer = await ask(method, path, body);
  if (!answer.ok) throw await problemOf(answer, path);
  if (schema === undefined) return undefined;
  return schema.parse(await answer.json());
}

export async function ask(method: string, path: string, body: unknown): Promise<Response> {
  const language = document.documentElement.lang;
  const headers: Record<string, string> = { accept: "application/json", "accept-language": language };
  if (body !== undefined) headers["content-type"] = "application/json";
  try {
    return await fetch(path, { method, headers, credentials: "same-origin", ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  } catch {
    throw new NoAnswerError();
  }
}

export async function problemOf(answer: Response, path: string): Promise<Error> {
  const told = await answer.json().catch(() => null);
  // The door has its own 401, *wrong password*, which must not lead back to the door.
  if (answer.status === 401 && !path.startsWith("/api/auth/")) for (const listener of signedOutListeners) listener();
  const parsed = problem.safeParse(told);
  if (parsed.success) return new ProblemError(parsed.data);
  if (answer.status >= 500 && told === null) return new NoAnswerError();
  const detail = typeof told?.message === "string" ? told.message : "";
  return new ProblemError({ type: "about:blank", title: answer.statusText, status: answer.status, detail, because: "unknown" });
}
