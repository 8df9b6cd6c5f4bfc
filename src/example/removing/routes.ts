import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { zoomKindOf } from "../../connections/actions.ts";
import { memberOf } from "../../people/actions.ts";
import { note } from "../../platform/audit.ts";
import { refuse, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import type { Mover } from "../moving/actions.ts";
import { previewOf, removeDemo, type Played } from "./actions.ts";
import * as contract from "./contract.ts";

/** For the owner of a real institution: the demo beside it, and how to be rid of it. */
export function removingRoutes(app: App, world: World, playing: { played: Played; mover: Mover } | null): void {
  const { db, clock, random } = world;
  app.get("/api/demo", { schema: { response: { 200: contract.demo } } }, async (request) => {
    await whoOwnsAReal(world, request);
    return { demo: await previewOf(db) };
  });
  app.post("/api/demo/remove", { schema: { response: { 204: z.null() } } }, async (request, reply) => {
    const who = await whoOwnsAReal(world, request);
    if (playing === null) throw refuse(404, "not_found");
    await removeDemo(world, playing.played, playing.mover);
    await note(db, random, { institutionId: who.institutionId, at: clock.now(), who: who.name, memberId: who.id, what: "demo_removed" });
    return reply.code(204).send(null);
  });
}

/** Everybody knows the passwords of the demo's own owner. */
async function whoOwnsAReal({ db }: Pick<World, "db">, request: FastifyRequest): Promise<ReturnType<typeof memberOf>> {
  const who = memberOf(request);
  if ((await zoomKindOf(db, who.institutionId)) !== "real") throw refuse(403, "not_from_the_demo");
  return who;
}
