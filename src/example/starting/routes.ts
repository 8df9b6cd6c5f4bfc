import { z } from "zod";
import { refuse, type App } from "../../platform/http.ts";
import { printAddress, start, startOf, startPageOf, type Parts } from "./actions.ts";
import * as contract from "./contract.ts";

/** Not more often from one address: each is a line in somebody's terminal. */
const PRINTS_EVERY_MS = 5000;
const MOST_REMEMBERED = 1000;

/** From the demo to an institution of one's own. */
export function startingRoutes(app: App, parts: Parts): void {
  const { clock } = parts.world;
  const printedAt = new Map<string, number>();
  app.get("/api/start", { schema: { response: { 200: contract.start } } }, () => startOf(parts));
  app.post("/api/start/address", { schema: { response: { 204: z.null() } } }, async ({ ip }, reply) => {
    if (clock.machine() - (printedAt.get(ip) ?? -PRINTS_EVERY_MS) < PRINTS_EVERY_MS) throw refuse(429, "too_many_requests");
    if (printedAt.size >= MOST_REMEMBERED) printedAt.clear();
    printedAt.set(ip, clock.machine());
    await printAddress(parts);
    return reply.code(204).send(null);
  });

  const params = z.object({ token: z.string() });
  app.get("/api/start/:token", { schema: { params, response: { 200: contract.startPage } } }, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const page = await startPageOf(parts, request.params.token);
    if (page === null) throw refuse(404, "not_found");
    return page;
  });
  app.post("/api/start/:token", { schema: { params, body: contract.startForReal } }, async (request, reply) => {
    for (const cookie of await start(parts, request.params.token, request.body)) void reply.header("set-cookie", cookie);
    return reply.code(204).send();
  });
}
