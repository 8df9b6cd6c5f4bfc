import { firstWordOf } from "./sha256.ts";

const AT_ONCE = 4000;

/** The number that makes so many bits of the digest zero: tenths of a second of work, in pieces, so that the page goes on answering. */
export async function proofOf(token: string, email: string, bits: number): Promise<string> {
  const first = firstWordOf(`${token}|${email}|`);
  for (let n = 0; ; n += 1) {
    if (first(String(n)) >>> (32 - bits) === 0) return String(n);
    if (n % AT_ONCE === AT_ONCE - 1) await new Promise((goOn) => setTimeout(goOn, 0));
  }
}
