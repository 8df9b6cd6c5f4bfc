import { createServer, type AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { ImapFlow } from "imapflow";
import { createTransport, type SendMailOptions } from "nodemailer";
import { SMTPServer } from "smtp-server";
import { certificateFor } from "../../sandbox/testing-certificate.ts";

type Dovecot = {
  host: string;
  imap: number;
  imaps: number;
  lmtp: number;
  certificateFile: string;
  /** Lays so many mails into a mailbox that has had one. */
  fill(email: string, many: number, source: (i: number) => string): void;
  log(): string;
  stop(): Promise<void>;
};

export type MailServer = Omit<Dovecot, "lmtp"> & {
  /** By which programs send mails into it. */
  smtpUrl: string;
  /** A mail of anybody's, as a mail server hands it over. */
  deliver(mail: SendMailOptions): Promise<void>;
};

const certificate = certificateFor(["localhost"]);

/** A real IMAP server with these addresses and passwords, and an SMTP server that takes mails for them from any program. This process trusts its certificate from now on. */
export async function aMailServer(people: Record<string, string>): Promise<MailServer> {
  const { startDovecot } = (await import(new URL("../../scripts/lib/dovecot.mjs", import.meta.url).href)) as {
    startDovecot(options: object): Promise<Dovecot>;
  };
  const dovecot = await startDovecot({ people, certificate });
  const known = getCACertificates();
  if (!known.includes(certificate.cert)) setDefaultCACertificates([...known, certificate.cert]);
  const lmtp = createTransport({
    host: "127.0.0.1",
    port: dovecot.lmtp,
    lmtp: true,
    ignoreTLS: true,
    pool: true,
    maxConnections: 4,
    maxMessages: Infinity,
    disableFileAccess: true,
  });
  const deliver = async (mail: SendMailOptions): Promise<void> => void (await lmtp.sendMail(mail));
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo.map(({ address }) => address);
      deliver({ raw: stream, envelope: { from: envelope.mailFrom === false ? "" : envelope.mailFrom.address, to } }).then(() => done(), done);
    },
  });
  await new Promise<void>((resolve) => void smtp.listen(0, "127.0.0.1", resolve));
  const { port } = smtp.server.address() as AddressInfo;
  return {
    ...dovecot,
    smtpUrl: `smtp://127.0.0.1:${port}`,
    deliver,
    stop: async () => {
      lmtp.close();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      await dovecot.stop();
    },
  };
}

/** A port where something listens and says nothing, and one where nobody listens. */
export async function aDeadEnd(): Promise<{ silent: number; closed: number; stop(): Promise<void> }> {
  const listening = async (): Promise<ReturnType<typeof createServer>> => {
    const server = createServer((socket) => void socket.on("error", () => undefined));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    return server;
  };
  const [silent, closed] = [await listening(), await listening()];
  const ports = { silent: (silent.address() as AddressInfo).port, closed: (closed.address() as AddressInfo).port };
  await new Promise<void>((resolve) => closed.close(() => resolve()));
  return { ...ports, stop: () => new Promise<void>((resolve) => silent.close(() => resolve())) };
}

/** Everything in somebody's mailbox, as it came, oldest first. */
export async function mailsIn(
  server: Pick<MailServer, "imaps">,
  email: string,
  password: string,
): Promise<{ from: string; subject: string; date: string; source: string }[]> {
  const client = new ImapFlow({ host: "localhost", port: server.imaps, secure: true, auth: { user: email, pass: password }, logger: false });
  await client.connect();
  try {
    await client.mailboxOpen("INBOX", { readOnly: true });
    const all = client.mailbox !== false && client.mailbox.exists > 0 ? await client.fetchAll("1:*", { envelope: true, source: true }) : [];
    return all.map(({ envelope, source }) => ({
      from: envelope?.from?.[0]?.address ?? "",
      subject: envelope?.subject ?? "",
      date: new Date(envelope?.date ?? 0).toISOString(),
      source: source?.toString() ?? "",
    }));
  } finally {
    await client.logout();
  }
}
