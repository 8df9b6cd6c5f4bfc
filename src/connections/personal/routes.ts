import { z } from "zod";
import type { Outcome } from "../../lib/outcome.ts";
import { adminOf, memberOf } from "../../people/actions.ts";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { beginAuthorization } from "../authorizing/actions.ts";
import { leaving } from "../authorizing/contract.ts";
import { browserOf, idIn } from "../authorizing/routes.ts";
import { confirmOther, disconnectOwn, refuseOther } from "./actions.ts";
import * as contract from "./contract.ts";
import { connectedUsersOf, myZoomOf, previewOf } from "./showing-actions.ts";
import type { PersonalUpstairs } from "./upstairs.ts";

/** A member's own Zoom, which is nobody else's business; and who has which, for administrators. */
export function myZoomRoutes(app: App, world: World, upstairs: PersonalUpstairs): void {
  const { db, clock } = world;
  app.get("/api/my-zoom", { schema: { response: { 200: contract.myZoom } } }, (request) => myZoomOf(world, memberOf(request)));

  app.get("/api/my-zoom/preview", { schema: { response: { 200: contract.preview } } }, (request) => previewOf(db, upstairs, memberOf(request), clock.now()));

  app.post("/api/my-zoom/authorize", { schema: { response: { 200: leaving } } }, async (request, reply) => {
    const { institutionId, id: memberId } = memberOf(request);
    const browser = browserOf(world, request, reply);
    return valueOf(await beginAuthorization(world, { institutionId, purpose: "personal", memberId, linkId: null, browser }));
  });

  app.post("/api/my-zoom/disconnect", async (request, reply) => {
    valueOf(await disconnectOwn(world, upstairs, memberOf(request)));
    return reply.code(204).send();
  });

  const params = z.object({ id: z.string() });
  app.post("/api/my-zoom/candidates/:id/confirm", { schema: { params } }, async (request, reply) => {
    settled(await confirmOther(world, upstairs, memberOf(request), idIn(request.params.id)));
    return reply.code(204).send();
  });

  app.post("/api/my-zoom/candidates/:id/refuse", { schema: { params } }, async (request, reply) => {
    settled(await refuseOther(world, memberOf(request), idIn(request.params.id)));
    return reply.code(204).send();
  });

  app.get("/api/connection/users", { schema: { response: { 200: contract.connectedUsers } } }, async (request) => ({
    users: await connectedUsersOf(db, adminOf(request).institutionId),
  }));
}

/** Another member's is as if it were not there. */
function settled(outcome: Outcome<null>): void {
  if (!outcome.ok && outcome.refusal.because === "candidate_gone") throw refuse(404, "candidate_gone");
  valueOf(outcome);
}
