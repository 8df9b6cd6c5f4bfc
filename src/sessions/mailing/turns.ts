import { seconds } from "../../lib/time.ts";
import type { DeliveryTaken } from "../../platform/deliveries.ts";

/** A mail on its way to the mail server, since when by the machine's clock. */
export type UnderWay = { domain: string; since: number };

/** Longer than any mail takes whose receiver is well. */
const SLOW = seconds(3);
/** No domain takes these connections: what begins to hang does so before anybody knows it. */
const FOR_OTHERS = 2;
/** So many of a slow domain are taken in hand; the rest waits in the database, and holds up nobody there. */
const ENOUGH = 20;

export const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

/** Mails in hand, in whose turn they go: a domain that hangs, or answers slowly, never holds up another. */
export type Turns = {
  add(mails: readonly DeliveryTaken[]): void;
  /** The next to begin, or null while there is none that may. */
  next(underWay: Iterable<UnderWay>, now: number): DeliveryTaken | null;
  /** How long one took. */
  took(domain: string, ms: number): void;
  /** How many wait that don't wait for a slow domain. */
  waiting(): number;
  /** How many wait. */
  all(): number;
  /** Domains of which no more are to be taken in hand. */
  full(): string[];
  rest(): DeliveryTaken[];
  clear(): void;
};

/** `places`: how many go at once. */
export function takeTurns(places: number): Turns {
  const queues = new Map<string, DeliveryTaken[]>();
  const slow = new Set<string>();
  return {
    add: (mails) => {
      for (const mail of mails) {
        const domain = domainOf(mail.to.email);
        const queue = queues.get(domain);
        if (queue === undefined) queues.set(domain, [mail]);
        else queue.push(mail);
      }
    },
    next: (underWay, now) => {
      const busy = new Map<string, number>();
      for (const { domain, since } of underWay) {
        busy.set(domain, (busy.get(domain) ?? 0) + 1);
        if (now - since > SLOW) slow.add(domain);
      }
      const domain = whoseTurn(queues.keys(), busy, slow, places);
      if (domain === null) return null;
      const queue = queues.get(domain)!;
      const mail = queue.shift()!;
      if (queue.length === 0) queues.delete(domain);
      return mail;
    },
    took: (domain, ms) => void (ms > SLOW ? slow.add(domain) : slow.delete(domain)),
    waiting: () => [...queues].reduce((sum, [domain, { length }]) => sum + (slow.has(domain) ? 0 : length), 0),
    all: () => [...queues.values()].reduce((sum, { length }) => sum + length, 0),
    full: () => [...slow].filter((domain) => (queues.get(domain)?.length ?? 0) >= ENOUGH),
    rest: () => [...queues.values()].flat(),
    clear: () => queues.clear(),
  };
}

/** Of those that may, the domain to which the fewest are under way; the one that has waited longest, where several are. */
function whoseTurn(domains: Iterable<string>, busy: ReadonlyMap<string, number>, slow: ReadonlySet<string>, places: number): string | null {
  const busyWithSlow = [...busy].reduce((sum, [domain, many]) => sum + (slow.has(domain) ? many : 0), 0);
  let best: string | null = null;
  for (const domain of domains) {
    const many = busy.get(domain) ?? 0;
    const may = slow.has(domain) ? many === 0 && busyWithSlow < places / 2 : many < places - FOR_OTHERS;
    if (may && (best === null || many < (busy.get(best) ?? 0))) best = domain;
    if (best !== null && (busy.get(best) ?? 0) === 0) break;
  }
  return best;
}

const LEAST = 60;
const MOST = 480;
const WANTED_MS = 1000;

/** How many to take next, when so many took so long: about what goes out in a second. A kill leaves no more than that in doubt, and what is taken grows no older. */
export const nextBatch = (batch: number, tookMs: number): number => Math.min(MOST, Math.max(LEAST, Math.round(tookMs > WANTED_MS ? batch / 2 : batch * 2)));
