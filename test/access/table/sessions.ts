import type { SessionView } from "../../../src/sessions/contract.ts";
import { anAsk } from "../house.ts";
import { row, type Places } from "../row.ts";

type Which = "past" | "live" | "coming" | "changed" | "waiting" | "aside";
const of =
  (which: Which, deed = "", body?: (s: SessionView, at: Places) => object) =>
  (at: Places) => {
    const s = at.here[which];
    return { url: `/api/sessions/${s.id}${deed}`, body: body?.({ ...s }, at) };
  };
const revision = ({ revision: shown }: SessionView): object => ({ revision: shown });
const within = "from=2027-03-01T00:00:00Z&to=2027-03-04T00:00:00Z";

/* Product, sections 4 and 5: a session is its organizer's and the administrators'. Another organizer sees on the timeline that there is one, and may do nothing with it. */
// prettier-ignore
export const SESSIONS = [
  //                                         nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/my-sessions",               "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/my-sessions" })),
  row("GET /api/sessions",                  "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/sessions?q=ics" })),
  row("GET /api/sessions",                  "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/sessions?q=Olga" }), { what: "by the organizer's name" }),
  row("POST /api/sessions",                 "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/sessions", body: anAsk("Something new", "2027-03-10T10:00") })),
  row("POST /api/sessions",                 "401 403 yes 409 409 409 | yes yes yes", ({ here }) => ({ url: "/api/sessions", body: { ...anAsk("Something new", "2027-03-10T10:00"), id: here.coming.id } }), { what: "under an id that is taken: asking twice is asking once, and elsewhere it is free", tells: ({ here }) => [here.coming.id] }),
  row("GET /api/asking",                    "401 403 yes yes yes yes | yes yes yes", () => ({ url: "/api/asking" })),
  row("GET /api/timeline",                  "401 403 yes yes yes yes | yes yes yes", () => ({ url: `/api/timeline?${within}` })),
  row("GET /api/waiting",                   "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/waiting" })),
  row("GET /api/alarms",                    "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/alarms" })),
  row("POST /api/alarms/:key/retry",        "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/alarms/${encodeURIComponent(`${here.aside.id}/aside`)}/retry` })),

  row("GET /api/sessions/:id",              "401 403 yes 404 yes yes | 404 404 404", of("coming")),
  row("GET /api/sessions/:id",              "401 403 yes 404 yes yes | 404 404 404", of("past"), { what: "one that is over" }),
  row("GET /api/sessions/:id/rooms",        "401 403 403 403 yes yes | 403 404 404", of("coming", "/rooms")),
  row("POST /api/sessions/:id/change",      "401 403 yes 403 yes yes | 404 404 404", of("coming", "/change", (s) => ({ title: "A new title", revision: s.revision }))),
  row("POST /api/sessions/:id/cancel",      "401 403 yes 403 yes yes | 404 404 404", of("coming", "/cancel", revision)),
  row("POST /api/sessions/:id/undo",        "401 403 yes 403 yes yes | 404 404 404", of("changed", "/undo")),
  row("POST /api/sessions/:id/extend",      "401 403 yes 403 yes yes | 404 404 404", of("live", "/extend", (s) => ({ minutes: 10, revision: s.revision }))),
  row("POST /api/sessions/:id/end",         "401 403 yes 403 yes yes | 404 404 404", of("live", "/end")),
  row("POST /api/sessions/:id/start",       "401 403 yes 403 yes yes | 404 404 404", of("live", "/start")),
  row("GET /api/sessions/:id/credentials",  "401 403 yes 403 yes yes | 404 404 404", of("live", "/credentials")),
  row("POST /api/sessions/:id/assign",      "401 403 403 403 yes yes | 403 404 404", of("waiting", "/assign", (s, { here }) => ({ roomId: here.rooms[2]!.id, revision: s.revision }))),
  row("POST /api/sessions/:id/assign",      "401 403 403 403 404 404 | 403 404 404", of("waiting", "/assign", (s, { elsewhere }) => ({ roomId: elsewhere.rooms[2]!.id, revision: s.revision })), { what: "a room elsewhere" }),
  row("POST /api/sessions/:id/move",        "401 403 403 403 yes yes | 403 404 404", of("coming", "/move", (s, { here }) => ({ roomId: here.rooms[2]!.id, revision: s.revision }))),
  row("POST /api/sessions/:id/move",        "401 403 403 403 404 404 | 403 404 404", of("coming", "/move", (s, { elsewhere }) => ({ roomId: elsewhere.rooms[2]!.id, revision: s.revision })), { what: "into a room elsewhere" }),
  row("POST /api/sessions/:id/larger-room", "401 403 yes 403 yes yes | 404 404 404", of("coming", "/larger-room", (s) => ({ revision: s.revision }))),
  row("POST /api/sessions/:id/decline",     "401 403 403 403 yes yes | 403 404 404", of("waiting", "/decline", (s) => ({ reason: "No room that day", revision: s.revision }))),
];
