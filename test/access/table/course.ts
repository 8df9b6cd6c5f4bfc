import type { EditCourse } from "../../../src/courses/contract.ts";
import { row, type Places } from "../row.ts";
import { aCourse } from "../teaching.ts";

const of =
  (deed = "", body?: (at: Places) => object) =>
  (at: Places) => ({ url: `/api/courses/${at.here.course.id}${deed}`, ...(body === undefined ? {} : { body: body(at) }) });
const edit = ({ here }: Places, change: EditCourse["change"], more: Partial<EditCourse> = {}): EditCourse => ({
  revision: here.course.revision,
  scope: "all",
  from: null,
  change,
  byHand: "keep",
  note: "",
  ...more,
});
const renamed = (at: Places) => edit(at, { title: "A new title" });
const week = (of: string, id: string) => ({ url: `/api/week?of=${of}&monday=2027-03-08&id=${id}` });
const added = ({ here }: Places) => ({ revision: here.course.revision, start: "2027-03-10T08:00" });

/* Product, sections 4 and 7: a course is its teacher's and the administrators'. Somebody else's, and a Zoom user by name, are the administrators' to give. Of others' weeks one sees that something is on. */
// prettier-ignore
export const COURSE = [
  //                                             nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/courses",                       "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/courses?q=Astronomy" })),
  row("GET /api/courses",                       "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/courses?q=Olga&past=yes" }), { what: "by the teacher's name" }),
  row("POST /api/courses/preview",              "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/courses/preview", body: aCourse("Something new") })),
  row("POST /api/courses",                      "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/courses", body: aCourse("Something new") })),
  row("POST /api/courses",                      "401 403 yes 409 yes yes | yes yes yes", ({ here }) => ({ url: "/api/courses", body: aCourse("Something new", { id: here.course.id }) }), { what: "under an id that is taken: asking twice is asking once, and elsewhere it is free", tells: ({ here }) => [here.course.id] }),
  row("POST /api/courses",                      "401 403 yes 403 yes yes | 403 422 422", ({ here }) => ({ url: "/api/courses", body: aCourse("Something new", { teacherId: here.organizer.memberId }) }), { what: "for a teacher" }),
  row("POST /api/courses",                      "401 403 403 403 422 422 | yes yes yes", ({ elsewhere }) => ({ url: "/api/courses", body: aCourse("Something new", { teacherId: elsewhere.organizer.memberId }) }), { what: "for a teacher elsewhere" }),
  row("POST /api/courses",                      "401 403 403 403 422 422 | 403 422 422", () => ({ url: "/api/courses", body: aCourse("Something new", { source: "named host", hostId: "nobody-at-zoom" }) }), { what: "hosted by somebody who is nobody there" }),
  row("POST /api/courses",                      "401 403 422 422 422 422 | yes yes yes", ({ elsewhere }) => ({ url: "/api/courses", body: aCourse("Something new", { groupIds: [elsewhere.groups.free.id] }) }), { what: "for a group elsewhere" }),
  row("GET /api/courses/:id",                   "401 403 yes 404 yes yes | 404 404 404", of()),
  row("POST /api/courses/:id/edit/preview",     "401 403 yes 404 yes yes | 404 404 404", of("/edit/preview", renamed)),
  row("POST /api/courses/:id/edit",             "401 403 yes 404 yes yes | 404 404 404", of("/edit", renamed)),
  row("POST /api/courses/:id/edit",             "401 403 yes 404 yes yes | 404 404 404", of("/edit", (at) => edit(at, { cancel: true })), { what: "cancelling it" }),
  row("POST /api/courses/:id/edit",             "401 403 422 404 422 422 | 404 404 404", of("/edit", (at) => edit(at, { title: "A new title" }, { scope: "this", from: at.elsewhere.course.sessions[0]!.sessionId })), { what: "a date of a course elsewhere" }),
  row("POST /api/courses/:id/edit",             "401 403 403 404 422 422 | 404 404 404", of("/edit", (at) => edit(at, { teacherId: at.elsewhere.organizer.memberId })), { what: "to a teacher elsewhere" }),
  row("POST /api/courses/:id/dates",            "401 403 yes 404 yes yes | 404 404 404", of("/dates", added)),

  row("GET /api/week",                          "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/week?of=institution&monday=2027-03-08" }), { what: "of the institution" }),
  row("GET /api/week",                          "401 403 yes 404 yes yes | 404 404 404", ({ here }) => week("teacher", here.organizer.memberId), { what: "of a teacher" }),
  row("GET /api/week",                          "401 403 yes yes yes yes | 404 404 404", ({ here }) => week("room", here.rooms[0]!.id), { what: "of a room" }),
  row("GET /api/hosts",                         "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/hosts" })),
];
