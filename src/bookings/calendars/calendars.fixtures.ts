import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Events, each a few lines. */
export const icalendar = (...events: string[]): string =>
  `BEGIN:VCALENDAR\nVERSION:2.0\n${events.map((lines) => `BEGIN:VEVENT\n${lines}\nEND:VEVENT\n`).join("")}END:VCALENDAR\n`.replaceAll("\n", "\r\n");

export type Says = { status?: number; text?: string; location?: string; tag?: string };

/** Says at each path what it is told to; `asked`: what came, with the name by which what was read last is known. */
export async function aCalendarServer(paths: Record<string, Says>) {
  const asked: { path: string; knownAs: string | undefined }[] = [];
  const server = createServer((request, reply) => {
    const knownAs = request.headers["if-none-match"];
    asked.push({ path: request.url!, knownAs });
    const { status = 200, text = "", location, tag } = paths[request.url!] ?? { status: 404 };
    const isKnown = tag !== undefined && knownAs === tag;
    const headers = { ...(location === undefined ? {} : { location }), ...(tag === undefined ? {} : { etag: tag }) };
    reply.writeHead(isKnown ? 304 : status, { "content-type": "text/calendar", ...headers }).end(isKnown ? "" : text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths, asked };
}
