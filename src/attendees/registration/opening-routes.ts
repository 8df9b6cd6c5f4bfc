import { z } from "zod";
import { memberOf } from "../../people/actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import * as shape from "./contract.ts";
import { listsRegistration, openListsRegistration, openSessionsRegistration, sessionsRegistration } from "./opening-actions.ts";

/** What those who manage a session or a list say of its public registration. */
export function openingRoutes(app: App, world: World): void {
  const params = z.object({ id: z.string() });
  const response = { 200: shape.registrationSettings };
  const body = shape.openRegistration;
  app.get("/api/sessions/:id/registration", { schema: { params, response } }, async (request) =>
    valueOf(await sessionsRegistration(world, memberOf(request), idIn(request.params.id))),
  );
  app.put("/api/sessions/:id/registration", { schema: { params, body, response } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await openSessionsRegistration(world, who, id, request.body));
    return valueOf(await sessionsRegistration(world, who, id));
  });
  app.get("/api/lists/:id/registration", { schema: { params, response } }, async (request) =>
    valueOf(await listsRegistration(world, memberOf(request), idIn(request.params.id))),
  );
  app.put("/api/lists/:id/registration", { schema: { params, body, response } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await openListsRegistration(world, who, id, request.body));
    return valueOf(await listsRegistration(world, who, id));
  });
}
