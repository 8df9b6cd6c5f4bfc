import { z } from "zod";
import { after, before, days, dayOf, instant, type Instant } from "../lib/time.ts";
import { catalogue } from "../notices/messages/catalogue.ts";
import { memberOf } from "../people/actions.ts";
import { refuse, valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { sayWho } from "./by-hand/actions.ts";
import * as shape from "./contract.ts";
import { tellLive } from "./inside/actions.ts";
import { sumReports, tableOfReports, tellReports, type Wanted } from "./summing/actions.ts";
import { tellCsv, tellReport } from "./telling/actions.ts";

/** Without a wish: what was lately. */
const USUALLY = days(30);
const AT_MOST = days(400);

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
  app.get("/api/sessions/:id/report.csv", { schema: { params } }, async (request, reply) => {
    const { text, session } = valueOf(await tellCsv(world, memberOf(request), idIn(request.params.id)));
    const name = fileName(session.title, dayOf(session.time.start, session.zone));
    return reply.type("text/csv; charset=utf-8").header("cache-control", "no-store").header("content-disposition", name).send(text);
  });
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
    const name = fileName(catalogue[who.language].reports.title, dayOf(wanted.within.end, who.zone));
    return reply.type("text/csv; charset=utf-8").header("cache-control", "no-store").header("content-disposition", name).send(text);
  });
}

function within(asked: { from?: string | undefined; to?: string | undefined }, now: Instant): { start: Instant; end: Instant } {
  const end = asked.to === undefined ? now : instant(asked.to);
  const start = asked.from === undefined ? before(end, USUALLY) : instant(asked.from);
  if (start >= end) throw refuse(422, "outage_ends_before_start", { field: "to" });
  return { start, end: end - start > AT_MOST ? after(start, AT_MOST) : end };
}

function idIn(text: string): string {
  if (!z.uuid().safeParse(text).success) throw refuse(404, "not_found");
  return text;
}

/** The session's title, in letters that every file system and header takes, and in its own for those that can. */
function fileName(title: string, day: string): string {
  const own = `${title
    .replaceAll(/[\p{C}\\/:*?"<>|]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim()
    .slice(0, 80)} ${day}.csv`.trim();
  const ascii = own.normalize("NFD").replaceAll(/[^\x20-\x7e]/g, "");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(own.toWellFormed()).replaceAll("'", "%27")}`;
}
