import { z } from "zod";
import { adminOf } from "../../people/actions.ts";
import { idIn, refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { runView } from "../runs/contract.ts";
import { runFor } from "../runs/showing-actions.ts";
import * as shape from "./contract.ts";
import { invitedUserOf, leavingUserOf, sayFarewellTo } from "./leaving/actions.ts";
import { othersUserOf, sayFarewellToOther } from "./leaving/others-actions.ts";
import { makeZoomUsersOf, zoomUsersShown } from "./listing/actions.ts";
import { resendInvitation } from "./listing/resending-actions.ts";
import { changeProvisioningOf, changeTeamWish } from "./settings/actions.ts";
import { provisioningShown } from "./settings/showing-actions.ts";

/** Whether and how Bedel makes Zoom users, and who has one. Routes only ask: what is done in Zoom the runs do. */
export function zoomUserRoutes(app: App, world: World): void {
  const params = z.object({ id: z.string() });
  const provisioning = { 200: shape.provisioningView };
  const people = { 200: shape.zoomUserList };

  app.get("/api/provisioning", { schema: { response: provisioning } }, (request) => provisioningShown(world, adminOf(request).institutionId));

  app.put("/api/provisioning", { schema: { body: shape.changeProvisioning, response: provisioning } }, async (request) => {
    const who = adminOf(request);
    valueOf(await changeProvisioningOf(world, who, request.body));
    return provisioningShown(world, who.institutionId);
  });

  app.put("/api/provisioning/teams/:id", { schema: { params, body: shape.teamProvisioning, response: provisioning } }, async (request) => {
    const who = adminOf(request);
    valueOf(await changeTeamWish(world, who, idIn(request.params.id), request.body));
    return provisioningShown(world, who.institutionId);
  });

  app.get("/api/zoom-users", { schema: { response: people } }, (request) => zoomUsersShown(world, adminOf(request).institutionId));

  app.post("/api/zoom-users", { schema: { body: shape.makeZoomUsers, response: { 200: shape.makeAnswer } } }, async (request) =>
    valueOf(await makeZoomUsersOf(world, adminOf(request), request.body)),
  );

  app.get("/api/zoom-users/:email", { schema: { params: shape.emailParams, response: { 200: shape.leavingUser } } }, async (request) => {
    const told = await othersUserOf(world, adminOf(request).institutionId, request.params.email);
    if (told === null) throw refuse(404, "not_found");
    return told;
  });

  app.post("/api/zoom-users/:email", { schema: { params: shape.emailParams, body: shape.stayingUser, response: { 200: runView } } }, async (request) => {
    const who = adminOf(request);
    valueOf(await sayFarewellToOther(world, who, request.params.email, request.body));
    return (await runFor(world, who.institutionId, request.body.runId))!;
  });

  app.post("/api/runs/:id/resend", { schema: { params, body: shape.resend } }, async (request, reply) => {
    valueOf(await resendInvitation(world, adminOf(request), idIn(request.params.id), request.body.resent));
    return reply.code(204).send();
  });

  app.get("/api/invitations/:id/zoom-user", { schema: { params, response: { 200: shape.leavingUser } } }, async (request) => {
    const told = await invitedUserOf(world, adminOf(request).institutionId, idIn(request.params.id));
    if (told === null) throw refuse(404, "not_found");
    return told;
  });

  app.post("/api/members/:id/zoom-user", { schema: { params, body: shape.stayingUser, response: { 200: runView } } }, async (request) => {
    const who = adminOf(request);
    valueOf(await sayFarewellTo(world, who, idIn(request.params.id), request.body));
    return (await runFor(world, who.institutionId, request.body.runId))!;
  });

  app.get("/api/members/:id/zoom-user", { schema: { params, querystring: shape.leavingAsked, response: { 200: shape.leavingUser } } }, async (request) => {
    const told = await leavingUserOf(world, adminOf(request).institutionId, idIn(request.params.id), { stays: request.query.stays === "true" });
    if (told === null) throw refuse(404, "not_found");
    return told;
  });
}
