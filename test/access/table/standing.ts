import { row } from "../row.ts";

const fresh = "7b1b1f5e-8a51-4d0e-9a58-0d5a1c7a0f01";
const wanted = {
  ...{ id: fresh, name: "Aula Nueva", code: "N1", email: "aula.nueva@universidad.example", firstName: "Aula", lastName: "Nueva", licence: true },
  ...{ standing: "personal meeting", link: null, passcode: null, replaces: null, farewell: "nothing", seen: null },
};
const file = "email,name\naula.cinco@universidad.example,Aula Cinco\n";
const many = {
  batchId: fresh,
  text: file,
  preview: false,
  linkTableId: null,
  passcodeTableId: null,
  standing: "personal meeting",
  licence: true,
  farewell: "nothing",
};

const named = { batchId: fresh, what: "change passcode", text: "aula.uno@universidad.example", preview: false, farewell: "nothing" };

/* Product, section 8: classrooms and what goes on with them are the administrators'. Another institution's are as if there were none. */
// prettier-ignore
export const STANDING = [
  //                                               nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/classrooms",                      "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/classrooms" })),
  row("POST /api/classrooms",                     "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/classrooms", body: wanted })),
  row("POST /api/classrooms",                     "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: "/api/classrooms", body: { ...wanted, replaces: here.classroomId } }), { what: "in the place of one here" }),
  row("POST /api/classrooms/preview",             "401 403 403 403 yes yes | 403 yes yes", ({ here }) => ({ url: "/api/classrooms/preview", body: { ...wanted, replaces: here.classroomId } })),
  row("POST /api/classrooms/many",                "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/classrooms/many", body: many })),
  row("POST /api/classrooms/many/changes",        "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/classrooms/many/changes", body: named })),
  row("PUT /api/classrooms/:id",                  "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}`, body: { revision: 2, passcodeDays: 30 } })),
  row("POST /api/classrooms/:id/name/preview",    "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}/name/preview`, body: { name: "Aula 9", code: "A9" } })),
  row("POST /api/classrooms/:id/name",            "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}/name`, body: { runId: fresh, name: "Aula 9", code: "A9", seen: null } })),
  row("POST /api/classrooms/:id/rows/preview",    "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}/rows/preview`, body: { link: null, passcode: null } })),
  row("POST /api/classrooms/:id/rows",            "401 403 403 403 422 422 | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}/rows`, body: { runId: fresh, link: { tableId: here.external.tableId, key: "1" }, passcode: null, seen: null } }), { what: "in a database that does not answer" }),
  row("POST /api/classrooms/:id/passcode",        "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}/passcode`, body: { runId: fresh, passcode: null } })),
  row("GET /api/classrooms/:id/farewells",        "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}/farewells` })),
  row("GET /api/classrooms/:id/retiring",         "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}/retiring` })),
  row("POST /api/classrooms/:id/retire",          "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}/retire`, body: { runId: fresh, farewell: "nothing" } })),
  row("POST /api/classrooms/:id/farewell",        "401 403 403 403 409 409 | 403 404 404", ({ here }) => ({ url: `/api/classrooms/${here.classroomId}/farewell`, body: { runId: fresh, farewell: "deactivate" } }), { what: "while it is in use" }),
  row("GET /api/drifts",                          "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/drifts" })),
  row("POST /api/drifts/compare",                 "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/drifts/compare" })),
  row("POST /api/drifts/settle",                  "401 403 403 403 yes yes | 403 yes yes", ({ here }) => ({ url: "/api/drifts/settle", body: { way: "as Bedel has it", settles: [{ id: here.driftId, seen: here.driftSeen, runId: fresh }] } }), { tells: ({ here }) => [here.driftId] }), // which is what they sent
  row("POST /api/drifts/:id/settle",              "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/drifts/${here.driftId}/settle`, body: { way: "as Bedel has it", seen: here.driftSeen, runId: fresh } })),
  row("POST /api/drifts/:id/another-row/preview", "401 403 403 403 409 409 | 403 404 404", ({ here }) => ({ url: `/api/drifts/${here.driftId}/another-row/preview`, body: { key: "102" } })), // it is no row that is gone
  row("GET /api/runs",                            "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/runs" })),
  row("GET /api/runs",                            "401 403 403 403 yes yes | 403 yes yes", ({ here }) => ({ url: `/api/runs?classroom=${here.classroomId}` }), { what: "of a classroom here" }),
  row("GET /api/runs",                            "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/runs?open=true" }), { what: "that are not over" }),
  row("POST /api/runs/retry",                     "401 403 403 403 yes yes | 403 yes yes", ({ here }) => ({ url: "/api/runs/retry", body: { batchId: fresh, those: [{ id: here.runId, because: null, at: null }] } }), { tells: ({ here }) => [here.runId] }), // which is what they sent
  row("POST /api/runs/stop",                      "401 403 403 403 yes yes | 403 yes yes", ({ here }) => ({ url: "/api/runs/stop", body: { batchId: fresh, those: [{ id: here.runId, because: null, at: null }] } }), { tells: ({ here }) => [here.runId] }),
  row("GET /api/runs/:id",                        "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/runs/${here.runId}` })),
  row("POST /api/runs/:id/retry",                 "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/runs/${here.runId}/retry`, body: { because: null, at: null } })),
  row("POST /api/runs/:id/stop",                  "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/runs/${here.runId}/stop` })),
  row("POST /api/runs/:id/let-go",                "401 403 403 403 409 409 | 403 404 404", ({ here }) => ({ url: `/api/runs/${here.runId}/let-go`, body: { place: "table/101", because: "row_none" } })),
  row("POST /api/runs/:id/otherwise",             "401 403 403 403 409 409 | 403 404 404", ({ here }) => ({ url: `/api/runs/${here.runId}/otherwise`, body: { farewell: "nothing", because: "managed_domain" } })),
  row("GET /api/runs/:id/undoing",                "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/runs/${here.replacedRunId}/undoing` })),
  row("POST /api/runs/:id/undo",                  "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/runs/${here.replacedRunId}/undo`, body: { runId: fresh } })),
];
