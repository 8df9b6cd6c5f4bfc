import { once } from "node:events";
import { request, type RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { Certificate } from "../../sandbox/serve.ts";

export type Front = { port: number; close(): Promise<void> };

/** What stands between people and Bedel: it speaks TLS, and hands on what it is asked. */
export const proxyTo = (port: number, certificate: Certificate): Promise<Front> =>
  frontWith(certificate, (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = request({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });

/** Somebody else's server. */
export const strangerWith = (certificate: Certificate): Promise<Front> => frontWith(certificate, (_, outgoing) => void outgoing.end("It works!"));

async function frontWith(certificate: Certificate, answer: RequestListener): Promise<Front> {
  const server = createServer(certificate, answer).listen(0, "localhost");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

export const MAIL_PASSWORD = "a mail password";
export const NOBODY = "nobody@universidad.example";

/** A mail server with a login, that sends nothing for `NOBODY`. `taken`: how many mails it was given whole. */
export async function mailServer(options: SMTPServerOptions = { disabledCommands: ["STARTTLS"] }): Promise<Front & { taken: () => number }> {
  let taken = 0;
  const server = new SMTPServer({
    allowInsecureAuth: true,
    ...options,
    onAuth: ({ username, password }, _, done) =>
      username === "bedel" && password === MAIL_PASSWORD ? done(null, { user: "bedel" }) : done(Object.assign(new Error("no"), { responseCode: 535 })),
    onMailFrom: ({ address }, _, done) => done(address === NOBODY ? Object.assign(new Error("not yours"), { responseCode: 553 }) : null),
    onData: (stream, _, done) => {
      stream.on("end", () => done(null, void (taken += 1))).resume();
    },
  });
  server.on("error", () => undefined); // a line that was closed is what a rehearsal ends with
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    port: (listening.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
    taken: () => taken,
  };
}
