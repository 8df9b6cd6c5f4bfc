import { z } from "zod";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { memberOf } from "../../people/actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { addToList, listsFor, makeList, removeFromList, renameList, showList } from "./actions.ts";
import * as shape from "./contract.ts";
import { chooseSessions, deleteList } from "./serving-actions.ts";

/** Lists that serve several sessions, for whoever made them and for administrators. */
export function listRoutes(app: App, world: World): void {
  const params = z.object({ id: z.string() });
  const shown = { 200: shape.attendeeListDetail };
  app.get("/api/lists", { schema: { response: { 200: shape.attendeeLists } } }, async (request) => ({ lists: await listsFor(world, memberOf(request)) }));
  app.post("/api/lists", { schema: { body: shape.makeList, response: shown } }, async (request) => {
    const who = memberOf(request);
    valueOf(await makeList(world, who, request.body));
    return valueOf(await showList(world, who, request.body.id));
  });
  app.get("/api/lists/:id", { schema: { params, response: shown } }, async (request) =>
    valueOf(await showList(world, memberOf(request), idIn(request.params.id))),
  );
  app.patch("/api/lists/:id", { schema: { params, body: shape.renameList, response: shown } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await renameList(world, who, id, request.body.name));
    return valueOf(await showList(world, who, id));
  });
  app.delete("/api/lists/:id", { schema: { params } }, async (request, reply) => {
    valueOf(await deleteList(world, memberOf(request), idIn(request.params.id)));
    return reply.code(204).send();
  });
  app.put("/api/lists/:id/sessions", { schema: { params, body: shape.chooseSessions, response: shown } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await chooseSessions(world, who, id, request.body.sessions));
    return valueOf(await showList(world, who, id));
  });
  app.post("/api/lists/:id/people", { schema: { params, body: shape.addToList, response: { 200: shape.addedToList } } }, async (request) => {
    const who = memberOf(request);
    const { refusals } = catalogue[who.language];
    const added = valueOf(await addToList(world, who, idIn(request.params.id), request.body.lines));
    return { ...added, bad: added.bad.map((one) => ({ ...one, message: refusals[one.because] })) };
  });
  app.delete("/api/lists/:id/people/:personId", { schema: { params: params.extend({ personId: z.string() }) } }, async (request, reply) => {
    const { id, personId } = request.params;
    valueOf(await removeFromList(world, memberOf(request), idIn(id), idIn(personId)));
    return reply.code(204).send();
  });
}
