import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { catalogue } from "../notices/messages/catalogue.ts";
import { memberOf } from "../people/actions.ts";
import { idIn, refuse, valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { addAttendees, listAttendees, whoComesLater } from "./actions.ts";
import { removeAttendee } from "./leaving/removing-actions.ts";
import * as shape from "./contract.ts";
import { discreet } from "../platform/discreet.ts";
import type { Pages } from "../platform/pages.ts";
import { leaveSession } from "./leaving/actions.ts";
import { panelRoutes } from "./panel/routes.ts";
import { renewAddress } from "./renewing/actions.ts";
import { mailRoutes } from "./mails/routes.ts";
import { previewRoutes } from "./preview-routes.ts";
import { groupRoutes } from "./groups/routes.ts";
import { listRoutes } from "./lists/routes.ts";
import { openingRoutes } from "./registration/opening-routes.ts";
import { registrationRoutes } from "./registration/routes.ts";
import { personalDataRoutes } from "./erasing/routes.ts";
import { countTries } from "../platform/tries.ts";
import { calendarFor, pageOf, visitBy, wayOf, type Visit } from "./visiting/actions.ts";

/** Attendees of a session, for those who manage it, and the attendee's own page behind the link that was mailed. */
export function attendeeRoutes(app: App, world: World, pages: Pages): void {
  ofSession(app, world);
  mailRoutes(app, world);
  ofVisitor(app, world, pages);
  panelRoutes(app, world, pages);
  previewRoutes(app, world);
  listRoutes(app, world);
  groupRoutes(app, world);
  openingRoutes(app, world);
  registrationRoutes(app, world, pages);
  personalDataRoutes(app, world);
}

function ofSession(app: App, world: World): void {
  const url = "/api/sessions/:id/attendees";
  const params = z.object({ id: z.string() });
  app.get(url, { schema: { params, response: { 200: shape.attendeeList } } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    return { attendees: valueOf(await listAttendees(world, who, id)), later: await whoComesLater(world, who, id) };
  });
  app.post(url, { schema: { params, body: shape.addAttendees, response: { 200: shape.attendeesAdded } } }, async (request) => {
    const who = memberOf(request);
    const { refusals } = catalogue[who.language];
    const added = valueOf(await addAttendees(world, who, idIn(request.params.id), request.body.lines));
    return { ...added, bad: added.bad.map((one) => ({ ...one, message: refusals[one.because] })) };
  });
  app.post(`${url}/:attendeeId/renew`, { schema: { params: params.extend({ attendeeId: z.string() }) } }, async (request, reply) => {
    const { id, attendeeId } = request.params;
    valueOf(await renewAddress(world, memberOf(request), idIn(id), idIn(attendeeId)));
    return reply.code(204).send();
  });
  app.delete(`${url}/:attendeeId`, { schema: { params: params.extend({ attendeeId: z.string() }) } }, async (request, reply) => {
    const { id, attendeeId } = request.params;
    valueOf(await removeAttendee(world, memberOf(request), idIn(id), idIn(attendeeId)));
    return reply.code(204).send();
  });
}

function ofVisitor(app: App, world: World, pages: Pages): void {
  const params = z.object({ token: z.string() });
  const mayTry = countTries(() => world.clock.machine());
  const visit = async (request: FastifyRequest<{ Params: { token: string } }>): Promise<Visit> => {
    const found = await visitBy(world, request.params.token);
    if (found !== null) return found;
    throw mayTry(request.ip) ? refuse(404, "not_found") : refuse(429, "too_many_requests");
  };
  app.get("/api/j/:token", { schema: { params, response: { 200: shape.joinPage } } }, async (request, reply) => {
    discreet(reply);
    return pageOf(world, await visit(request));
  });
  app.post("/api/j/:token/join", { schema: { params, response: { 200: shape.joinAnswer } } }, async (request, reply) => {
    discreet(reply);
    const way = wayOf(world, await visit(request));
    if (way === null) throw refuse(409, "not_opened_yet");
    return { url: way };
  });
  app.post("/api/j/:token/leave", { schema: { params } }, async (request, reply) => {
    discreet(reply);
    const { attendee } = await visit(request);
    valueOf(await world.db.transaction((tx) => leaveSession(tx, world, attendee, world.clock.now())));
    world.poke();
    return reply.code(204).send();
  });
  app.get("/api/j/:token/calendar.ics", { schema: { params } }, async (request, reply) => {
    discreet(reply);
    const entry = await calendarFor(world, await visit(request));
    return reply.type("text/calendar; charset=utf-8").header("content-disposition", 'attachment; filename="session.ics"').send(entry);
  });
  app.get("/j/:token", { schema: { params } }, async (request, reply) => {
    discreet(reply);
    const found = await visitBy(world, request.params.token);
    if (found === null && !mayTry(request.ip)) return pages.publicPage(reply.code(429));
    const way = found === null ? null : wayOf(world, found);
    return way === null ? pages.publicPage(reply) : reply.redirect(way, 302);
  });
}
