import { lookup } from "node:dns/promises";
import { request as overHttp } from "node:http";
import { request as overTls } from "node:https";
import { BlockList, isIPv4, type LookupFunction } from "node:net";

/**
 * Asking an address that somebody in an institution chose: it may not lead to the server's own network, which that person could else explore.
 * `privately`: the operator lets it be in there; `plainly`: Bedel itself is reached without TLS, so on a laptop what is asked may be there too.
 */
export type Reach = { privately: boolean; plainly: boolean };

export type Question = { method?: "GET" | "POST"; headers?: Record<string, string>; body?: string };
export type Answered = {
  status: number;
  text: string;
  /** Where a redirect leads. */ location: string | null;
  /** What the server calls what it says. */ tag: string | null;
};
type Resolved = { address: string; family: number };
type Limits = { ms: number; bytes: number };

/** Why an address was not asked. */
export type WhyNotAsked = "malformed" | "unknown host" | "not https" | "private";
export type Asked = { is: "answered"; answer: Answered } | { is: "not asked"; because: WhyNotAsked } | { is: "silent" } | { is: "too large" };

/** The name is looked up once, and that very address connected to; no redirect is followed. */
export async function askOutward(reach: Reach, address: string, question: Question, limits: Limits): Promise<Asked> {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return { is: "not asked", because: "malformed" };
  const resolved = await lookup(url.hostname.replace(/^\[|\]$/g, ""), { all: true }).catch((): Resolved[] => []);
  if (resolved.length === 0) return { is: "not asked", because: "unknown host" };
  const because = whyNotReach(reach, url.protocol, resolved);
  if (because !== null) return { is: "not asked", because };
  try {
    return { is: "answered", answer: await exchange(url, resolved, question, limits) };
  } catch (error) {
    return { is: error instanceof TooLarge ? "too large" : "silent" };
  }
}

export function whyNotReach({ privately, plainly }: Reach, protocol: string, resolved: readonly Resolved[]): "not https" | "private" | null {
  const onThisMachine = resolved.every(({ address }) => isIn(LOOPBACK, address));
  if (plainly && onThisMachine) return null;
  if (protocol !== "https:") return "not https";
  return privately || resolved.every(({ address }) => isPublic(address)) ? null : "private";
}

class TooLarge extends Error {}

function exchange(url: URL, resolved: readonly Resolved[], { method = "GET", headers = {}, body = "" }: Question, limits: Limits): Promise<Answered> {
  // The one that was judged: looked up again it might be another.
  const pinned: LookupFunction = (_, options, done) =>
    options.all === true ? done(null, [...resolved]) : done(null, resolved[0]!.address, resolved[0]!.family);
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? overTls : overHttp;
    const own = { ...headers, ...(method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {}) };
    const asking = send(url, { method, headers: own, lookup: pinned, agent: false, signal: AbortSignal.timeout(limits.ms) }, (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on("data", (part: Buffer) => {
        size += part.length;
        if (size > limits.bytes) asking.destroy(new TooLarge());
        else parts.push(part);
      });
      answer.on("end", () => {
        const { location = null, etag: tag = null } = answer.headers;
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8"), location, tag });
      });
      answer.on("error", reject);
    });
    asking.on("error", reject);
    asking.end(method === "POST" ? body : undefined);
  });
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Every range of IPv4 that IANA keeps for special purposes (RFC 6890 and its registry), and multicast. */
const SPECIAL_IPV4 = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.0.2.0", 24],
  ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 3],
] as const) SPECIAL_IPV4.addSubnet(net, bits, "ipv4"); // prettier-ignore

/** Of IPv6 only this is given out to the public, less what tunnels to IPv4 or is for documents. */
const PUBLIC_IPV6 = new BlockList();
PUBLIC_IPV6.addSubnet("2000::", 3, "ipv6");
const SPECIAL_IPV6 = new BlockList();
for (const [net, bits] of [["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]] as const) SPECIAL_IPV6.addSubnet(net, bits, "ipv6"); // prettier-ignore

const isIn = (list: BlockList, address: string): boolean => list.check(address, isIPv4(address) ? "ipv4" : "ipv6");

export const isPublic = (address: string): boolean =>
  isIPv4(address) ? !isIn(SPECIAL_IPV4, address) : isIn(PUBLIC_IPV6, address) && !isIn(SPECIAL_IPV6, address);
