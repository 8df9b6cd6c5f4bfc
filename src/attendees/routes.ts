import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { catalogue } from "../notices/messages/catalogue.ts";
import { memberOf } from "../people/actions.ts";
import { idIn, refuse, valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { addAttendees, listAttendees, removeAttendee } from "./actions.ts";
import * as shape from "./contract.ts";
import { personalDataRoutes } from "./erasing/routes.ts";
import { countTries } from "./tries.ts";
import { calendarFor, pageOf, visitBy, wayOf, type Visit } from "./visiting/actions.ts";

type Pages = {
  /** The page that visitors without an account see; it asks for the rest by itself. */
  publicPage(reply: FastifyReply): FastifyReply | Promise<FastifyReply>;
};

/** Attendees of a session, for those who manage it, and the attendee's own page behind the link that was mailed. */
export function attendeeRoutes(app: App, world: World, pages: Pages): void {
  ofSession(app, world);
  ofVisitor(app, world, pages);
  personalDataRoutes(app, world);
}

function ofSession(app: App, world: World): void {
  const url = "/api/sessions/:id/attendees";
  const params = z.object({ id: z.string() });
  app.get(url, { schema: { params, response: { 200: shape.attendeeList } } }, async (request) => ({
    attendees: valueOf(await listAttendees(world, memberOf(request), idIn(request.params.id))),
  }));
  app.post(url, { schema: { params, body: shape.addAttendees, response: { 200: shape.attendeesAdded } } }, async (request) => {
    const who = memberOf(request);
    const { refusals } = catalogue[who.language];
    const added = valueOf(await addAttendees(world, who, idIn(request.params.id), request.body.lines));
    return { ...added, bad: added.bad.map((one) => ({ ...one, message: refusals[one.because] })) };
  });
  app.delete(`${url}/:attendeeId`, { schema: { params: params.extend({ attendeeId: z.string() }) } }, async (request, reply) => {
    const { id, attendeeId } = request.params;
    valueOf(await removeAttendee(world, memberOf(request), idIn(id), idIn(attendeeId)));
    return reply.code(204).send();
  });
}

/** The address is as good as a key: no search engine, no cache and no next page is to learn it. */
const discreet = (reply: FastifyReply): FastifyReply =>
  reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").header("x-robots-tag", "noindex, nofollow");

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
  app.get("/api/j/:token/calendar.ics", { schema: { params } }, async (request, reply) => {
    discreet(reply);
    const entry = await calendarFor(world, await visit(request));
    return reply.type("text/calendar; charset=utf-8").header("content-disposition", 'attachment; filename="session.ics"').send(entry);
  });
  app.get("/j/:token", { schema: { params } }, async (request, reply) => {
    discreet(reply);
    const found = await visitBy(world, request.params.token);
    const way = found === null ? null : wayOf(world, found);
    return way === null ? pages.publicPage(reply) : reply.redirect(way, 302);
  });
}
