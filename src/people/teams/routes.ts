import { z } from "zod";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { adminOf } from "../actions.ts";
import * as contract from "../members/contract.ts";
import { changeTeam, makeTeam, removeTeam } from "./actions.ts";

export function teamRoutes(app: App, world: Pick<World, "db" | "clock" | "random">): void {
  const params = z.object({ id: z.string() });
  app.post("/api/teams", { schema: { body: contract.makeTeam, response: { 200: contract.team } } }, async (request) =>
    valueOf(await makeTeam(world, adminOf(request), request.body.name)),
  );
  app.patch("/api/teams/:id", { schema: { params, body: contract.changeTeam } }, async (request, reply) => {
    valueOf(await changeTeam(world, adminOf(request), idIn(request.params.id), request.body));
    return reply.code(204).send();
  });
  app.delete("/api/teams/:id", { schema: { params } }, async (request, reply) => {
    valueOf(await removeTeam(world, adminOf(request), idIn(request.params.id)));
    return reply.code(204).send();
  });
}
