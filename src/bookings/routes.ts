import { z } from "zod";
import { instant } from "../lib/time.ts";
import { memberOf, adminOf } from "../people/actions.ts";
import { valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { changeSettings, changeType, makeType, removeType, settingsOf } from "./actions.ts";
import { bookingPageRoutes } from "./booking-page/routes.ts";
import { freeTimes, moment } from "./booking-page/contract.ts";
import { cancelBooking, markNoShow, moveBooking } from "./changing/actions.ts";
import { startsForMoving } from "./changing/times-actions.ts";
import * as shape from "./contract.ts";
import { freeTimesRoutes, withinAsked } from "./free/routes.ts";
import { bookingFor, bookingsFor } from "./hosting/actions.ts";
import { bookingById } from "./making/actions.ts";
import { typeFor, typesFor } from "./showing-actions.ts";
import { pageAsked } from "./troubles/plans-actions.ts";

const params = z.object({ id: z.uuid() });

/** What can be booked and what was, for those who offer it; and what strangers see of it. */
export function bookingRoutes(app: App, world: World): void {
  bookingPageRoutes(app, world);
  freeTimesRoutes(app, world);
  ofTypes(app, world);
  ofBookings(app, world);
  app.get("/api/settings/appointments", { schema: { response: { 200: shape.appointmentSettings } } }, async (request) =>
    settingsOf(world.db, memberOf(request).institutionId),
  );
  const settings = { body: shape.appointmentSettings, response: { 200: shape.appointmentSettings } };
  app.put("/api/settings/appointments", { schema: settings }, async (request) => valueOf(await changeSettings(world, adminOf(request), request.body)));
}

function ofTypes(app: App, world: World): void {
  const one = { 200: shape.typeDetail };
  app.get("/api/appointment-types", { schema: { response: { 200: shape.typeList } } }, async (request) => typesFor(world, memberOf(request)));
  app.post("/api/appointment-types", { schema: { body: shape.newType, response: { 201: shape.typeDetail } } }, async (request, reply) => {
    const who = memberOf(request);
    const { id } = valueOf(await makeType(world, who, request.body));
    return reply.code(201).send(valueOf(await typeFor(world, who, id)));
  });
  app.get("/api/appointment-types/:id", { schema: { params, response: one } }, async (request) =>
    valueOf(await typeFor(world, memberOf(request), request.params.id)),
  );
  app.put("/api/appointment-types/:id", { schema: { params, body: shape.changeType, response: one } }, async (request) => {
    const who = memberOf(request);
    valueOf(await changeType(world, who, request.params.id, request.body));
    return valueOf(await typeFor(world, who, request.params.id));
  });
  app.delete("/api/appointment-types/:id", { schema: { params, response: { 204: z.null() } } }, async (request, reply) => {
    valueOf(await removeType(world, memberOf(request), request.params.id));
    return reply.code(204).send(null);
  });
}

function ofBookings(app: App, world: World): void {
  const find = z.object({ when: z.enum(["coming", "past"]).default("coming"), typeId: z.uuid().optional() });
  const response = { 200: shape.bookingRow };
  const asked = pageAsked(world);
  app.get("/api/bookings", { schema: { querystring: find, response: { 200: shape.bookingList } } }, async (request) => {
    const { when, typeId = null } = request.query;
    return { bookings: await bookingsFor(world, memberOf(request), { when, typeId }) };
  });
  app.get(
    "/api/bookings/:id/times",
    { schema: { params, querystring: z.object({ from: moment, to: moment }), response: { 200: freeTimes } } },
    async (request) => {
      const who = memberOf(request);
      const { id } = valueOf(await bookingFor(world, who, request.params.id));
      const booking = (await bookingById(world.db, who.institutionId, id))!;
      await asked({ institutionId: who.institutionId, id: booking.typeId });
      return startsForMoving(world, booking, withinAsked(request.query), "host");
    },
  );
  app.post("/api/bookings/:id/move", { schema: { params, body: shape.moveByHost, response } }, async (request) => {
    const who = memberOf(request);
    const { id } = valueOf(await bookingFor(world, who, request.params.id));
    valueOf(await moveBooking(world, { institutionId: who.institutionId, id }, instant(request.body.start), { is: "host", who }));
    return valueOf(await bookingFor(world, who, id));
  });
  app.post("/api/bookings/:id/cancel", { schema: { params, body: shape.cancelByHost, response } }, async (request) => {
    const who = memberOf(request);
    const { id } = valueOf(await bookingFor(world, who, request.params.id));
    valueOf(await cancelBooking(world, { institutionId: who.institutionId, id }, request.body.because, { is: "host", who }));
    return valueOf(await bookingFor(world, who, id));
  });
  app.put("/api/bookings/:id/no-show", { schema: { params, body: shape.noShow, response } }, async (request) => {
    const who = memberOf(request);
    const { id } = valueOf(await bookingFor(world, who, request.params.id));
    valueOf(await markNoShow(world, { institutionId: who.institutionId, id }, request.body.noShow, who));
    return valueOf(await bookingFor(world, who, id));
  });
}
