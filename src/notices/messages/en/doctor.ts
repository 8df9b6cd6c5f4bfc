import { todo } from "./doctor-do.ts";
import { found } from "./doctor-found.ts";

/** Texts of `bedel doctor`: what each check is called, what it found, and what to do about it. */
export const doctor = {
  well: "All is well.",
  faults: "{count, plural, one {# fault} other {# faults}}.",
  withUnknown: "{count, plural, one {# thing} other {# things}} could not be told.",
  check: {
    settings: "Settings",
    node: "Node",
    folder: "Data folder",
    database: "Database",
    migrations: "Migrations",
    secret: "Secret",
    server: "Server",
    address: "Address",
    tls: "TLS",
    clock: "Clock",
    mail: "Mail",
    zoom: "Zoom",
    scopes: "Scopes",
    webhooks: "Webhooks",
  },
  found,
  do: todo,
  letter: {
    subject: "A mail of Bedel's doctor",
    text: "This mail was sent to try whether mails arrive. Nothing needs to be done.",
  },
};
