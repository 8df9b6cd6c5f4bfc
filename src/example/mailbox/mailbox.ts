import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { simpleParser, type AddressObject, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Instant } from "../../lib/time.ts";
import { openLetters, type Arrived, type Letters } from "./letters.ts";

/** How a mail for an address is treated: normally taken; otherwise as mail servers do on bad days. */
export type Treatment = "take" | "refuse" | "later" | "take, then hang up" | "hang up";

export type Mailbox = Pick<Letters, "list" | "read" | "source" | "count"> & {
  /** For `SMTP_URL`. */
  url: string;
  /** From now on, for each address; nothing is said again to have everything taken. */
  treat(how: (address: string) => Treatment): void;
  close(): Promise<void>;
};

/** `cameBack`: told the sender's address of each mail to somebody at `bounces.example`, where nobody lives: it is taken, and comes back later. */
type Options = { file: string | null; now: () => Instant; port?: number; cameBack?: (sender: string) => void };
const NOBODY_LIVES_AT = "@bounces.example";

const BIGGEST = 10_000_000;

/**
 * A mail server for the sandbox and for tests: it takes whatever comes over loopback, keeps it before it says so, and delivers nothing.
 * `now` is the application's time: the sandbox's week passes in a minute, and its mails must show the week.
 */
export async function openMailbox(options: Options): Promise<Mailbox> {
  const letters = openLetters(options.file);
  const sockets = new Set<Socket>();
  let treatmentOf: (address: string) => Treatment = () => "take";

  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    authOptional: true,
    disableReverseLookup: true,
    size: BIGGEST,
    logger: false,
    onRcptTo: ({ address }, _session, done) => done(answerTo(treatmentOf(address))),
    onData(stream, session, done) {
      const how = session.envelope.rcptTo.map(({ address }) => treatmentOf(address));
      const hangUp = (): void => void [...sockets].find((socket) => socket.remotePort === session.remotePort)?.destroy();
      arrival(stream, session).then(
        (mail) => {
          if (mail === null) return done(answer(552, "the mail is too big"));
          if (how.includes("hang up")) return hangUp();
          letters.add(mail, options.now());
          if (session.envelope.rcptTo.some(({ address }) => address.toLowerCase().endsWith(NOBODY_LIVES_AT)))
            options.cameBack?.(addressIn(session.envelope.mailFrom));
          return how.includes("take, then hang up") ? hangUp() : done();
        },
        (e: unknown) => done(answer(451, e instanceof Error ? e.message : "the mail could not be kept")),
      );
    },
  });
  server.server.on("connection", (socket: Socket) => void sockets.add(socket.once("close", () => sockets.delete(socket))));
  server.on("error", () => undefined); // a sender that hangs up is no trouble of ours
  server.listen(options.port ?? 0, "127.0.0.1");
  await listening(server, letters);
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    list: letters.list,
    read: letters.read,
    source: letters.source,
    count: letters.count,
    treat: (how) => void (treatmentOf = how),
    async close() {
      if (!server.server.listening) return; // again
      const closed = new Promise<void>((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      letters.close();
    },
  };
}

/** A port in use is told to whoever opens the mailbox. */
async function listening(server: SMTPServer, letters: Letters): Promise<void> {
  try {
    await once(server.server, "listening");
  } catch (e) {
    letters.close();
    throw e;
  }
}

const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

function answerTo(how: Treatment): Error | null {
  if (how === "refuse") return answer(550, "5.1.1 no such mailbox here");
  return how === "later" ? answer(450, "4.2.1 not now, try again later") : null;
}

/** Null: too big. The whole of it is read even so, as the protocol wants. */
async function arrival(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Arrived | null> {
  const parts: Buffer[] = [];
  for await (const part of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) parts.push(part);
  if (stream.sizeExceeded) return null;
  const source = Buffer.concat(parts);
  const mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true });
  return {
    from: mail.from?.text ?? addressIn(session.envelope.mailFrom),
    to: recipients(mail.to) || session.envelope.rcptTo.map(({ address }) => address).join(", "),
    subject: mail.subject ?? "",
    messageId: mail.messageId ?? "",
    text: mail.text ?? "",
    html: mail.html === false ? "" : mail.html,
    calendar: calendarIn(mail),
    source: source.toString("utf8"),
  };
}

const addressIn = (from: SMTPServerSession["envelope"]["mailFrom"]): string => (from === false ? "" : from.address);

const recipients = (to: AddressObject | AddressObject[] | undefined): string =>
  [to ?? []]
    .flat()
    .map(({ text }) => text)
    .join(", ");

const calendarIn = (mail: ParsedMail): string | null =>
  mail.attachments.find(({ contentType }) => contentType === "text/calendar" || contentType === "application/ics")?.content.toString("utf8") ?? null;
