import { z } from "zod";
import { adminOf, memberOf } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { discreet } from "../../platform/discreet.ts";
import { idIn, refuse, type App } from "../../platform/http.ts";
import { countTries } from "../../platform/tries.ts";
import { roomById } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { calendarFor, endAddress, feedBy, makeAddress, showAddress } from "./actions.ts";
import { calendarAddress } from "./contract.ts";
import type { Of } from "./feed.ts";

/** Calendars to subscribe to: of a room for administrators, of what one teaches for each member. */
export function feedRoutes(app: App, world: World): void {
  const params = z.object({ id: z.string() });
  const response = { 200: calendarAddress };
  const roomOf = async (who: Member, id: string): Promise<Of> => {
    if ((await roomById(world.db, who.institutionId, id)) === null) throw refuse(404, "not_found");
    return { institutionId: who.institutionId, roomId: id };
  };
  const own = (who: Member): Of => ({ institutionId: who.institutionId, memberId: who.id });

  app.get("/api/rooms/:id/calendar", { schema: { params, response } }, async (request, reply) => {
    discreet(reply);
    return showAddress(world, await roomOf(adminOf(request), idIn(request.params.id)));
  });
  app.post("/api/rooms/:id/calendar", { schema: { params, response } }, async (request, reply) => {
    discreet(reply);
    const who = adminOf(request);
    return makeAddress(world, who, await roomOf(who, idIn(request.params.id)));
  });
  app.delete("/api/rooms/:id/calendar", { schema: { params } }, async (request, reply) => {
    const who = adminOf(request);
    await endAddress(world, who, await roomOf(who, idIn(request.params.id)));
    return reply.code(204).send();
  });

  app.get("/api/my-calendar", { schema: { response } }, async (request, reply) => {
    discreet(reply);
    return showAddress(world, own(memberOf(request)));
  });
  app.post("/api/my-calendar", { schema: { response } }, async (request, reply) => {
    discreet(reply);
    const who = memberOf(request);
    return makeAddress(world, who, own(who));
  });
  app.delete("/api/my-calendar", async (request, reply) => {
    const who = memberOf(request);
    await endAddress(world, who, own(who));
    return reply.code(204).send();
  });

  const mayTry = countTries(() => world.clock.machine());
  app.get("/calendars/:token/calendar.ics", { schema: { params: z.object({ token: z.string() }) } }, async (request, reply) => {
    discreet(reply);
    const feed = await feedBy(world, request.params.token);
    if (feed === null) throw mayTry(request.ip) ? refuse(404, "not_found") : refuse(429, "too_many_requests");
    return reply.type("text/calendar; charset=utf-8").send(await calendarFor(world, feed));
  });
}
