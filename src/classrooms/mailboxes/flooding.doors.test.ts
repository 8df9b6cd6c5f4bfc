import { createServer, type AddressInfo, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Instant } from "../../lib/time.ts";
import { withInbox } from "./imap-actions.ts";
import { mailsIn } from "./inbox-actions.ts";
import { zoomNamesOf } from "./zooms-mail.ts";

const HEAD = "x".repeat(900_000);
const MOST = 1_500_000_000;

/** As much as the other end takes, or far more than anybody has room for: the heads of three mails, over and over. */
function floods(line: Socket, tell: (bytes: number) => void): void {
  let [sent, n] = [0, 0];
  const go = (): void => {
    while (!line.destroyed && sent < MOST) {
      n = (n % 3) + 1;
      const mail = `* ${n} FETCH (UID ${n} BODY[HEADER]<0> {${HEAD.length}}\r\n${HEAD})\r\n`;
      sent += mail.length;
      tell(sent);
      if (!line.write(mail, "latin1")) return void line.once("drain", go);
    }
  };
  go();
}

const ANSWERS: Record<string, string> = {
  CAPABILITY: "* CAPABILITY IMAP4rev1 UIDPLUS\r\n",
  EXAMINE: "* 3 EXISTS\r\n* FLAGS ()\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 9] ok\r\n",
  "UID SEARCH": "* SEARCH 1 2 3\r\n",
};

function answer(line: Socket, asked: string, tell: (bytes: number) => void): void {
  const [tag, ...words] = asked.split(" ");
  const what = (words[0]?.toUpperCase() === "UID" ? words.slice(0, 2).join(" ") : (words[0] ?? "")).toUpperCase();
  if (what === "UID FETCH") floods(line, tell);
  else line.write(`${ANSWERS[what] ?? ""}${tag} OK done\r\n`);
}

test("a mail server that sends without end is broken off, long before the memory is full", async () => {
  let sent = 0;
  const server = createServer((line) => {
    onTestFinished(() => void line.destroy());
    line.on("error", () => undefined);
    line.write("* OK hello\r\n");
    let heard = "";
    line.on("data", (part) => {
      heard += part.toString("latin1");
      const lines = heard.split("\r\n");
      heard = lines.pop()!;
      for (const asked of lines) answer(line, asked, (bytes) => (sent = bytes));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const access = { host: "127.0.0.1", port: (server.address() as AddressInfo).port, tls: "none", userName: "aula", password: "x" } as const;
  const wanted = { email: "aula@universidad.example", since: 0 as Instant, until: 4_000_000_000_000 as Instant, most: 1 };
  const looked = await withInbox(access, { readOnly: true }, (inbox) => mailsIn(inbox, zoomNamesOf("https://zoom.us"), wanted, () => null));
  expect(looked).toEqual({ ok: false, because: "mailbox_not_imap" });
  expect(sent).toBeLessThan(MOST / 2);
});
