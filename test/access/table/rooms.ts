import type { House } from "../house.ts";
import { row, type Places } from "../row.ts";

const outage = { from: "2027-07-01T10:00", to: "2027-07-01T12:00", reason: "Paint" };
const fresh = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0e01";
const room = ({ here }: Places, more = ""): string => `/api/rooms/${here.rooms[1]!.id}${more}`;
const change = (house: House): object => ({ name: "A new name", revision: house.rooms[1]!.revision });

/* Product, section 3: the pool is the administrators'. Another institution's room is as if there were none. */
// prettier-ignore
export const ROOMS = [
  //                                                nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/rooms",                            "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/rooms" })),
  row("POST /api/rooms/sync",                      "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/rooms/sync" })),
  row("GET /api/rooms/:id",                        "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: room(at) })),
  row("PATCH /api/rooms/:id",                      "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: room(at), body: change(at.here) })),
  row("POST /api/rooms/:id/outages",               "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: room(at, "/outages"), body: { ...outage, id: fresh } })),
  row("DELETE /api/rooms/:id/outages/:outageId",   "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/rooms/${here.rooms[2]!.id}/outages/${here.outageId}` })),
  row("DELETE /api/rooms/:id/outages/:outageId",   "401 403 403 403 404 404 | 403 404 404", ({ here, elsewhere }) => ({ url: `/api/rooms/${elsewhere.rooms[2]!.id}/outages/${here.outageId}` }), { what: "an outage here under a room elsewhere" }),
  row("DELETE /api/rooms/:id/outages/:outageId",   "401 403 403 403 404 404 | 403 404 404", ({ here }) => ({ url: `/api/rooms/${here.rooms[1]!.id}/outages/${here.outageId}` }), { what: "an outage under another room" }),
  // Product, section 7: calendars to subscribe to. A room's is for administrators; a teacher's address is shown to that member alone, and whoever has it reads it.
  row("GET /api/rooms/:id/calendar",               "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/rooms/${here.rooms[0]!.id}/calendar` })),
  row("POST /api/rooms/:id/calendar",              "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: room(at, "/calendar") })),
  row("DELETE /api/rooms/:id/calendar",            "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: room(at, "/calendar") })),
  row("GET /api/my-calendar",                      "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-calendar" })),
  row("POST /api/my-calendar",                     "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-calendar" })),
  row("DELETE /api/my-calendar",                   "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-calendar" })),
  row("GET /calendars/:token/calendar.ics",        "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/calendars/${here.teachersToken}/calendar.ics` }), { tells: () => "everything" }),
  row("GET /calendars/:token/calendar.ics",        "yes yes yes yes yes yes | yes yes yes", ({ here }) => ({ url: `/calendars/${here.roomsToken}/calendar.ics` }), { what: "of a room", tells: () => "everything" }),
  row("GET /calendars/:token/calendar.ics",        "404 404 404 404 404 404 | 404 404 404", ({ here }) => ({ url: `/calendars/${here.feedToken}/calendar.ics` }), { what: "by an attendee's address" }),
  row("POST /api/rooms/order",                     "401 403 403 403 yes yes | 403 409 409", ({ here }) => ({ url: "/api/rooms/order", body: { ids: here.roomIds.toReversed() } })),
];
