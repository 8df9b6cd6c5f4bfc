import { z } from "zod";
import { memberOf } from "../people/actions.ts";
import type { Member } from "../people/member.ts";
import { assureMayTry } from "../people/signing-in/trying-actions.ts";
import { idIn, refuse, valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { makeClassroom, retireClassroom, withRows } from "./actions.ts";
import * as shape from "./contract.ts";
import { driftRoutes } from "./drift/routes.ts";
import { whyNotFarewellOf } from "./farewell-actions.ts";
import { manyFrom } from "./many/actions.ts";
import { manyChangesFrom } from "./many/changing-actions.ts";
import { previewName, rename } from "./naming-actions.ts";
import { changePasscode, changeTimetable } from "./passcode-actions.ts";
import { previewed, newRowsNow, NO_SESSIONS, sessionsOnRetiring, toHold } from "./previewing-actions.ts";
import { previewPublishing, publish } from "./publishing-actions.ts";
import { sessionsOnReplacing } from "./replacing-actions.ts";
import { runView } from "./runs/contract.ts";
import { runRoutes } from "./runs/routes.ts";
import { runFor } from "./runs/showing-actions.ts";
import { addressNow } from "./performing/address-actions.ts";
import { classroomsFor } from "./showing-actions.ts";
import { classroomById, classroomsOf } from "./store.ts";
import { seatsOf } from "./zoom-users/listing/actions.ts";

const params = z.object({ id: z.string() });
const theRun = { 200: runView };
const all = { 200: shape.classroomList };

/** Rooms with a standing link and passcode, for administrators. What changes one answers the run that does it. */
export function classroomRoutes(app: App, world: World): void {
  // Each looks into somebody else's databases, or asks Zoom, while a form is filled in.
  const looking = async (request: Parameters<typeof memberOf>[0]): Promise<Member> => {
    const who = memberOf(request);
    await assureMayTry(world.db, "database looking", `member ${who.id}`);
    return who;
  };
  const run = async ({ institutionId }: Member, id: string) => (await runFor(world, institutionId, id)) ?? Promise.reject(refuse(404, "not_found"));

  app.get("/api/classrooms", { schema: { response: all } }, (request) => classroomsFor(world, memberOf(request).institutionId));
  app.post("/api/classrooms/preview", { schema: { body: shape.newClassroom, response: { 200: shape.newClassroomPreview } } }, async (request) =>
    preview(world, await looking(request), request.body),
  );
  app.post("/api/classrooms", { schema: { body: shape.newClassroom, response: theRun } }, async (request) => {
    const who = memberOf(request);
    valueOf(await makeClassroom(world, who, request.body));
    return run(who, request.body.id);
  });
  app.post("/api/classrooms/many", { bodyLimit: 4_000_000, schema: { body: shape.manyClassrooms, response: { 200: shape.manyAnswer } } }, async (request) =>
    valueOf(await manyFrom(world, await looking(request), request.body)),
  );
  app.post(
    "/api/classrooms/many/changes",
    { bodyLimit: 4_000_000, schema: { body: shape.manyChanges, response: { 200: shape.manyChangesAnswer } } },
    async (request) => valueOf(await manyChangesFrom(world, await looking(request), request.body)),
  );
  app.put("/api/classrooms/:id", { schema: { params, body: shape.changeClassroom, response: all } }, async (request) => {
    const who = memberOf(request);
    valueOf(await changeTimetable(world, who, idIn(request.params.id), request.body));
    return classroomsFor(world, who.institutionId);
  });
  app.post("/api/classrooms/:id/name/preview", { schema: { params, body: shape.nameWanted, response: { 200: shape.namePreview } } }, async (request) =>
    valueOf(await previewName(world, await looking(request), idIn(request.params.id), request.body)),
  );
  app.post("/api/classrooms/:id/name", { schema: { params, body: shape.changeName, response: theRun } }, async (request) => {
    const who = memberOf(request);
    valueOf(await rename(world, who, idIn(request.params.id), request.body));
    return run(who, request.body.runId);
  });
  app.post("/api/classrooms/:id/rows/preview", { schema: { params, body: shape.rowsWanted, response: { 200: shape.namePreview } } }, async (request) =>
    valueOf(await previewPublishing(world, await looking(request), idIn(request.params.id), request.body)),
  );
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
  app.get("/api/classrooms/:id/retiring", { schema: { params, response: { 200: shape.retiringPreview } } }, async (request) => {
    const { institutionId } = memberOf(request);
    const classroom = await classroomById(world.db, institutionId, idIn(request.params.id));
    if (classroom === null) throw refuse(404, "not_found");
    return sessionsOnRetiring(world, institutionId, classroom.roomId);
  });
  app.get("/api/classrooms/:id/farewells", { schema: { params, response: { 200: shape.farewells } } }, async (request) => {
    const { institutionId } = await looking(request);
    const classroom = await classroomById(world.db, institutionId, idIn(request.params.id));
    if (classroom === null) throw refuse(404, "not_found");
    return { whyNot: await whyNotFarewellOf(world, classroom) };
  });
  app.post("/api/classrooms/:id/retire", { schema: { params, body: shape.retireClassroom, response: theRun } }, async (request) => {
    const who = memberOf(request);
    valueOf(await retireClassroom(world, who, idIn(request.params.id), request.body));
    return run(who, request.body.runId);
  });
  runRoutes(app, world);
  driftRoutes(app, world);
}

/** What would be written, and what would become of sessions. Nothing is done. */
async function preview(world: World, { institutionId }: Member, asked: shape.NewClassroom): Promise<z.infer<typeof shape.newClassroomPreview>> {
  const wanted = await withRows(world, institutionId, asked);
  const now = await newRowsNow(world, institutionId, wanted, toHold(wanted));
  const old = (await classroomsOf(world.db, institutionId)).find(({ id }) => id === wanted.replaces);
  const replacing = old?.roomId == null ? [] : [{ roomId: old.roomId, asked: wanted }];
  const sessions = (await sessionsOnReplacing(world, institutionId, replacing)).get(old?.roomId ?? "") ?? NO_SESSIONS;
  const { is: address } = await addressNow(world.db, institutionId, wanted.email);
  return { seen: now.seen, rows: await previewed(world, institutionId, now, wanted), sessions, seats: await seatsOf(world.db, institutionId), address };
}
