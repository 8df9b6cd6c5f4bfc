import { z } from "zod";
import { catalogue } from "../notices/messages/catalogue.ts";
import { memberOf } from "../people/actions.ts";
import type { Language } from "../people/contract.ts";
import { idIn, valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import * as shape from "./contract.ts";
import { previewForGroup, previewForList, previewForSession } from "./preview-actions.ts";
import type { PreviewLine } from "./preview.ts";

/** Every line of what somebody pastes, before anything is saved. */
export function previewRoutes(app: App, world: World): void {
  const schema = { params: z.object({ id: z.string() }), body: shape.addAttendees, response: { 200: shape.attendeesPreview } };
  app.post("/api/sessions/:id/attendees/preview", { schema }, async (request) => {
    const who = memberOf(request);
    return told(valueOf(await previewForSession(world, who, idIn(request.params.id), request.body.lines)), who.language);
  });
  app.post("/api/lists/:id/people/preview", { schema }, async (request) => {
    const who = memberOf(request);
    return told(valueOf(await previewForList(world, who, idIn(request.params.id), request.body.lines)), who.language);
  });
  app.post("/api/groups/:id/people/preview", { schema }, async (request) => {
    const who = memberOf(request);
    return told(valueOf(await previewForGroup(world, who, idIn(request.params.id), request.body.lines)), who.language);
  });
}

const told = (lines: readonly PreviewLine[], language: Language): shape.AttendeesPreview => ({
  lines: lines.map(({ line, is, name, email, text, ...more }) => ({
    line,
    is,
    name,
    email,
    text,
    message: "because" in more ? catalogue[language].refusals[more.because] : null,
  })),
});
