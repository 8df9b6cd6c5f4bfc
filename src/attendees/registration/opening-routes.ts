import { z } from "zod";
import { memberOf } from "../../people/actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import * as shape from "./contract.ts";
import { openSessionsRegistration, sessionsRegistration } from "./opening-actions.ts";

/** What those who manage a session say of its public registration. */
export function openingRoutes(app: App, world: World): void {
  const url = "/api/sessions/:id/registration";
  const params = z.object({ id: z.string() });
  const response = { 200: shape.registrationSettings };
  app.get(url, { schema: { params, response } }, async (request) => valueOf(await sessionsRegistration(world, memberOf(request), idIn(request.params.id))));
  app.put(url, { schema: { params, body: shape.openRegistration, response } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await openSessionsRegistration(world, who, id, request.body));
    return valueOf(await sessionsRegistration(world, who, id));
  });
}
