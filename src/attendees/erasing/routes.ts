import { adminOf } from "../../people/actions.ts";
import { valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import * as shape from "./contract.ts";
import { erasePerson, exportPerson, findPerson, personRecords } from "./person-actions.ts";

/** What a person who attended may ask the institution for, done by its administrators. */
export function personalDataRoutes(app: App, world: World): void {
  const { personAsked: body } = shape;
  app.get("/api/personal-data", { schema: { response: { 200: shape.personRecords } } }, async (request) => ({
    records: await personRecords(world, adminOf(request)),
  }));
  app.post("/api/personal-data/find", { schema: { body, response: { 200: shape.personFound } } }, async (request) =>
    findPerson(world, adminOf(request), request.body.email),
  );
  app.post("/api/personal-data/export", { schema: { body, response: { 200: shape.personExport } } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    return exportPerson(world, adminOf(request), request.body.email);
  });
  app.post("/api/personal-data/erase", { schema: { body: shape.personErase, response: { 200: shape.personErased } } }, async (request) =>
    valueOf(await erasePerson(world, adminOf(request), request.body)),
  );
}
