import type { Instant } from "../../lib/time.ts";
import type { Deletes } from "./deleting.ts";

/** Where the mails of a Zoom user arrive. */
export type Mailbox = {
  institutionId: string;
  id: string;
  revision: number;
  /** The Zoom user's address. */
  email: string;
  host: string;
  port: number;
  tls: "at once" | "on request" | "none";
  userName: string;
  passwordSealed: Uint8Array;
  afterwards: "leave" | "delete";
  /** Null: its server was not asked yet. */
  deletes: Deletes | null;
  /** A message key under `refusals.`: what hindered the last look. */
  trouble: string | null;
  triedAt: Instant | null;
  /** When the newest one-time passcode came that was told; null: none was. */
  codeToldAt: Instant | null;
};

/** How it is reached. */
export type Access = Pick<Mailbox, "host" | "port" | "tls" | "userName"> & { password: string };

/** What was found in a mailbox. Only the moment may be kept. */
export type Found<T> = ({ is: "found"; cameAt: Instant } & T) | { is: "none" } | { is: "no mailbox" } | { is: "trouble"; because: MailboxTrouble };

/** Why a mailbox can't be read: message keys under `refusals.`. */
export type MailboxTrouble =
  | "mailbox_unknown_host"
  | "mailbox_unreachable"
  | "mailbox_silent"
  | "mailbox_tls"
  | "mailbox_no_starttls"
  | "mailbox_not_let_in"
  | "mailbox_no_inbox"
  | "mailbox_not_imap";

/** In the form, where each belongs. */
export const FIELD_OF: Record<MailboxTrouble, keyof Access> = {
  mailbox_unknown_host: "host",
  mailbox_unreachable: "port",
  mailbox_silent: "port",
  mailbox_tls: "tls",
  mailbox_no_starttls: "tls",
  mailbox_not_let_in: "password",
  mailbox_no_inbox: "userName",
  mailbox_not_imap: "port",
};

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_(TLS|SSL)|EPROTO|ERR_OSSL/;
/** How Node and the IMAP library call it. What none of these is, speaks no IMAP that we understand. */
const CALLED: readonly [RegExp, MailboxTrouble][] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|ERR_INVALID_ARG_VALUE)$/, "mailbox_unknown_host"],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES|ECONNRESET|EPIPE|ClosedAfterConnect\w*|EConnectionClosed|NoConnection)$/,
    "mailbox_unreachable",
  ],
  [/^(CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT|ETIMEOUT|ETIMEDOUT|TOO_LONG)$/, "mailbox_silent"],
];

/** `stage`: how far it had come. Null: no mail server's doing, but a fault of ours. */
export function troubleOf(error: { code?: unknown; message?: unknown; authenticationFailed?: unknown; responseStatus?: unknown }, stage: "connecting" | "opening" | "reading"): MailboxTrouble | null {
  const code = String(error.code ?? "");
  if (error.authenticationFailed === true) return "mailbox_not_let_in";
  if (CERTIFICATE.test(code)) return "mailbox_tls";
  if (code === "MissingServerExtension" || /STARTTLS/i.test(String(error.message ?? ""))) return "mailbox_no_starttls";
  if (code === "" && error.responseStatus === undefined && stage === "reading") return null;
  const called = CALLED.find(([pattern]) => pattern.test(code))?.[1];
  return called ?? (stage === "opening" ? "mailbox_no_inbox" : "mailbox_not_imap");
} // prettier-ignore
