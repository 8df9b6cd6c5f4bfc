import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The envelope's sender of a mail, by which it is known when it comes back (VERP). The token is the delivery's id and a proof that Bedel made
 * it; letters and digits of one case, because some servers write addresses in small letters.
 */
export type ReturnPaths = {
  addressFor(deliveryId: string): string;
  /** The delivery that this address was made for; null for any other. */
  deliveryIn(address: string): string | null;
};

/** `mailbox`: `bounces@mail.example.edu`; the token stands behind a plus. */
export function returnPaths(mailbox: string, key: string): ReturnPaths {
  const [local, domain] = [mailbox.slice(0, mailbox.lastIndexOf("@")), mailbox.slice(mailbox.lastIndexOf("@") + 1)];
  const proofOf = (id: string): string => createHmac("sha256", key).update(id).digest("hex").slice(0, PROOF);
  return {
    addressFor: (id) => `${local}+${plain(id)}${proofOf(id)}@${domain}`,
    deliveryIn: (address) => {
      const sent = address.toLowerCase();
      const [head, tail] = [`${local.toLowerCase()}+`, `@${domain.toLowerCase()}`];
      const token = sent.slice(head.length, -tail.length);
      if (!sent.startsWith(head) || !sent.endsWith(tail) || !TOKEN.test(token)) return null;
      const id = token.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
      return timingSafeEqual(Buffer.from(proofOf(id)), Buffer.from(token.slice(32))) ? id : null;
    },
  };
}

const PROOF = 20; // 80 bits; with the id 52 letters, within the 64 that stand before an @
const TOKEN = new RegExp(`^[0-9a-f]{${32 + PROOF}}$`);
const plain = (id: string): string => id.replaceAll("-", "");
