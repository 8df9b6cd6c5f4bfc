import type { Instant } from "../../lib/time.ts";

/**
 * What is looked at of a mail: its head first, and what is written in it only where it is Zoom's and to this address. `verdicts`: its Authentication-Results, the one
 * that was added last first.
 */
export type Head = { from: readonly string[]; to: readonly string[]; sentAt: Instant | null; verdicts: readonly string[] };
export type Written = { lines: readonly string[]; links: readonly string[] };

/** Under which names a Zoom writes and is found. */
export type ZoomNames = { senders: readonly string[]; isLink: (url: URL) => boolean; isSender: (address: string) => boolean };

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
    };
  const sender = /^[\d.]+$/.test(own.hostname) ? `[${own.hostname}]` : own.hostname;
  return { senders: [`@${sender}`], isLink: (url) => url.origin === own.origin, isSender: (address) => domainOf(address) === sender };
}

/** Whether it is truly Zoom's, to this address: from one sender, whose domain did not disown the mail when it came. */
export const isZoomsTo = (names: ZoomNames, email: string, { from, to, verdicts }: Head): boolean =>
  from.length === 1 && names.isSender(from[0]!) && to.some((one) => one.toLowerCase() === email.toLowerCase()) && !isDisowned(verdicts);

/**
 * Whether the server that took it in found that the sender's domain disowns it (RFC 8601, RFC 7489). Servers add what they found above what was there, one line for
 * each filter: the first is of that server, and so is each that names it; what others say came with the mail. Where it names no server, every line counts.
 */
function isDisowned(verdicts: readonly string[]): boolean {
  const own = serverOf(verdicts[0] ?? "");
  return verdicts.some((line) => (own === null || serverOf(line) === own) && /\bdmarc\s*=\s*fail\b/i.test(line));
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
