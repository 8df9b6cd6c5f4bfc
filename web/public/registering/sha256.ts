/**
 * SHA-256 of many texts that begin alike. The browser's own works on one text at a time, asynchronously, and only on pages that came by https;
 * here the beginning is worked in once. Constants and rounds are FIPS 180-4's.
 */
const K = constants();
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

/** Gives, for each ending, the first 32 bits of the digest. */
export function firstWordOf(beginning: string): (ending: string) => number {
  const head = new TextEncoder().encode(beginning);
  const whole = head.length - (head.length % 64);
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  for (let at = 0; at < whole; at += 64) compress(state, head, at, words);
  const rest = head.subarray(whole);
  const [block, now] = [new Uint8Array(128), new Int32Array(8)];
  return (ending) => {
    const tail = new TextEncoder().encode(ending);
    const length = rest.length + tail.length;
    const blocks = length + 9 > 64 ? 128 : 64;
    block.fill(0);
    block.set(rest);
    block.set(tail, rest.length);
    block[length] = 0x80;
    new DataView(block.buffer).setUint32(blocks - 4, (whole + length) * 8);
    now.set(state);
    for (let at = 0; at < blocks; at += 64) compress(now, block, at, words);
    return now[0]! >>> 0;
  };
}

function compress(state: Int32Array, bytes: Uint8Array, from: number, w: Int32Array): void {
  for (let i = 0; i < 16; i += 1) {
    const at = from + i * 4;
    w[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [w[i - 15]!, w[i - 2]!];
    w[i] = (w[i - 16]! + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7]! + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = (state[i]! + word) | 0));
}

const turn = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

/** The first 32 bits of the fractions of the cube roots of the first 64 primes. */
function constants(): Int32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return Int32Array.from(primes, (p) => ((Math.cbrt(p) % 1) * 2 ** 32) | 0);
}
