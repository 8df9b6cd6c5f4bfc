import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { isHungUp } from "./answer.ts";
import type { Sandbox } from "./sandbox.ts";

const BIGGEST_BODY = 1_000_000;

type Tell = (text: string) => void;
export type Certificate = { cert: string; key: string };

/** Lets the sandbox be reached over HTTP, or HTTPS if it has a certificate. A cut line is a destroyed socket. */
export async function serveSandbox(
  sandbox: Sandbox,
  where: { port: number; host: string; certificate?: Certificate | null; tell?: Tell },
): Promise<{ server: Server; port: number }> {
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => void relay(sandbox, incoming, outgoing, tell);
  const { certificate = null, tell = (text) => void process.stderr.write(text) } = where;
  const server = certificate === null ? createServer(answer) : createTlsServer(certificate, answer);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(where.port, where.host, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** A line is cut because fate wants it. A mistake of the sandbox itself is a 500, and told to whoever runs it, or it would pass for fate. */
async function relay(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse, tell: Tell): Promise<void> {
  const address = addressOf(incoming);
  if (!URL.canParse(address)) return void outgoing.writeHead(400).end();
  const givenUp = new AbortController();
  outgoing.once("close", () => givenUp.abort());
  try {
    const body = await bodyOf(incoming);
    if (body === null) return void outgoing.writeHead(413).end();
    const response = await sandbox.fetch(toRequest(incoming, address, body, givenUp.signal));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    if (!incoming.complete || givenUp.signal.aborted || isHungUp(error) || outgoing.headersSent) return void outgoing.destroy();
    tell(`${incoming.method} ${new URL(address).pathname}: ${(error as Error).stack}\n`);
    outgoing.writeHead(500).end();
  }
}

/** Null if it is too big. It is read to its end nevertheless: who is still sending hears no answer. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BIGGEST_BODY) chunks.push(chunk);
  }
  return size > BIGGEST_BODY ? null : Buffer.concat(chunks);
}

function toRequest(incoming: IncomingMessage, address: string, sent: Buffer<ArrayBuffer>, signal: AbortSignal): Request {
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const body = method === "GET" || method === "HEAD" ? null : sent;
  return new Request(address, { method, headers, body, signal });
}

/** Who asks through a proxy writes the whole address where others write a path. */
function addressOf({ url = "/", headers, socket }: IncomingMessage): string {
  if (/^https?:\/\//i.test(url)) return url;
  return `${"encrypted" in socket ? "https" : "http"}://${headers.host ?? "localhost"}${url}`;
}
