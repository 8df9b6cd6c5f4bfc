import { z } from "zod";
import { memberOf } from "../../people/actions.ts";
import type { Member } from "../../people/member.ts";
import { idIn, refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { undoingPreview } from "../contract.ts";
import { letRowGo } from "../letting-go-actions.ts";
import { letGoOtherwise } from "../otherwise-actions.ts";
import { mayLook } from "../preview-routes.ts";
import { undoReplacing } from "../undoing-actions.ts";
import { undoingFor } from "../undoing-preview-actions.ts";
import { retryRun, retryThese, stopRun, stopThese, type NotDone } from "./actions.ts";
import * as shape from "./contract.ts";
import { runFor, runsFor } from "./showing-actions.ts";

const params = z.object({ id: z.string() });
const of = z.object({ batch: z.uuid().optional(), classroom: z.uuid().optional(), member: z.uuid().optional(), open: z.literal("true").optional() });
const shown = { 200: shape.runView };

/** What goes on step by step, for administrators. */
export function runRoutes(app: App, world: World): void {
  const one = async ({ institutionId }: Member, id: string): Promise<shape.RunView> =>
    (await runFor(world, institutionId, id)) ?? Promise.reject(refuse(404, "not_found"));

  const all = async ({ institutionId }: Member, batchId: string | null, left: NotDone[]) => ({
    ...(await runsFor(world, institutionId, { batchId, classroomId: null, memberId: null, isOpen: batchId === null })),
    left,
  });

  app.get("/api/runs", { schema: { querystring: of, response: { 200: shape.runList } } }, (request) => {
    const { batch = null, classroom = null, member = null, open } = request.query;
    return runsFor(world, memberOf(request).institutionId, { batchId: batch, classroomId: classroom, memberId: member, isOpen: open === "true" });
  });
  const together = { body: shape.these, response: { 200: shape.theseDone } };
  app.post("/api/runs/retry", { schema: together }, async (request) => {
    const who = memberOf(request);
    return all(who, request.body.batchId, await retryThese(world, who, request.body));
  });
  app.post("/api/runs/stop", { schema: together }, async (request) => {
    const who = memberOf(request);
    return all(who, request.body.batchId, await stopThese(world, who, request.body));
  });
  app.get("/api/runs/:id", { schema: { params, response: shown } }, (request) => one(memberOf(request), idIn(request.params.id)));
  app.post("/api/runs/:id/retry", { schema: { params, body: shape.retry, response: shown } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await retryRun(world, who, id, request.body));
    return one(who, id);
  });
  app.post("/api/runs/:id/stop", { schema: { params, response: shown } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await stopRun(world, who, id));
    return one(who, id);
  });
  app.post("/api/runs/:id/let-go", { schema: { params, body: shape.letGo, response: shown } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await letRowGo(world, who, id, request.body));
    return one(who, id);
  });
  app.post("/api/runs/:id/otherwise", { schema: { params, body: shape.otherwise, response: shown } }, async (request) => {
    const [who, id] = [memberOf(request), idIn(request.params.id)];
    valueOf(await letGoOtherwise(world, who, id, request.body));
    return one(who, id);
  });
  app.get("/api/runs/:id/undoing", { schema: { params, response: { 200: undoingPreview } } }, async (request) =>
    valueOf(await undoingFor(world, (await mayLook(world, request)).institutionId, idIn(request.params.id))),
  );
  app.post("/api/runs/:id/undo", { schema: { params, body: shape.undoing, response: shown } }, async (request) => {
    const who = memberOf(request);
    valueOf(await undoReplacing(world, who, idIn(request.params.id), request.body.runId, request.body.seen));
    return one(who, request.body.runId);
  });
}
