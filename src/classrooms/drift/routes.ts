import { z } from "zod";
import { adminOf } from "../../people/actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { namePreview } from "../contract.ts";
import { mayLook } from "../preview-routes.ts";
import { anotherRow, driftList, settledMany, settleDrift as settling, settleDrifts } from "./contract.ts";
import { previewOther } from "./placing-actions.ts";
import { compareNow, driftsFor, settleDrift, settleMany } from "./settling-actions.ts";

/** Where Bedel, Zoom and the external databases don't say the same, and how to settle it. */
export function driftRoutes(app: App, world: World): void {
  const response = { 200: driftList };
  app.get("/api/drifts", { schema: { response } }, (request) => driftsFor(world, adminOf(request).institutionId));
  app.post("/api/drifts/compare", { schema: { response } }, async (request) => {
    const who = adminOf(request);
    await compareNow(world, who);
    return driftsFor(world, who.institutionId);
  });
  app.post("/api/drifts/settle", { schema: { body: settleDrifts, response: { 200: settledMany } } }, async (request) => {
    const who = adminOf(request);
    const left = await settleMany(world, who, request.body);
    return { ...(await driftsFor(world, who.institutionId)), left };
  });
  app.post("/api/drifts/:id/settle", { schema: { params: z.object({ id: z.string() }), body: settling, response } }, async (request) => {
    const who = adminOf(request);
    valueOf(await settleDrift(world, who, idIn(request.params.id), request.body));
    return driftsFor(world, who.institutionId);
  });
  const looking = { params: z.object({ id: z.string() }), body: anotherRow, response: { 200: namePreview } };
  app.post("/api/drifts/:id/another-row/preview", { schema: looking }, async (request) =>
    valueOf(await previewOther(world, await mayLook(world, request), idIn(request.params.id), request.body.key)),
  );
}
