import { fault, type Finding } from "./finding.ts";
import { codeOf, isUnknownName } from "./within.ts";

/** The library keeps the system's own code, such as ECONNREFUSED, under its own. */
export type MailTrouble = { code?: string; originalCode?: string; responseCode?: number | false; command?: string };

/** Where it went wrong tells what to mend; of the server's answer its number, since its words might quote what we sent. */
export function judgeMailTrouble(error: unknown, about: { at: string; from: string; to: string }): Finding {
  const trouble = (error ?? {}) as MailTrouble;
  const code = trouble.originalCode ?? codeOf(error);
  const values = { ...about, code: trouble.responseCode ? trouble.responseCode : code };
  const command = trouble.command ?? "";
  if (isUnknownName(code)) return fault("mail", "no_such_host", values);
  if (code === "ETLS" || command === "STARTTLS" || /CERT|SIGN|ALTNAME|SSL/.test(code)) return fault("mail", "tls_refused", values);
  if (code === "EPROTOCOL" && command === "CONN") return fault("mail", "no_greeting", values);
  if (trouble.responseCode === 530) return fault("mail", "login_needed", values);
  if (code === "EAUTH" || command.startsWith("AUTH")) return fault("mail", "login_refused", values);
  if (command === "MAIL FROM") return fault("mail", "sender_refused", values);
  if (command === "RCPT TO") return fault("mail", "recipient_refused", values);
  if (command === "DATA") return fault("mail", "not_taken", values);
  if (command === "CONN") return fault("mail", "away", values);
  return fault("mail", "trouble", values);
}
