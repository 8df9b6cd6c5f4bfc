import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Instant } from "../../src/lib/time.ts";
import { addressIn, subjectOf } from "../server/post.ts";

/** A mail server that keeps of hundreds of thousands of mails only who got which when. */
export type Post = AsyncDisposable & {
  url: string;
  /** When whose link to which session came, by `to` and title. */
  links: Map<string, Instant[]>;
  /** How many of each kind came. */
  kinds: Map<string, number>;
  /** The moment whose links kept the machine busy longest: how many, and how long. */
  busiest(): { mails: number; seconds: number };
};

export const linkKey = (to: string, title: string): string => `${to} ${title}`;

export async function openPost(now: () => Instant): Promise<Post> {
  const links = new Map<string, Instant[]>();
  const kinds = new Map<string, number>();
  const moments = new Map<Instant, { mails: number; first: number; last: number }>();
  const take = async (source: Buffer): Promise<void> => {
    const at = now();
    const mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true });
    const { kind, about } = subjectOf(mail.subject ?? "");
    const leads = /https?:\S+\/j\/[A-Za-z0-9_-]+/.test(mail.text ?? "");
    const what = kind === "link" && !leads ? "link without an address" : kind;
    kinds.set(what, (kinds.get(what) ?? 0) + 1);
    if (what !== "link") return;
    const to = Array.isArray(mail.to) ? "" : addressIn(mail.to?.text ?? "");
    const key = linkKey(to, about);
    if (!links.has(key)) links.set(key, []);
    links.get(key)!.push(at);
    const here = performance.now();
    const moment = moments.get(at) ?? { mails: 0, first: here, last: here };
    moments.set(at, { mails: moment.mails + 1, first: moment.first, last: here });
  };
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => void take(Buffer.concat(parts)).then(() => done(), done));
    },
  });
  server.on("error", () => undefined); // a sender that hangs up is no trouble of ours
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    links,
    kinds,
    busiest: () => {
      const [most] = [...moments.values()].toSorted((a, b) => b.last - b.first - (a.last - a.first));
      return most === undefined ? { mails: 0, seconds: 0 } : { mails: most.mails, seconds: Math.round(most.last - most.first) / 1000 };
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
