import { SMTPServer } from "smtp-server";

/** A mail server that takes everything and notes who got which mail; a process of its own, as a mail server is. It tells its parent what it noted. */
type Taken = { id: string; to: string };
let taken: Taken[] = [];
let [first, last] = [0, 0];

const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  authOptional: true,
  disableReverseLookup: true,
  logger: false,
  onData(stream, session, done) {
    let head = "";
    stream.on("data", (part: Buffer) => (head += head.length < 2000 ? part.toString("latin1") : ""));
    stream.on("end", () => {
      taken.push({ id: /^Message-ID: *(?:\r\n )?(\S+)/im.exec(head)?.[1] ?? "", to: session.envelope.rcptTo[0]!.address });
      last = performance.now();
      if (taken.length === 1) first = last;
      done();
    });
  },
});
server.on("error", () => undefined); // a sender that is killed is no trouble of ours
const listener = server.listen(0, "127.0.0.1", () => process.send!({ port: (listener.address() as { port: number }).port }));

process.on("message", (wish: "how many" | "all" | "forget") => {
  if (wish === "forget") [taken, first, last] = [[], 0, 0];
  process.send!(wish === "all" ? { taken, ms: last - first } : { many: taken.length });
});
process.on("disconnect", () => process.exit());
