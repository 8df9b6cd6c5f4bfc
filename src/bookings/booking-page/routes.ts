import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { instant } from "../../lib/time.ts";
import { mayTry as mayTryIt } from "../../people/signing-in/trying-actions.ts";
import { discreet } from "../../platform/discreet.ts";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import { countTries } from "../../platform/tries.ts";
import type { World } from "../../world.ts";
import type { Booking } from "../booking.ts";
import { withinAsked } from "../free/routes.ts";
import { bringAlong, cancelBooking, moveBooking } from "../changing/actions.ts";
import { startsForMoving } from "../changing/times-actions.ts";
import { pageAsked } from "../troubles/plans-actions.ts";

import { book, bookingAt, calendarFor, mayMail, readGuests, showBooking, showType, showTypes, showWhose, typeAt } from "./actions.ts";
import * as shape from "./contract.ts";

type MayTry = (address: string) => boolean;

/** Addresses can't be guessed; this keeps guessing from costing much. */
const orRefuse = <T>(found: T | null, request: FastifyRequest, mayTry: MayTry): T => {
  if (found !== null) return found;
  throw mayTry(request.ip) ? refuse(404, "not_found") : refuse(429, "too_many_requests");
};

/** What strangers see and do: book, and change what they booked by the address in their mail. */
export function bookingPageRoutes(app: App, world: World): void {
  const mayTry = countTries(() => world.clock.machine());
  ofTypes(app, world, mayTry);
  ofOwn(app, world, mayTry);
}

function ofTypes(app: App, world: World, mayTry: MayTry): void {
  const params = z.object({ slug: z.string().max(60) });
  const querystring = z.object({ of: z.uuid().optional() });
  app.get("/api/book", { schema: { querystring, response: { 200: shape.publicTypes } } }, async (request, reply) => {
    discreet(reply);
    const { of } = request.query;
    return of === undefined ? showWhose(world) : orRefuse(await showTypes(world, of), request, mayTry);
  });
  app.get("/api/book/:slug", { schema: { params, response: { 200: shape.publicType } } }, async (request, reply) => {
    discreet(reply);
    return showType(world, orRefuse(await typeAt(world, request.params.slug), request, mayTry));
  });
  app.post("/api/book/:slug", { schema: { params, body: shape.book, response: { 201: shape.ownBooking } } }, async (request, reply) => {
    discreet(reply);
    const type = orRefuse(await typeAt(world, request.params.slug), request, mayTry);
    const booking = valueOf(await book(world, type, request.body, request.ip));
    return reply.code(201).send(await showBooking(world, booking));
  });
}

function ofOwn(app: App, world: World, mayTry: MayTry): void {
  const params = z.object({ token: z.string().max(60) });
  const response = { 200: shape.ownBooking };
  type Request = FastifyRequest<{ Params: { token: string } }>;
  const own = async (request: Request): Promise<Booking> => orRefuse(await bookingAt(world, request.params.token), request, mayTry);
  app.get("/api/book/mine/:token", { schema: { params, response } }, async (request, reply) => {
    discreet(reply);
    return showBooking(world, await own(request));
  });
  const asked = pageAsked(world);
  const times = { params, querystring: z.object({ from: shape.moment, to: shape.moment }), response: { 200: shape.freeTimes } };
  app.get("/api/book/mine/:token/times", { schema: times }, async (request, reply) => {
    discreet(reply);
    const booking = await own(request);
    await asked({ institutionId: booking.institutionId, id: booking.typeId });
    return startsForMoving(world, booking, withinAsked(request.query), "guest");
  });
  // Only a button does these: programs that look through mails open every link in them.
  app.post("/api/book/mine/:token/move", { schema: { params, body: shape.moveBooking, response } }, async (request, reply) => {
    discreet(reply);
    const booking = await own(request);
    if (!(await mayTryIt(world.db, "change a booking", booking.id))) throw refuse(429, "too_many_requests");
    return showBooking(world, valueOf(await moveBooking(world, booking, instant(request.body.start), { is: "guest" })));
  });
  app.post("/api/book/mine/:token/cancel", { schema: { params, body: shape.cancelBooking, response } }, async (request, reply) => {
    discreet(reply);
    return showBooking(world, valueOf(await cancelBooking(world, await own(request), request.body.because, { is: "guest" })));
  });
  app.post("/api/book/mine/:token/guests", { schema: { params, body: shape.addGuests, response } }, async (request, reply) => {
    discreet(reply);
    const booking = await own(request);
    if (!(await mayTryIt(world.db, "change a booking", booking.id))) throw refuse(429, "too_many_requests");
    const guests = valueOf(readGuests(request.body.guests, booking.email));
    if (!(await mayMail(world, booking, guests))) throw refuse(429, "too_many_requests");
    return showBooking(world, valueOf(await bringAlong(world, booking, guests)));
  });
  app.get("/api/book/mine/:token/calendar", { schema: { params } }, async (request, reply) => {
    discreet(reply);
    const text = await calendarFor(world, await own(request));
    return reply.type("text/calendar; charset=utf-8").header("content-disposition", 'attachment; filename="appointment.ics"').send(text);
  });
}
