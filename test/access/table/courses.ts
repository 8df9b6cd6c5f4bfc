import { row } from "../row.ts";

const calendar =
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20271225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const ID = "00000000-0000-4000-8000-00000000ca1e";

const how = { zone: "Europe/Madrid", skipsHolidays: false, source: "pool" };
const imported = {
  course: {
    title: "Optics",
    teacherId: ID,
    groupId: null,
    hostId: null,
    admission: "automatic",
    kind: "meeting",
    minutes: 60,
    code: "",
    dates: ["2029-03-05T04:00"],
  },
  ...how,
};

/* Product, section 7: days without lessons are the administrators' to say; organizers import what they teach themselves. */
// prettier-ignore
export const COURSES = [
  //                                      nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/holidays",               "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/holidays" })),
  row("POST /api/holidays/preview",      "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/holidays/preview", body: { text: calendar } })),
  row("POST /api/holidays",              "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/holidays", body: { id: ID, name: "Holidays", text: calendar } })),
  row("POST /api/holidays/:id/read",     "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/holidays/${here.holidays.id}/read` })),
  row("POST /api/courses/import/preview", "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/courses/import/preview", body: { text: "title,date,start,minutes\nOptics,2029-03-05,4:00,60", order: null, ...how } })),
  row("POST /api/courses/import/rooms",  "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/courses/import/rooms", body: { courses: [imported.course], ...how } }), { what: "of a teacher who is not there" }),
  row("POST /api/courses/import",        "401 403 409 409 409 409 | 409 409 409", () => ({ url: "/api/courses/import", body: imported }), { what: "of a teacher who is not there" }),
  row("POST /api/courses/import/on-zoom", "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/courses/import/on-zoom", body: { courseIds: [ID] } }), { what: "of a course that is not there" }),
  row("DELETE /api/holidays/:id",        "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/holidays/${here.holidays.id}` })),
];
