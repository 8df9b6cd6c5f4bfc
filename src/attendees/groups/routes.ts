import { z } from "zod";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { memberOf } from "../../people/actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { showList } from "../lists/actions.ts";
import { attendeeListDetail } from "../lists/contract.ts";
import { deleteGroup, groupsFor, makeGroup, renameGroup, showGroup } from "./actions.ts";
import * as shape from "./contract.ts";
import { addToGroup, removeFromGroup } from "./people-actions.ts";
import { addGroupToList, removeGroupFromList } from "./registering-actions.ts";

/** People who are registered as one, for whoever made the group and for administrators. */
export function groupRoutes(app: App, world: World): void {
  const params = z.object({ id: z.string() });
  const shown = { 200: shape.attendeeGroupDetail };
  app.get("/api/groups", { schema: { response: { 200: shape.attendeeGroups } } }, async (request) => ({ groups: await groupsFor(world, memberOf(request)) }));
  app.post("/api/groups", { schema: { body: shape.makeGroup, response: shown } }, async (request) => {
    const who = memberOf(request);
    valueOf(await makeGroup(world, who, request.body));
    return valueOf(await showGroup(world, who, request.body.id));
  });
  app.get("/api/groups/:id", { schema: { params, response: shown } }, async (request) =>
    valueOf(await showGroup(world, memberOf(request), idIn(request.params.id))),
  );
  app.patch("/api/groups/:id", { schema: { params, body: shape.renameGroup, response: shown } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await renameGroup(world, who, id, request.body.name));
    return valueOf(await showGroup(world, who, id));
  });
  app.delete("/api/groups/:id", { schema: { params } }, async (request, reply) => {
    valueOf(await deleteGroup(world, memberOf(request), idIn(request.params.id)));
    return reply.code(204).send();
  });
  app.post("/api/groups/:id/people", { schema: { params, body: shape.addToGroup, response: { 200: shape.addedToGroup } } }, async (request) => {
    const who = memberOf(request);
    const { refusals } = catalogue[who.language];
    const added = valueOf(await addToGroup(world, who, idIn(request.params.id), request.body.lines));
    return { ...added, bad: added.bad.map((one) => ({ ...one, message: refusals[one.because] })) };
  });
  app.delete("/api/groups/:id/people/:personId", { schema: { params: params.extend({ personId: z.string() }) } }, async (request, reply) => {
    const { id, personId } = request.params;
    valueOf(await removeFromGroup(world, memberOf(request), idIn(id), idIn(personId)));
    return reply.code(204).send();
  });
  ofLists(app, world);
}

/** Groups of a list, for whoever manages the list. */
function ofLists(app: App, world: World): void {
  const schema = { params: z.object({ id: z.string(), groupId: z.string() }), response: { 200: attendeeListDetail } };
  app.put("/api/lists/:id/groups/:groupId", { schema }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await addGroupToList(world, who, id, idIn(request.params.groupId)));
    return valueOf(await showList(world, who, id));
  });
  app.delete("/api/lists/:id/groups/:groupId", { schema }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await removeGroupFromList(world, who, id, idIn(request.params.groupId)));
    return valueOf(await showList(world, who, id));
  });
}
