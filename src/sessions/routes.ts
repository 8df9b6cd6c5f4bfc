import { z } from "zod";
import { iso } from "../lib/time.ts";
import type { Member } from "../people/member.ts";
import { adminOf, memberOf } from "../people/actions.ts";
import { refuse, valueOf, type App } from "../platform/http.ts";
import { ZoomError } from "../zoom/port.ts";
import type { World } from "../world.ts";
import { changeSession } from "./asking/actions.ts";
import { askForSession } from "./asking/ask-actions.ts";
import { cancelSession, undoChange } from "./cancelling/actions.ts";
import { assignRoom, declineSession, moveSession, retryAlarm } from "./assigning/actions.ts";
import { moveToLarger } from "./capacity/actions.ts";
import * as contract from "./contract.ts";
import { feedRoutes } from "./feeds/routes.ts";
import { hostingRoutes } from "./hosting/routes.ts";
import type { Neighbours } from "./neighbours.ts";
import { credentialsOf, endSession, extendSession, freshStartLink } from "./running/actions.ts";
import type { Session } from "./session.ts";
import { viewFor } from "./showing/actions.ts";

const params = z.object({ id: z.uuid() });
const session = { 200: contract.sessionView };

/** What people do with sessions. Each answers the session as it is then, or the reason why not. */
export function sessionRoutes(app: App, world: World, neighbours: Neighbours): void {
  const show = async (who: Member, answer: Parameters<typeof valueOf<Session>>[0]) => viewFor(world, neighbours, who, valueOf(answer));

  app.post("/api/sessions", { schema: { body: contract.ask, response: { 201: contract.sessionView } } }, async (request, reply) => {
    const who = memberOf(request);
    return reply.code(201).send(await show(who, await askForSession(world, neighbours, who, request.body)));
  });
  app.post("/api/sessions/:id/change", { schema: { params, body: contract.change, response: session } }, async (request) => {
    const who = memberOf(request);
    return show(who, await changeSession(world, neighbours, who, request.params.id, request.body));
  });
  app.post("/api/sessions/:id/cancel", { schema: { params, body: contract.cancel, response: session } }, async (request) => {
    const who = memberOf(request);
    return show(who, await cancelSession(world, neighbours, who, request.params.id, request.body.revision));
  });
  app.post("/api/sessions/:id/undo", { schema: { params, response: session } }, async (request) => {
    const who = memberOf(request);
    return show(who, await undoChange(world, who, request.params.id));
  });
  app.post("/api/sessions/:id/extend", { schema: { params, body: contract.extend, response: session } }, async (request) => {
    const who = memberOf(request);
    return show(who, await extendSession(world, neighbours, who, request.params.id, request.body));
  });
  app.post("/api/sessions/:id/end", { schema: { params, response: session } }, async (request) => {
    const who = memberOf(request);
    return show(who, await endSession(world, who, request.params.id));
  });
  app.post("/api/sessions/:id/assign", { schema: { params, body: contract.assign, response: session } }, async (request) => {
    const who = adminOf(request);
    return show(who, await assignRoom(world, neighbours, who, request.params.id, request.body));
  });
  app.post("/api/sessions/:id/move", { schema: { params, body: contract.move, response: session } }, async (request) => {
    const who = adminOf(request);
    return show(who, await moveSession(world, neighbours, who, request.params.id, request.body));
  });
  app.post("/api/sessions/:id/larger-room", { schema: { params, body: contract.largerRoom, response: session } }, async (request) => {
    const who = memberOf(request);
    return show(who, await moveToLarger(world, neighbours, who, request.params.id, request.body.revision));
  });
  app.post("/api/sessions/:id/decline", { schema: { params, body: contract.decline, response: session } }, async (request) => {
    const who = adminOf(request);
    return show(who, await declineSession(world, neighbours, who, request.params.id, request.body));
  });
  feedRoutes(app, world);
  hostingRoutes(app, world);
  openingRoutes(app, world);
  app.post("/api/alarms/:key/retry", { schema: { params: contract.alarmKey, response: { 204: z.null() } } }, async (request, reply) => {
    const who = adminOf(request);
    if (!(await retryAlarm(world, who, request.params.key))) throw refuse(404, "alarm_gone");
    return reply.code(204).send(null);
  });
}

/** The secrets: fetched at the click, for those who may have them, kept by nobody on the way. */
function openingRoutes(app: App, world: World): void {
  app.post("/api/sessions/:id/start", { schema: { params, response: { 200: contract.startLink } } }, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    try {
      return { url: valueOf(await freshStartLink(world, memberOf(request), request.params.id)) };
    } catch (error) {
      if (error instanceof ZoomError) throw refuse(502, error.kind === "unreachable" || error.kind === "unanswered" ? "zoom_unreachable" : "zoom_refused");
      throw error;
    }
  });
  app.get("/api/sessions/:id/credentials", { schema: { params, response: { 200: contract.credentials } } }, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const who = memberOf(request);
    const credentials = valueOf(await credentialsOf(world, who, who.institutionId, request.params.id));
    return { ...credentials, validUntil: iso(credentials.validUntil) };
  });
}
