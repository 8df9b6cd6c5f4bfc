import { z } from "zod";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { adminOf } from "../actions.ts";
import { sendTestMail, setupOf } from "./actions.ts";
import * as contract from "./contract.ts";
import { savePutAway } from "./store.ts";

/** What a new institution still needs. `mailServer`: real institutions' mails can be sent. */
export function setupRoutes(app: App, world: World, mailServer: boolean): void {
  const { db, clock } = world;
  app.get("/api/setup", { schema: { response: { 200: contract.setup } } }, (request) => setupOf(world, adminOf(request).institutionId, mailServer));
  app.post("/api/setup/test-mail", { schema: { response: { 204: z.null() } } }, async (request, reply) => {
    const who = adminOf(request);
    if (!mailServer) throw refuse(409, "no_mail_server");
    valueOf(await sendTestMail(world, who));
    return reply.code(204).send(null);
  });
  app.post("/api/setup/put-away", { schema: { body: contract.putAway, response: { 204: z.null() } } }, async (request, reply) => {
    await savePutAway(db, adminOf(request).institutionId, request.body.away ? clock.now() : null);
    return reply.code(204).send(null);
  });
}
