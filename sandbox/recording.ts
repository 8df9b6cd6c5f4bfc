import { appendFileSync } from "node:fs";
import { openSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";

export type Said = { headers: Record<string, string>; body: string };
/** One exchange: a call that came in, or a webhook that went out. No answer: the line was cut. */
export type Exchange = { is: "call" | "webhook"; method: string; path: string; asked: Said; answer: (Said & { status: number }) | null };
export type Write = (exchange: Exchange) => void;

/** One line of JSON for each; several processes may write into one file, as each line is one write. */
export const intoFile =
  (file: string): Write =>
  (exchange) =>
    appendFileSync(file, `${JSON.stringify(exchange)}\n`);

/** Calls of programs; pages and the control interface are no part of Zoom. */
const IS_CALL = /^\/(v2\/|oauth\/(token|revoke)$)/;

/** A sandbox of which everything that Zoom's contract speaks about is written down. Bodies are kept whole, passwords and tokens in them too. */
export function openRecorded(options: SandboxOptions, write: Write): Sandbox {
  const prefix = new URL(options.baseUrl).pathname.replace(/\/$/, "");
  const sandbox = openSandbox({ ...options, send: recordedSend(options.send, write) });
  return {
    ...sandbox,
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const path = prefix !== "" && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
      if (!IS_CALL.test(path)) return sandbox.fetch(request);
      const asked = { headers: headersOf(request.headers), body: await request.clone().text() };
      const exchange = { is: "call" as const, method: request.method, path: path + search, asked };
      return answered(exchange, () => sandbox.fetch(request), write);
    },
  };
}

const recordedSend =
  (send: SandboxOptions["send"], write: Write): SandboxOptions["send"] =>
  (url, init) => {
    const asked = { headers: headersOf(new Headers(init.headers)), body: String(init.body ?? "") };
    const exchange = { is: "webhook" as const, method: init.method ?? "GET", path: new URL(url).pathname, asked };
    return answered(exchange, () => send(url, init), write);
  };

async function answered(exchange: Omit<Exchange, "answer">, ask: () => Promise<Response>, write: Write): Promise<Response> {
  try {
    const response = await ask();
    write({ ...exchange, answer: { status: response.status, headers: headersOf(response.headers), body: await response.clone().text() } });
    return response;
  } catch (error) {
    write({ ...exchange, answer: null });
    throw error;
  }
}

function headersOf(headers: Headers): Record<string, string> {
  const all = Object.fromEntries(headers);
  return all["authorization"] === undefined ? all : { ...all, authorization: all["authorization"].split(" ")[0]! };
}
