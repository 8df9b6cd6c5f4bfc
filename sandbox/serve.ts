import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Sandbox } from "./sandbox.ts";

const BIGGEST_BODY = 1_000_000;

/** Lets the sandbox be reached over HTTP. A cut line is a destroyed socket. */
export async function serveSandbox(sandbox: Sandbox, where: { port: number; host: string }): Promise<{ server: Server; port: number }> {
  const server = createServer((incoming, outgoing) => void relay(sandbox, incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(where.port, where.host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

async function relay(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const givenUp = new AbortController();
  outgoing.once("close", () => givenUp.abort());
  try {
    const response = await sandbox.fetch(await toRequest(incoming, givenUp.signal));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch {
    incoming.socket.destroy();
  }
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BIGGEST_BODY) throw new Error("body too large");
    chunks.push(chunk);
  }
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const body = method === "GET" || method === "HEAD" ? null : Buffer.concat(chunks);
  return new Request(`http://${incoming.headers.host ?? "localhost"}${incoming.url ?? "/"}`, { method, headers, body, signal });
}
