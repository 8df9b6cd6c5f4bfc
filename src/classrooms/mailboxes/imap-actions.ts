import { ImapFlow } from "imapflow";
import { seconds } from "../../lib/time.ts";
import { troubleOf, type Access, type MailboxTrouble } from "./mailbox.ts";

/** What one mail server may cost: whoever named it may mean ill, and so may whoever writes into the mailbox. */
const PATIENCE = { connectionTimeout: seconds(8), greetingTimeout: seconds(8), socketTimeout: seconds(15) };
const SIZES = { maxLineLength: 2_000_000, maxLiteralSize: 1_000_000, maxResponseSize: 4_000_000, maxResponseTokens: 50_000 };
/** All of it, from the first word to the last. */
const ALL_OF_IT_MS = seconds(25);

/** What a look through some thousands of mails takes, and twice that. Each answer has a size; nothing else says how many there may be. */
const MOST_BYTES = 64 * 1024 * 1024;
const COUNTED_EVERY_MS = 50;

export type Inbox = Pick<ImapFlow, "search" | "fetchAll" | "list" | "capabilities" | "messageDelete" | "messageMove" | "messageFlagsAdd">;
export type Opened<T> = { ok: true; value: T } | { ok: false; because: MailboxTrouble };

/** Connects, signs in, opens INBOX, works and leaves. Nothing is marked as read unless `work` does. */
export async function withInbox<T>(access: Access, how: { readOnly: boolean }, work: (inbox: Inbox) => Promise<T>): Promise<Opened<T>> {
  const client = new ImapFlow({
    ...{ host: access.host, port: access.port, auth: { user: access.userName, pass: access.password }, logger: false, disableAutoIdle: true, disableCompression: true, ...PATIENCE, ...SIZES },
    ...(access.tls === "at once" ? { secure: true } : { secure: false, doSTARTTLS: access.tls === "on request" }),
  }); // prettier-ignore
  client.on("error", () => undefined); // told by whatever is being waited for
  let stage: "connecting" | "opening" | "reading" = "connecting";
  let why: "TOO_LONG" | "TOO_MUCH" | null = null;
  const breakOff = (because: typeof why): void => {
    why ??= because;
    client.close();
  };
  const over = setTimeout(() => breakOff("TOO_LONG"), ALL_OF_IT_MS);
  const counting = setInterval(() => void (heardBy(client) > MOST_BYTES && breakOff("TOO_MUCH")), COUNTED_EVERY_MS);
  try {
    await client.connect();
    stage = "opening";
    await client.mailboxOpen("INBOX", how);
    stage = "reading";
    return { ok: true, value: await work(client) };
  } catch (error) {
    const because = troubleOf(why === null ? (error as object) : { code: why }, stage);
    if (because === null) throw error;
    return { ok: false, because };
  } finally {
    clearTimeout(over);
    clearInterval(counting);
    if (client.usable) await client.logout().catch(() => undefined);
    client.close();
  }
}

/** So many bytes came over its line, or over TLS within it. */
const heardBy = (client: ImapFlow & { socket?: { bytesRead: number } | null }): number => client.socket?.bytesRead ?? 0;
