import { Readable } from "node:stream";
import { createTransport, type SendMailOptions } from "nodemailer";
import type { Instant } from "../lib/time.ts";

export type Address = { name: string; email: string };

/** A letter as `notices/letter.ts` writes it. */
export type MailContent = {
  subject: string;
  text: string;
  html: string;
  calendar: { method: "REQUEST" | "CANCEL" | "PUBLISH"; content: string } | null;
};

export type OutgoingMail = {
  /** The caller's own: both copies of a mail that may have come twice carry the same one. With or without angle brackets. */
  messageId: string;
  to: Address;
  /** The application's time, for the Date header. */
  date: Instant;
  letter: MailContent;
  replyTo?: Address;
  /** By which it is known when it comes back. Without one it comes back to the sender's address. */
  returnsAs?: string;
  /** Of an institution that lives with the sandbox: whoever sends it may keep it at home. */
  isOfDemo?: boolean;
};

export type Mailer = {
  /** Resolves once the mail server has taken the mail; rejects with a `MailError` otherwise. */
  send(mail: OutgoingMail): Promise<void>;
  /** Whether the server answers and lets us in; rejects with a `MailError`. */
  verify(): Promise<void>;
  close(): void;
  /** There is no mail server for real institutions: what they wish to send waits. */
  onlyOfDemo?: boolean;
};

/**
 * refused: the server will never take this mail for this address. trouble: temporary, and nothing was handed over.
 * unanswered: the content went out and no answer came back: it may have arrived.
 */
export type MailTrouble = "refused" | "trouble" | "unanswered";

/** Its message is safe to store and to show: it holds the server's numbers and, before the content went out, the server's words. */
export class MailError extends Error {
  readonly kind: MailTrouble;
  constructor(kind: MailTrouble, message: string) {
    super(message);
    this.name = "MailError";
    this.kind = kind;
  }
}

/** Connections to the mail server. So many mails are under way at a time, and no more are worth being held ready. */
export const AT_ONCE = 8;

/** `returnTo`: the envelope's sender, to which the mail server reports what it could not deliver after all. */
type Options = { url: string; from: Address; timeoutMs: number; returnTo?: ((returnsAs: string) => string) | undefined };

export function openMailer(options: Options): Mailer {
  const { timeoutMs } = options;
  // nodemailer's logger stays off: it would write whole mails, passwords included.
  const transport = createTransport({
    url: options.url,
    pool: true,
    maxConnections: AT_ONCE,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const contentLeft = new WeakSet<object>();
  transport.use("stream", ({ message, data }, done) => {
    const whole = message.createReadStream.bind(message);
    message.createReadStream = (options) =>
      inOnePiece(
        () => whole(options),
        () => contentLeft.add(data.headers as object),
      );
    done();
  });
  return {
    async send(mail) {
      const headers = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };
      const { returnsAs, to } = mail;
      const from = returnsAs === undefined || options.returnTo === undefined ? options.from.email : options.returnTo(returnsAs);
      try {
        await transport.sendMail({ ...optionsOf(mail, options.from), headers, envelope: { from, to: [to.email] } });
      } catch (e) {
        throw mailErrorOf(e, contentLeft.has(headers));
      }
    },
    async verify() {
      try {
        await transport.verify();
      } catch (e) {
        throw mailErrorOf(e, false, "trouble");
      }
    },
    close: () => transport.close(),
  };
}

/**
 * The content is read only once the server has said to go on: that tells "nothing handed over" from "may have arrived". It goes out in one
 * piece: the library makes dozens, each of which would be sent by itself.
 */
function inOnePiece(open: () => Readable, leaves: () => void): Readable {
  const piece = new Readable({
    read: () => {
      leaves();
      const parts: Buffer[] = [];
      open()
        .on("data", (part: Buffer) => parts.push(part))
        .once("error", (error) => piece.destroy(error))
        .once("end", () => {
          piece.push(Buffer.concat(parts));
          piece.push(null);
        });
    },
  });
  return piece;
}

/** The mail as it goes out, whatever people are called. */
export function optionsOf(mail: OutgoingMail, from: Address): SendMailOptions {
  const { letter, to, replyTo } = mail;
  return {
    messageId: `<${mail.messageId.replace(/^<|>$/g, "")}>`,
    date: new Date(mail.date),
    from: addressOf(from),
    to: addressOf(to),
    ...(replyTo === undefined ? {} : { replyTo: addressOf(replyTo) }),
    subject: asItIs(letter.subject),
    text: letter.text,
    html: letter.html,
    ...(letter.calendar === null ? {} : { icalEvent: { method: letter.calendar.method, filename: "session.ics", content: letter.calendar.content } }),
  };
}

/** Refused here, before any server sees it: an address that would add recipients or headers. */
function addressOf({ name, email }: Address): { name: string; address: string } {
  if (!/^[^\s\p{Cc}<>,;:"()[\]\\@]+@[^\s\p{Cc}<>,;:"()[\]\\@]+$/u.test(email)) throw new MailError("refused", "the address is malformed");
  return { name: asItIs(name.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, " ").trim()), address: email };
}

/** `=?utf-8?q?…?=` is how headers write other letters (RFC 2047): somebody called so would be shown as whatever it stands for, line breaks and all. */
const asItIs = (text: string): string => text.replaceAll("=?", "= ?");

type Trouble = { code?: string; responseCode?: number | false; response?: string; command?: string };

function mailErrorOf(e: unknown, contentLeft: boolean, always?: MailTrouble): MailError {
  if (e instanceof MailError) return e;
  const trouble = (typeof e === "object" && e !== null ? e : {}) as Trouble;
  return new MailError(always ?? kindOf(trouble, contentLeft), messageOf(trouble));
}

/** A final "no" concerns the address or the content; one to our sign-in or sender concerns every mail, and can be mended. */
function kindOf(t: Trouble, contentLeft: boolean): MailTrouble {
  const code = t.responseCode || 0;
  if (code >= 500 && (t.command === "RCPT TO" || t.command === "DATA")) return "refused";
  if (code >= 400) return "trouble";
  return contentLeft ? "unanswered" : "trouble";
}

/** Words only of an answer to the address: other answers might quote what we sent. */
function messageOf(t: Trouble): string {
  const words = t.command === "RCPT TO" ? (t.response ?? "") : (/^\d{3}([ -]\d\.\d+\.\d+)?/.exec(t.response ?? "")?.[0] ?? "");
  return [t.code ?? "ERROR", t.command ?? "", words.replace(/\s+/g, " ").slice(0, 200)].filter((part) => part !== "").join(" ");
}
