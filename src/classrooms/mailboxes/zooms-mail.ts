import type { Instant } from "../../lib/time.ts";

/**
 * What is looked at of a mail: its head first, and what is written in it only where it is Zoom's and to this address. `verdicts`: its Authentication-Results, the one
 * that was added last first.
 */
export type Head = { from: readonly string[]; to: readonly string[]; sentAt: Instant | null; verdicts: readonly string[] };
export type Written = { lines: readonly string[]; links: readonly string[] };

/** Under which names a Zoom writes and is found. `signs`: its mails can be known by their signature or by where they are sent from. */
export type ZoomNames = { senders: readonly string[]; isLink: (url: URL) => boolean; isSender: (address: string) => boolean; signs: boolean };

/** Zoom's own domains. Its invitations come from `no-reply@zoom.us` (facts.md knows no other); the others belong to Zoom as well. */
const DOMAINS = ["zoom.us", "zoom.com", "zoomgov.com"] as const;

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** `signIn`: where people sign in to that Zoom. One that is elsewhere than zoom.us writes from its own host, and from no other. */
export function zoomNamesOf(signIn: string): ZoomNames {
  const own = new URL(signIn);
  if (DOMAINS.some((domain) => isWithin(own.hostname, domain)))
    return {
      senders: DOMAINS,
      isLink: (url) => url.protocol === "https:" && url.port === "" && DOMAINS.some((domain) => isWithin(url.hostname, domain)),
      isSender: (address) => DOMAINS.some((domain) => isWithin(domainOf(address), domain)),
      signs: true,
    };
  const sender = /^[\d.]+$/.test(own.hostname) ? `[${own.hostname}]` : own.hostname;
  return { senders: [`@${sender}`], isLink: (url) => url.origin === own.origin, isSender: (address) => domainOf(address) === sender, signs: false };
}

/** Whether it is truly Zoom's, to this address: from one sender, whom the server that took the mail in did not find out not to be Zoom. */
export const isZoomsTo = (names: ZoomNames, email: string, { from, to, verdicts }: Head): boolean =>
  from.length === 1 && names.isSender(from[0]!) && to.some((one) => one.toLowerCase() === email.toLowerCase()) && !isDisowned(names, ownOf(verdicts));

/**
 * What the server that took it in found (RFC 8601). Servers add what they found above what was there, one line for each filter: the first is of that server, and so is
 * each that names it; what others say came with the mail. Where it names no server, every line counts.
 */
function ownOf(verdicts: readonly string[]): string[] {
  const own = serverOf(verdicts[0] ?? "");
  return verdicts.filter((line) => own === null || serverOf(line) === own);
}

/**
 * Whether the sender's domain disowns it (RFC 7489), or, where that was not found out, nothing shows that it came from there: no signature of it, though they were
 * looked at, or wherever it was sent from may not send so. Zoom's mails may come by others' servers, so that an SPF of others alone says nothing. Where something of
 * the sender's domain could not be looked up nobody knows; of another domain that is no excuse.
 */
function isDisowned({ isSender, signs }: ZoomNames, own: readonly string[]): boolean {
  if (own.some((line) => /\bdmarc\s*=\s*fail\b/i.test(line))) return true;
  const found = own.flatMap(foundIn);
  const isOfSender = ({ by, of }: Verdict): boolean => by === "dmarc" || of === null || isSender(of);
  if (found.some((verdict) => ["pass", "temperror"].includes(verdict.result) && isOfSender(verdict))) return false;
  return found.some(({ by, result }) => (by === "dkim" && signs) || (by !== "dmarc" && result.endsWith("fail")));
}

/** What was looked at, with the domain or address that it is about; null: that is not said. */
type Verdict = { by: string; result: string; of: string | null };

