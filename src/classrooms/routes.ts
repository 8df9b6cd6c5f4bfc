import { z } from "zod";
import { memberOf } from "../people/actions.ts";
import type { Member } from "../people/member.ts";
import { idIn, refuse, valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { makeClassroom, retireClassroom } from "./actions.ts";
import * as shape from "./contract.ts";
import { driftRoutes } from "./drift/routes.ts";
import { sayFarewell } from "./former-actions.ts";
import { manyFrom } from "./many/actions.ts";
import { manyChangesFrom } from "./many/changing-actions.ts";
import { rename } from "./naming-actions.ts";
import { changePasscode, changeTimetable } from "./passcode-actions.ts";
import { publish } from "./publishing-actions.ts";
import { mayLook, previewRoutes } from "./preview-routes.ts";
import { runView } from "./runs/contract.ts";
import { runRoutes } from "./runs/routes.ts";
import { runFor } from "./runs/showing-actions.ts";
import { classroomsFor } from "./showing-actions.ts";

const params = z.object({ id: z.string() });
const theRun = { 200: runView };
const all = { 200: shape.classroomList };

/** Rooms with a standing link and passcode, for administrators. What changes one answers the run that does it. */
export function classroomRoutes(app: App, world: World): void {
  const run = async ({ institutionId }: Member, id: string) => (await runFor(world, institutionId, id)) ?? Promise.reject(refuse(404, "not_found"));

  app.get("/api/classrooms", { schema: { response: all } }, (request) => classroomsFor(world, memberOf(request).institutionId));
  app.post("/api/classrooms", { schema: { body: shape.newClassroom, response: theRun } }, async (request) => {
    const who = memberOf(request);
    valueOf(await makeClassroom(world, who, request.body));
    return run(who, request.body.id);
  });
  app.post("/api/classrooms/many", { bodyLimit: 4_000_000, schema: { body: shape.manyClassrooms, response: { 200: shape.manyAnswer } } }, async (request) =>
    valueOf(await manyFrom(world, await mayLook(world, request), request.body)),
  );
  app.post(
    "/api/classrooms/many/changes",
    { bodyLimit: 4_000_000, schema: { body: shape.manyChanges, response: { 200: shape.manyChangesAnswer } } },
    async (request) => valueOf(await manyChangesFrom(world, await mayLook(world, request), request.body)),
  );
  app.put("/api/classrooms/:id", { schema: { params, body: shape.changeClassroom, response: all } }, async (request) => {
    const who = memberOf(request);
    valueOf(await changeTimetable(world, who, idIn(request.params.id), request.body));
    return classroomsFor(world, who.institutionId);
  });
  app.post("/api/classrooms/:id/name", { schema: { params, body: shape.changeName, response: theRun } }, async (request) => {
    const who = memberOf(request);
    valueOf(await rename(world, who, idIn(request.params.id), request.body));
    return run(who, request.body.runId);
  });
  app.post("/api/classrooms/:id/rows", { schema: { params, body: shape.publishInRows, response: theRun } }, async (request) => {
    const who = memberOf(request);
    valueOf(await publish(world, who, idIn(request.params.id), request.body));
    return run(who, request.body.runId);
  });
  app.post("/api/classrooms/:id/passcode", { schema: { params, body: shape.changePasscode, response: theRun } }, async (request) => {
    const who = memberOf(request);
    valueOf(await changePasscode(world, who, idIn(request.params.id), request.body));
    return run(who, request.body.runId);
  });
  app.post("/api/classrooms/:id/retire", { schema: { params, body: shape.retireClassroom, response: theRun } }, async (request) => {
    const who = memberOf(request);
    valueOf(await retireClassroom(world, who, idIn(request.params.id), request.body));
    return run(who, request.body.runId);
  });
  app.post("/api/classrooms/:id/farewell", { schema: { params, body: shape.sayFarewell, response: theRun } }, async (request) => {
    const who = memberOf(request);
    valueOf(await sayFarewell(world, who, idIn(request.params.id), request.body));
    return run(who, request.body.runId);
  });
  previewRoutes(app, world);
  runRoutes(app, world);
  driftRoutes(app, world);
}
