import { aDatabase, aTable } from "../classrooms.ts";
import { row, type Places } from "../row.ts";

const database = ({ here }: Places, more = ""): string => `/api/external-databases/${here.external.databaseId}${more}`;
const table = ({ here }: Places, more = ""): string => `/api/external-tables/${here.external.tableId}${more}`;
const CHANGED = { name: "Portal", id: undefined, revision: 1, password: "another" };

/* Product, section 8: databases of others in which classrooms are published are the administrators'. */
// prettier-ignore
export const CLASSROOMS = [
  //                                              nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/external-databases",             "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/external-databases" })),
  row("POST /api/external-databases",            "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/external-databases", body: aDatabase("nobody") })),
  row("PUT /api/external-databases/:id",         "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: database(at), body: aDatabase("", CHANGED) })),
  row("DELETE /api/external-databases/:id",      "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: database(at) })),
  row("POST /api/external-databases/:id/try",    "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: database(at, "/try") })),
  row("GET /api/external-databases/:id/tables",  "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: database(at, "/tables") })),
  row("POST /api/external-tables/try",           "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: "/api/external-tables/try", body: aTable(here.external.databaseId, { id: null }) })),
  row("POST /api/external-tables",               "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: "/api/external-tables", body: aTable(here.external.databaseId) })),
  row("PUT /api/external-tables/:id",            "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: table(at), body: aTable(at.here.external.databaseId, { revision: 1, id: undefined }) })),
  row("PUT /api/external-tables/:id",            "401 403 403 403 404 404 | 403 404 404", (at) => ({ url: table(at), body: aTable(at.elsewhere.external.databaseId, { revision: 1, id: undefined }) }), { what: "into a database elsewhere" }),
  row("DELETE /api/external-tables/:id",         "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: table(at) })),
  row("POST /api/external-tables/:id/try",       "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: table(at, "/try") })),
  row("GET /api/external-tables/:id/rows",       "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: table(at, "/rows") })),
];
