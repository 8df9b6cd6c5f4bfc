import { z } from "zod";
import { memberOf } from "../../people/actions.ts";
import { assureMayTry } from "../../people/signing-in/trying-actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { calendarsShown, subscribe, unsubscribe } from "./actions.ts";
import * as shape from "./contract.ts";

/** A member's own calendars elsewhere: what is in them takes time from what can be booked. */
export function calendarRoutes(app: App, world: World): void {
  const response = { 200: shape.memberCalendars };

  app.get("/api/calendars/mine", { schema: { response } }, (request) => calendarsShown(world, memberOf(request)));

  app.post("/api/calendars/mine", { schema: { body: shape.newCalendar, response } }, async (request) => {
    const who = memberOf(request);
    await assureMayTry(world.db, "calendar reading", `member ${who.id}`);
    valueOf(await subscribe(world, who, request.body));
    return calendarsShown(world, who);
  });

  app.delete("/api/calendars/mine/:id", { schema: { params: z.object({ id: z.string() }), response } }, async (request) => {
    const who = memberOf(request);
    valueOf(await unsubscribe(world, who, idIn(request.params.id)));
    return calendarsShown(world, who);
  });
}
