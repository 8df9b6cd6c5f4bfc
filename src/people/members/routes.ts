import { z } from "zod";
import { idIn, refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { adminOf } from "../actions.ts";
import type { Agenda } from "../around.ts";
import { changeMemberOf, listMembers, removalOf, removeMemberOf } from "./actions.ts";
import * as contract from "./contract.ts";

type Needs = Pick<World, "db" | "clock" | "random" | "origin" | "poke">;

export function memberRoutes(app: App, world: Needs, agenda: Agenda): void {
  const params = z.object({ id: z.string() });
  app.get("/api/members", { schema: { response: { 200: contract.memberList } } }, (request) => listMembers(world, adminOf(request)));

  app.patch("/api/members/:id", { schema: { params, body: contract.changeMember } }, async (request, reply) => {
    valueOf(await changeMemberOf(world, agenda, adminOf(request), idIn(request.params.id), request.body));
    world.poke(["runs"]);
    return reply.code(204).send();
  });

  app.get("/api/members/:id/removal", { schema: { params, response: { 200: contract.removal } } }, async (request) => {
    const told = await removalOf(world, agenda, adminOf(request), idIn(request.params.id));
    if (told === null) throw refuse(404, "not_found");
    return told;
  });

  app.post("/api/members/:id/remove", { schema: { params, body: contract.removeMember } }, async (request, reply) => {
    valueOf(await removeMemberOf(world, agenda, adminOf(request), idIn(request.params.id), request.body));
    world.poke(["mails", "sessions", "runs"]);
    return reply.code(204).send();
  });
}
