import { z } from "zod";
import { memberOf } from "../people/actions.ts";
import type { Member } from "../people/member.ts";
import { valueOf, type App } from "../platform/http.ts";
import type { World } from "../world.ts";
import { makeCourse } from "./actions.ts";
import * as shape from "./contract.ts";
import { addDate, editCourse } from "./editing/actions.ts";
import { holidayRoutes } from "./holidays/routes.ts";
import { importRoutes } from "./importing/routes.ts";
import { courseFor, coursesFor, hostsToName } from "./showing-actions.ts";
import { weekFor } from "./week/actions.ts";

const params = z.object({ id: z.uuid() });

/** Courses, for those who teach them and for administrators. */
export function courseRoutes(app: App, world: World): void {
  holidayRoutes(app, world);
  importRoutes(app, world);
  app.get("/api/courses", { schema: { querystring: shape.findCourses, response: { 200: shape.courses } } }, async (request) => {
    const { q = "", past } = request.query;
    return { courses: await coursesFor(world, memberOf(request), { q, past: past === "yes" }) };
  });
  app.post("/api/courses/preview", { schema: { body: shape.newCourse, response: { 200: shape.coursePreview } } }, async (request) => {
    return valueOf(await makeCourse(world, memberOf(request), request.body, { preview: true })).preview;
  });
  app.post("/api/courses", { schema: { body: shape.newCourse, response: { 201: shape.courseDetail } } }, async (request, reply) => {
    const who = memberOf(request);
    const { course } = valueOf(await makeCourse(world, who, request.body, { preview: false }));
    return reply.code(201).send(valueOf(await courseFor(world, who, course.id)));
  });
  app.get("/api/courses/:id", { schema: { params, response: { 200: shape.courseDetail } } }, async (request) =>
    valueOf(await courseFor(world, memberOf(request), request.params.id)),
  );
  const edit = (who: Member, id: string, body: shape.EditCourse, preview: boolean) => editCourse(world, who, id, body, { preview });
  app.post("/api/courses/:id/edit/preview", { schema: { params, body: shape.editCourse, response: { 200: shape.editPreview } } }, async (request) => {
    return valueOf(await edit(memberOf(request), request.params.id, request.body, true)).preview;
  });
  app.post("/api/courses/:id/edit", { schema: { params, body: shape.editCourse, response: { 200: shape.editPreview } } }, async (request) => {
    return valueOf(await edit(memberOf(request), request.params.id, request.body, false)).preview;
  });
  app.post("/api/courses/:id/dates", { schema: { params, body: shape.addDate, response: { 200: shape.courseDetail } } }, async (request) => {
    const who = memberOf(request);
    valueOf(await addDate(world, who, request.params.id, request.body));
    return valueOf(await courseFor(world, who, request.params.id));
  });
  app.get("/api/week", { schema: { querystring: shape.askWeek, response: { 200: shape.week } } }, async (request) =>
    valueOf(await weekFor(world, memberOf(request), request.query)),
  );
  app.get("/api/hosts", { schema: { response: { 200: shape.hosts } } }, async (request) => ({ hosts: await hostsToName(world, memberOf(request)) }));
}
