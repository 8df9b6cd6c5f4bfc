import { row } from "../row.ts";

/** Where the sandbox plays Zoom, its clock, its people and its mailbox are for whoever tries Bedel out. The mailbox is there instead of a mail server: it holds the mails of all. */
const MAILBOX = { tells: () => "everything" as const };
const everybody = (status: number | "yes"): string => Array.from({ length: 9 }, () => status).join(" ");

/** Nobody was ever told such an address. */
const NO_TOKEN = "A".repeat(22);
const START = {
  institution: "Of one's own",
  zone: "Europe/Madrid",
  language: "en",
  newcomer: { name: "Eve", email: "eve@evil.example", password: "a horse that is correct" },
  removeDemo: true,
};

// prettier-ignore
export const EXAMPLE = [
  // Founding takes the address that the terminal is told; removing the demo an owner of a real institution, which these two are not.
  row("GET /api/start",              everybody("yes"), () => ({ url: "/api/start" })),
  row("POST /api/start/address",     everybody("yes"), () => ({ url: "/api/start/address", body: {} })),
  row("GET /api/start/:token",       everybody(404), () => ({ url: `/api/start/${NO_TOKEN}` })),
  row("POST /api/start/:token",      everybody(404), () => ({ url: `/api/start/${NO_TOKEN}`, body: START })),
  row("GET /api/demo",               "401 403 403 403 403 403 403 403 403", () => ({ url: "/api/demo" })),
  row("POST /api/demo/remove",       "401 403 403 403 403 403 403 403 403", () => ({ url: "/api/demo/remove", body: {} })),
  row("GET /api/sandbox",            everybody("yes"), () => ({ url: "/api/sandbox" })),
  row("POST /api/sandbox/clock",     everybody("yes"), ({ here }) => ({ url: "/api/sandbox/clock", body: { to: here.now } })),
  row("POST /api/sandbox/clock/run", everybody("yes"), () => ({ url: "/api/sandbox/clock/run", body: { runs: false } })),
  row("POST /api/sandbox/visitors",  everybody("yes"), () => ({ url: "/api/sandbox/visitors", body: { on: false } })),
  row("POST /api/sandbox/sign-in",   everybody("yes"), () => ({ url: "/api/sandbox/sign-in", body: { as: "organizer" } })),
  row("GET /api/mailbox",            everybody("yes"), () => ({ url: "/api/mailbox" }), MAILBOX),
  row("GET /api/mailbox/:id",        everybody("yes"), ({ mailId }) => ({ url: `/api/mailbox/${mailId}` }), MAILBOX),
];

/* Zoom proves itself by a signature, the sandbox's callers by a token, the doctor and whoever backs up by the server's secret; how the server is, everybody may ask; the pages themselves tell nothing. */
export const AROUND = [
  row("POST /webhooks/zoom", everybody(401), ({ here }) => ({ url: "/webhooks/zoom", body: { event: "meeting.ended", payload: { object: { id: here.meetingId } } } })), // prettier-ignore
  row("POST /api/doctor", everybody(401), () => ({ url: "/api/doctor" })),
  row("POST /api/backup", everybody(401), () => ({ url: "/api/backup" })),
  row("GET /api/health", everybody("yes"), () => ({ url: "/api/health" })),
  ...["GET", "PUT", "PATCH", "DELETE", "POST"].map((method) => row(`${method} /zoom/*`, everybody(401), () => ({ url: "/zoom/v2/users" }))),
  ...["index.html", "public.html", "booking.html"].map((page) => row(`GET /${page}`, everybody("yes"), () => ({ url: `/${page}` }))),
];
