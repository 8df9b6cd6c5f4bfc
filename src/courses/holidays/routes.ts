import { z } from "zod";
import { iso } from "../../lib/time.ts";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { adminOf } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { assureMayTry } from "../../people/signing-in/trying-actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { add, calendarsShown, lookInto, MOST_CALENDARS, readNow, remove } from "./actions.ts";
import * as shape from "./contract.ts";

/** A calendar's text comes in whole, and line breaks take two letters each. */
const BODY_LIMIT = 5_000_000;

/** The calendars that say on which days there are no lessons. */
export function holidayRoutes(app: App, world: World): void {
  const view = async (who: Member): Promise<z.infer<typeof shape.holidayCalendars>> => {
    const words = catalogue[who.language].refusals as Record<string, string>;
    const calendars = (await calendarsShown(world, who.institutionId)).map(({ id, name, host, days, readAt, triedAt, trouble }) => ({
      ...{ id, name, host, days, readAt: iso(readAt) },
      trouble: trouble === null ? null : { message: words[trouble] ?? words["calendar_silent"]!, at: iso(triedAt) },
    }));
    return { calendars, most: MOST_CALENDARS };
  };
  const mayRead = (institutionId: string): Promise<void> => assureMayTry(world.db, "calendar reading", institutionId);
  const params = z.object({ id: z.string() });
  const response = { 200: shape.holidayCalendars };

  app.get("/api/holidays", { schema: { response } }, (request) => view(adminOf(request)));

  const looking = { bodyLimit: BODY_LIMIT, schema: { body: shape.previewCalendar, response: { 200: shape.calendarPreview } } };
  app.post("/api/holidays/preview", looking, async (request) => {
    const { institutionId } = adminOf(request);
    await mayRead(institutionId);
    return valueOf(await lookInto(world, institutionId, request.body));
  });

  app.post("/api/holidays", { bodyLimit: BODY_LIMIT, schema: { body: shape.addCalendar, response } }, async (request) => {
    const who = adminOf(request);
    await mayRead(who.institutionId);
    valueOf(await add(world, who, request.body));
    return view(who);
  });

  app.post("/api/holidays/:id/read", { schema: { params, response } }, async (request) => {
    const who = adminOf(request);
    await mayRead(who.institutionId);
    valueOf(await readNow(world, who.institutionId, idIn(request.params.id)));
    return view(who);
  });

  app.delete("/api/holidays/:id", { schema: { params, response } }, async (request) => {
    const who = adminOf(request);
    valueOf(await remove(world, who, idIn(request.params.id)));
    return view(who);
  });
}
