import { Readable } from "node:stream";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Instant } from "../lib/time.ts";
import { catalogue } from "../notices/messages/catalogue.ts";
import type { Language } from "../people/contract.ts";
import type { Config } from "../platform/config.ts";
import { MailError, openMailer } from "../platform/mailer.ts";
import { fault, well, type Finding } from "./finding.ts";
import { judgeMailTrouble } from "./mail.ts";

const PATIENCE_MS = 4_000;

type Sending = Pick<Config, "smtpUrl" | "mailFrom">;

/** Connects, greets, encrypts, signs in and names sender and recipient as a mail of Bedel's would; then it breaks off, and nothing is sent. */
export async function lookAtMail({ smtpUrl, mailFrom }: Sending): Promise<Finding> {
  if (smtpUrl === null) return well("mail", "mailbox");
  const about = { at: hostIn(smtpUrl), from: mailFrom.email, to: mailFrom.email };
  const options = parseConnectionUrl(smtpUrl);
  const limits = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, dnsTimeout: PATIENCE_MS };
  const connection = new SMTPConnection({ ...options, ...limits, logger: false });
  try {
    await rehearse(connection, options.auth, mailFrom.email);
    return well("mail", "well", about);
  } catch (error) {
    return judgeMailTrouble(error, about);
  } finally {
    connection.close();
  }
}

const hostIn = (smtpUrl: string): string => {
  const { protocol, hostname, port } = new URL(smtpUrl);
  return `${hostname}:${port || (protocol === "smtps:" ? "465" : "587")}`;
};

/**
 * The library goes from the recipient straight on to the content, which it begins to read when the server has said to go on. A line that is
 * closed before the content's end leaves nothing behind (RFC 5321, 4.1.1.4): only what was ended by its single dot is a mail.
 */
function rehearse(connection: SMTPConnection, auth: SMTPConnection.AuthenticationType | undefined, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const content = new Readable({ read: () => resolve() });
    const send = (): void => connection.send({ from: address, to: address }, content, (error) => (error === null ? resolve() : reject(error)));
    connection.on("error", reject);
    connection.connect((error) => {
      if (error !== undefined && error !== null) return reject(error);
      if (auth === undefined) return send();
      return connection.login(auth as SMTPConnection.Credentials, (refused) => (refused === undefined || refused === null ? send() : reject(refused)));
    });
  });
}

/** A mail for real, to see it arrive. */
export async function sendTrial(
  { smtpUrl, mailFrom }: Sending,
  to: string,
  { language, now, id }: { language: Language; now: Instant; id: string },
): Promise<Finding> {
  if (smtpUrl === null) return well("mail", "mailbox");
  const { subject, text } = catalogue[language].doctor.letter;
  const mailer = openMailer({ url: smtpUrl, from: mailFrom, timeoutMs: PATIENCE_MS });
  const about = { at: hostIn(smtpUrl), from: mailFrom.email, to };
  try {
    const letter = { subject, text, html: `<p>${text}</p>`, calendar: null };
    await mailer.send({ messageId: `${id}@bedel`, to: { name: "", email: to }, date: now, letter });
    return well("mail", "sent", about);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return fault("mail", "not_taken", { ...about, code: error.message.split(" ").slice(0, 2).join(" ") });
  } finally {
    mailer.close();
  }
}
