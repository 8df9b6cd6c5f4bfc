import { row } from "../row.ts";

/** Where the sandbox plays Zoom, its clock, its people and its mailbox are for whoever tries Bedel out. The mailbox is there instead of a mail server: it holds the mails of all. */
const MAILBOX = { tells: () => "everything" as const };
const everybody = (status: number | "yes"): string => Array.from({ length: 9 }, () => status).join(" ");

// prettier-ignore
export const EXAMPLE = [
  row("GET /api/sandbox",            everybody("yes"), () => ({ url: "/api/sandbox" })),
  row("POST /api/sandbox/clock",     everybody("yes"), ({ here }) => ({ url: "/api/sandbox/clock", body: { to: here.now } })),
  row("POST /api/sandbox/clock/run", everybody("yes"), () => ({ url: "/api/sandbox/clock/run", body: { runs: false } })),
  row("POST /api/sandbox/visitors",  everybody("yes"), () => ({ url: "/api/sandbox/visitors", body: { on: false } })),
  row("POST /api/sandbox/sign-in",   everybody("yes"), () => ({ url: "/api/sandbox/sign-in", body: { as: "organizer" } })),
  row("GET /api/mailbox",            everybody("yes"), () => ({ url: "/api/mailbox" }), MAILBOX),
  row("GET /api/mailbox/:id",        everybody("yes"), ({ mailId }) => ({ url: `/api/mailbox/${mailId}` }), MAILBOX),
];

/* Zoom proves itself by a signature, the sandbox's callers by a token; the pages themselves tell nothing. */
export const AROUND = [
  row("POST /webhooks/zoom", everybody(401), ({ here }) => ({ url: "/webhooks/zoom", body: { event: "meeting.ended", payload: { object: { id: here.meetingId } } } })), // prettier-ignore
  ...["GET", "PUT", "PATCH", "DELETE", "POST"].map((method) => row(`${method} /zoom/*`, everybody(401), () => ({ url: "/zoom/v2/users" }))),
  ...["index.html", "public.html"].map((page) => row(`GET /${page}`, everybody("yes"), () => ({ url: `/${page}` }))),
];
