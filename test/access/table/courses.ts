import { row } from "../row.ts";

const calendar =
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20271225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const ID = "00000000-0000-4000-8000-00000000ca1e";

/* Product, section 7: days without lessons are the administrators' to say. */
// prettier-ignore
export const COURSES = [
  //                                      nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/holidays",               "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/holidays" })),
  row("POST /api/holidays/preview",      "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/holidays/preview", body: { text: calendar } })),
  row("POST /api/holidays",              "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/holidays", body: { id: ID, name: "Holidays", text: calendar } })),
  row("POST /api/holidays/:id/read",     "401 403 403 403 404 404 | 403 404 404", () => ({ url: `/api/holidays/${ID}/read` }), { what: "of a file" }),
  row("DELETE /api/holidays/:id",        "401 403 403 403 404 404 | 403 404 404", () => ({ url: `/api/holidays/${ID}` }), { what: "that is not there" }),
];
