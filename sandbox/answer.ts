/** What the stand-in says, before it becomes HTTP. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
export type FieldError = { field: string; message: string };

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

/** Zoom's refusals carry a number of their own beside the HTTP status. */
export const refuse = (status: number, code: number, message: string): Answer => ({ status, body: { code, message } });
export const invalid = (errors: FieldError[]): Answer => ({ status: 400, body: { code: 300, message: "Validation Failed.", errors } });

export function toResponse(answer: Answer): Response {
  const headers = new Headers(answer.headers);
  if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
  if (typeof answer.body === "string") return new Response(answer.body, { status: answer.status, headers });
  headers.set("content-type", "application/json;charset=UTF-8");
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
}

export const isHungUp = (error: unknown): boolean => error instanceof TypeError && (error.cause as { code?: unknown } | undefined)?.code === "UND_ERR_SOCKET";

/** What undici says when the other side goes away. */
export const hungUp = (): TypeError => new TypeError("fetch failed", { cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }) });
