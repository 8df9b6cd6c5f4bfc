import { z } from "zod";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { memberOf } from "../../people/actions.ts";
import { idIn, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { sendLinksAgain } from "./actions.ts";
import * as shape from "./contract.ts";
import { notesOf, previewNote, sendNote } from "./note-actions.ts";

/** Mails to a session's attendees, for those who manage it: links again, and notes to all. */
export function mailRoutes(app: App, world: World): void {
  const params = z.object({ id: z.string() });
  app.post("/api/sessions/:id/links", { schema: { params, response: { 200: shape.linksSentAgain } } }, async (request) =>
    valueOf(await sendLinksAgain(world, memberOf(request), idIn(request.params.id), null)),
  );
  const ofOne = params.extend({ attendeeId: z.string() });
  app.post("/api/sessions/:id/attendees/:attendeeId/link", { schema: { params: ofOne, response: { 200: shape.linksSentAgain } } }, async (request) =>
    valueOf(await sendLinksAgain(world, memberOf(request), idIn(request.params.id), idIn(request.params.attendeeId))),
  );
  const notes = "/api/sessions/:id/notes";
  app.get(notes, { schema: { params, response: { 200: shape.notesSent } } }, async (request) => ({
    notes: valueOf(await notesOf(world, memberOf(request), idIn(request.params.id))),
  }));
  app.post(notes, { schema: { params, body: shape.writeNote, response: { 200: z.object({ to: z.number() }) } } }, async (request) =>
    valueOf(await sendNote(world, memberOf(request), idIn(request.params.id), request.body)),
  );
  app.post(`${notes}/preview`, { schema: { params, body: shape.writeNote, response: { 200: shape.notePreview } } }, async (request) => {
    const who = memberOf(request);
    const preview = valueOf(await previewNote(world, who, idIn(request.params.id), request.body));
    const words: Record<string, string> = catalogue[who.language].refusals;
    return { ...preview, whyNot: preview.whyNot === null ? null : (words[preview.whyNot] ?? null) };
  });
}
