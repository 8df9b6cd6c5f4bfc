import { row, type Places } from "../row.ts";

const NOBODYS = "5f0c7d0a-6a33-4c0a-9d6c-2b1f6e5a7cff";
/** Where nothing listens. */
const GIVEN = { email: "aula@universidad.example", host: "127.0.0.1", port: 9, tls: "none", userName: "aula", password: "another", afterwards: "leave" };

const mailbox = ({ here }: Places, more: object = {}) => {
  const { id, ...given } = here.mailbox;
  return { url: `/api/mailboxes/${id}`, body: { revision: 1, ...given, password: "", ...more } };
};

/* Product, section 8: mailboxes and activation mails are the administrators', one-time passcodes only the present holder's, whatever the others may do. */
// prettier-ignore
export const MAILBOXES = [
  //                                              nobody, no institution, its organizer, another, admin, owner | elsewhere: organizer, admin, owner
  row("GET /api/mailboxes",                      "401 403 403 403 yes yes | 403 yes yes", () => ({ url: "/api/mailboxes" })),
  row("POST /api/mailboxes",                     "401 403 403 403 422 422 | 403 422 422", () => ({ url: "/api/mailboxes", body: { id: NOBODYS, ...GIVEN } }), { what: "of a server that is not there" }),
  row("POST /api/mailboxes/try",                 "401 403 403 403 422 422 | 403 422 422", () => ({ url: "/api/mailboxes/try", body: { id: NOBODYS, ...GIVEN } }), { what: "of a server that is not there" }),
  row("PUT /api/mailboxes/:id",                  "401 403 403 403 404 404 | 403 404 404", () => ({ url: `/api/mailboxes/${NOBODYS}`, body: { revision: 1, ...GIVEN } }), { what: "of one that is not there" }),
  row("DELETE /api/mailboxes/:id",               "401 403 403 403 404 404 | 403 404 404", () => ({ url: `/api/mailboxes/${NOBODYS}` }), { what: "of one that is not there" }),
  row("POST /api/mailboxes",                     "401 403 403 403 yes yes | 403 yes yes", ({ here: { mailbox: there, mailboxPassword } }) => ({ url: "/api/mailboxes", body: { ...there, password: mailboxPassword } }), { what: "sent once more, or by others who know its password", tells: ({ here }) => [here.mailbox.id, here.mailbox.email] }),
  row("POST /api/mailboxes/try",                 "401 403 403 403 yes yes | 403 422 422", ({ here }) => ({ url: "/api/mailboxes/try", body: { ...here.mailbox, password: "" } }), { what: "with the password that is kept" }),
  row("PUT /api/mailboxes/:id",                  "401 403 403 403 yes yes | 403 404 404", (at) => mailbox(at)),
  row("PUT /api/mailboxes/:id",                  "401 403 403 403 422 422 | 403 404 404", (at) => mailbox(at, { password: "another" }), { what: "with a password that does not open it" }),
  row("DELETE /api/mailboxes/:id",               "401 403 403 403 yes yes | 403 404 404", (at) => ({ url: mailbox(at).url })),
  row("GET /api/runs/:id/activation",            "401 403 403 403 yes yes | 403 404 404", ({ here }) => ({ url: `/api/runs/${here.invitedRunId}/activation` }), { isNoted: true }),
  row("GET /api/runs/:id/activation",            "401 403 403 403 404 404 | 403 404 404", () => ({ url: `/api/runs/${NOBODYS}/activation` }), { what: "of a run that is not there" }),
  row("POST /api/sessions/:id/sign-in-code",     "401 403 yes 403 409 409 | 404 404 404", ({ here }) => ({ url: `/api/sessions/${here.live.id}/sign-in-code` })),
];
