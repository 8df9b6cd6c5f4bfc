import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { before, days, dayOf, instant, type Instant } from "../lib/time.ts";
import { catalogue } from "../notices/messages/catalogue.ts";
import { memberOf } from "../people/actions.ts";
import { refuse, valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { sayWho } from "./by-hand/actions.ts";
import * as shape from "./contract.ts";
import { openDrawing } from "./exports/actions.ts";
import { dispositionOf } from "./exports/file-name.ts";
import { tellLive } from "./inside/actions.ts";
import { sumReports, tableOfReports, tellReports, type Wanted } from "./summing/actions.ts";
import { tellFile, tellReport, type Format } from "./telling/actions.ts";

/** Without a wish: what was lately. */
const USUALLY = days(30);
/** All that was found is summed up in memory. */
const AT_MOST_DAYS = 400;

const TYPES: Record<Format, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
};

/** Who was there, for organizers of the session and admins. */
export function attendanceRoutes(app: App, world: World): void {
  const params = z.object({ id: z.string() });
  app.get("/api/sessions/:id/live", { schema: { params, response: { 200: shape.liveView } } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    return valueOf(await tellLive(world, memberOf(request), idIn(request.params.id)));
  });
  app.get("/api/sessions/:id/report", { schema: { params, response: { 200: shape.reportView } } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    return valueOf(await tellReport(world, memberOf(request), idIn(request.params.id)));
  });
  const drawing = openDrawing();
  const file = async (request: FastifyRequest, reply: FastifyReply, id: string, format: Format): Promise<FastifyReply> => {
    const { bytes, title, day } = valueOf(await tellFile(world, drawing, memberOf(request), idIn(id), format));
    reply
      .type(TYPES[format])
      .header("cache-control", "no-store")
      .header("content-disposition", dispositionOf(title, day, format));
    return reply.send(typeof bytes === "string" ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  };
  app.get("/api/sessions/:id/report.csv", { schema: { params } }, (request, reply) => file(request, reply, request.params.id, "csv"));
  app.get("/api/sessions/:id/report.xlsx", { schema: { params } }, (request, reply) => file(request, reply, request.params.id, "xlsx"));
  app.get("/api/sessions/:id/report.pdf", { schema: { params } }, (request, reply) => file(request, reply, request.params.id, "pdf"));
  app.put("/api/sessions/:id/report/guests", { schema: { params, body: shape.sayWho, response: { 200: shape.reportView } } }, async (request, reply) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await sayWho(world, who, id, request.body));
    reply.header("cache-control", "no-store");
    return valueOf(await tellReport(world, who, id));
  });
  overMany(app, world);
}

/** Many reports at once: organizers see their own sessions', administrators all. */
function overMany(app: App, world: World): void {
  const wantedIn = (query: { from?: string | undefined; to?: string | undefined; q: string }): Wanted => ({
    within: within(query, world.clock.now()),
    search: query.q,
  });
  app.get("/api/reports", { schema: { querystring: shape.reportsPageAsked, response: { 200: shape.reportList } } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    return tellReports(world, memberOf(request), wantedIn(request.query), request.query.after ?? null);
  });
  app.get("/api/reports/summary", { schema: { querystring: shape.reportsAsked, response: { 200: shape.reportsSummed } } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    return sumReports(world, memberOf(request), wantedIn(request.query));
  });
  app.get("/api/reports.csv", { schema: { querystring: shape.reportsAsked } }, async (request, reply) => {
    const who = memberOf(request);
    const wanted = wantedIn(request.query);
    const text = await tableOfReports(world, who, wanted);
    const name = dispositionOf(catalogue[who.language].reports.title, dayOf(wanted.within.end, who.zone), "csv");
    return reply.type("text/csv; charset=utf-8").header("cache-control", "no-store").header("content-disposition", name).send(text);
  });
}

function within(asked: { from?: string | undefined; to?: string | undefined }, now: Instant): { start: Instant; end: Instant } {
  const end = asked.to === undefined ? now : instant(asked.to);
  const start = asked.from === undefined ? before(end, USUALLY) : instant(asked.from);
  if (start >= end) throw refuse(422, "outage_ends_before_start", { field: "to" });
  if (end - start > days(AT_MOST_DAYS)) throw refuse(422, "too_many_days", { values: { most: AT_MOST_DAYS } });
  return { start, end };
}

function idIn(text: string): string {
  if (!z.uuid().safeParse(text).success) throw refuse(404, "not_found");
  return text;
}