/** Comments and what is quoted are left out: whoever wrote the mail may have a say in them. */
const foundIn = (line: string): Verdict[] =>
  withoutComments(line.replace(/^[^:]*:/, "").replaceAll(/"(?:[^"\\]|\\.)*"/gs, "quoted"))
    .split(";")
    .flatMap((part) => {
      const [, by, result] = /^\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)/i.exec(part) ?? [];
      const of = /\b(?:smtp\.mailfrom|smtp\.helo|header\.[di])\s*=\s*<?([^\s<>]+)/i.exec(part)?.[1] ?? null;
      return by === undefined || result === undefined ? [] : [{ by: by.toLowerCase(), result: result.toLowerCase(), of }];
    });

/** One may stand within another. Where one is not closed there is no telling, and nothing is left out. */
function withoutComments(text: string): string {
  let [depth, without] = [0, ""];
  for (const letter of text) {
    if (letter === "(") depth += 1;
    else if (letter === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0) without += letter;
  }
  return depth === 0 ? without : text;
}

/** Null: it begins with what was found, as some servers write it. */
const serverOf = (line: string): string | null => /^[^:]*:(?:\s|\([^()]*\))*"?([^\s;="()]+)"?(?=[\s;(]|$)(?!\s*=)/.exec(line)?.[1]?.toLowerCase() ?? null;

const urlsOf = (names: ZoomNames, { links }: Written): URL[] =>
  links.flatMap((link) => {
    const url = URL.parse(link);
    return url !== null && url.username === "" && url.password === "" && names.isLink(url) ? [url] : [];
  });

/** The sandbox may live under a path of somebody else's address. */
const ACTIVATES = /\/(activate|accept_?invit\w*|approve)\b/i;

/** The address by which an invited person becomes a user. Zoom's is `/activate?code=…`, or one to approve for who has an account elsewhere. */
export const activationIn = (names: ZoomNames, written: Written): string | null =>
  urlsOf(names, written).find((url) => ACTIVATES.test(url.pathname) && url.search !== "")?.href ?? null;

const ALONE = /^\d{6}$/;
const NAMED = /(?:\bcode\b|passcode|c[oó]digo)[^\d]{0,40}(?<!\d)(\d{6})(?!\d)/i;

/** Six digits on a line of their own, or after the word. Invitations to a meeting tell passcodes too: those lead to a meeting. */
export function codeIn(names: ZoomNames, written: Written): string | null {
  if (urlsOf(names, written).some(({ pathname }) => /\/(j|w|s)\/\d/.test(pathname))) return null;
  return written.lines.find((line) => ALONE.test(line)) ?? NAMED.exec(written.lines.join(" "))?.[1] ?? null;
}

const MOST_LINKS = 200;
const NAMED_SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };
const plain = (text: string): string =>
  text.replaceAll(/&(?:(amp|lt|gt|quot|nbsp)|#(\d{1,6})|#x([\da-f]{1,5}));/gi, (_, name?: string, decimal?: string, hex?: string) =>
    name === undefined ? String.fromCodePoint(decimal === undefined ? Number.parseInt(hex!, 16) : Math.min(Number(decimal), 0x10ffff)) : NAMED_SIGNS[name.toLowerCase()]!,
  ); // prettier-ignore

/** Its lines and links, whichever of both texts it has. In time that grows with its length only: whoever writes it may mean ill. */
export function writtenIn(text: string, html: string): Written {
  const hrefs = [...html.matchAll(/href\s{0,9}=\s{0,9}(?:"([^"]{1,4000})"|'([^']{1,4000})')/gi)].slice(0, MOST_LINKS).map((found) => plain(found[1] ?? found[2]!));
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"']{1,4000}/gi)].slice(0, MOST_LINKS).map(([link]) => link);
  const ofHtml = plain(html.replaceAll(/<(?:br|\/p|\/div|\/td|\/tr|\/h\d|\/li)\b[^<>]*>/gi, "\n").replaceAll(/<[^<>]*>/g, ""));
  const lines = `${text}\n${ofHtml}`.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
  return { lines, links: [...hrefs, ...inText] };
} // prettier-ignore
