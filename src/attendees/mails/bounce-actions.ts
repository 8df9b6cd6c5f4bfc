import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { markBounced } from "../../platform/deliveries.ts";
import type { ReturnPaths } from "../../platform/return-path.ts";
import type { World } from "../../world.ts";
import { verdictOf, type Returned } from "./report.ts";

export type Bounces = { port: number; close(): Promise<void> };

/** A report quotes the mail that it is about; more than this is none. */
const BIGGEST = 1_000_000;
const MOST_AT_ONCE = 20;

/**
 * Where the institution's mail server delivers what comes back. It takes mail for addresses that Bedel made and for no other, and believes
 * nothing but a report of final failure: whatever else comes is taken and forgotten, so that nobody is answered with another mail.
 */
export async function openBounces(world: Pick<World, "db" | "log">, paths: ReturnPaths, at: { host: string; port: number }): Promise<Bounces> {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    authOptional: true,
    disableReverseLookup: true,
    size: BIGGEST,
    maxClients: MOST_AT_ONCE,
    logger: false,
    onRcptTo: ({ address }, session, done) => {
      if (paths.deliveryIn(address) === null) return done(answer(550, "5.1.1 no such mailbox here"));
      return done(session.envelope.rcptTo.length > 0 ? answer(452, "4.5.3 one at a time") : null);
    },
    onData(stream, session, done) {
      const id = paths.deliveryIn(session.envelope.rcptTo[0]?.address ?? "");
      returned(stream)
        .then(
          async (mail) => {
            if (mail === null) return done(answer(552, "5.3.4 too big"));
            if (id !== null) await hear(world, id, mail);
            return done();
          },
          (error: unknown) => {
            world.log.error("a mail that came back could not be read", { error: String(error) });
            done(answer(451, "4.3.0 try again later"));
          },
        )
        .catch(() => done(answer(451, "4.3.0 try again later"))); // the database is away
    },
  });
  server.on("error", () => undefined); // a sender that hangs up is no trouble of ours
  server.listen(at.port, at.host);
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((closed) => server.close(closed)) };
}

const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** How the demo's mailbox says that nobody lives there; in the words of a mail server. */
export const NOBODY_THERE: Returned = {
  contentType: "multipart/report",
  parts: [{ contentType: "message/delivery-status", content: "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such mailbox" }],
};

/** What came for this delivery. Coming again it changes nothing, and a mail that was sent anew has an address of its own. */
export async function hear({ db, log }: Pick<World, "db" | "log">, deliveryId: string, mail: Returned): Promise<void> {
  const verdict = verdictOf(mail);
  if (verdict.is !== "final") return;
  if ((await markBounced(db, deliveryId, verdict.because)) > 0) log.info("a mail came back", { mail: deliveryId, because: verdict.because });
}

/** Without the first the report would be taken for words, and lie among those of the mail. */
const READ_AS = { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };

/** Null: too big. The whole of it is read even so, as the protocol wants. */
async function returned(stream: SMTPServerDataStream): Promise<Returned | null> {
  const parts: Buffer[] = [];
  for await (const part of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) parts.push(part);
  if (stream.sizeExceeded) return null;
  return partsOf(await simpleParser(Buffer.concat(parts), READ_AS));
}

const partsOf = (mail: ParsedMail): Returned => {
  const type = mail.headers.get("content-type") as { value?: string } | undefined;
  return { contentType: type?.value ?? "", parts: mail.attachments.map(({ contentType, content }) => ({ contentType, content: content.toString("utf8") })) };
};
