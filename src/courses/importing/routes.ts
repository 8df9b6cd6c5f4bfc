import { catalogue } from "../../notices/messages/catalogue.ts";
import { refusalText } from "../../notices/refusal-text.ts";
import { memberOf } from "../../people/actions.ts";
import { refuse, valueOf, type App } from "../../platform/http.ts";
import type { World } from "../../world.ts";
import { MOST_DATES } from "../contract.ts";
import { foresee, importOne, onZoomOf } from "./actions.ts";
import * as shape from "./contract.ts";
import { lookAt, MOST_LINES } from "./previewing-actions.ts";
import { foreseenShown, previewShown } from "./shown.ts";

/** Courses from a timetable: seen first, then made one by one. Administrators import anybody's, organizers their own. */
export function importRoutes(app: App, world: World): void {
  app.post("/api/courses/import/preview", { schema: { body: shape.previewImport, response: { 200: shape.importPreview } } }, async (request) => {
    const who = memberOf(request);
    const { columns } = catalogue[who.language].importing;
    const looked = await lookAt(world, who, request.body);
    if (!looked.ok && "trouble" in looked) {
      const missing = looked.trouble.missing.map((field) => columns[field]).join(", ");
      throw refuse(422, looked.trouble.because, { field: "text", values: { most: MOST_LINES, missing } });
    }
    const { timetable, plan } = valueOf(looked);
    return previewShown(timetable, plan, (because) => refusalText(who.language, because, { most: MOST_DATES }));
  });

  app.post("/api/courses/import/rooms", { schema: { body: shape.foreseeImport, response: { 200: shape.foreseen } } }, async (request) => {
    const who = memberOf(request);
    const seen = valueOf(await foresee(world, who, request.body));
    return { courses: seen.map((one) => foreseenShown(one, ({ because, values }) => refusalText(who.language, because, values ?? {}))) };
  });

  app.post("/api/courses/import", { schema: { body: shape.importCourse, response: { 200: shape.courseImported } } }, async (request) =>
    valueOf(await importOne(world, memberOf(request), request.body)),
  );

  app.post("/api/courses/import/on-zoom", { schema: { body: shape.askOnZoom, response: { 200: shape.onZoom } } }, async (request) =>
    onZoomOf(world, memberOf(request), request.body.courseIds),
  );
}
