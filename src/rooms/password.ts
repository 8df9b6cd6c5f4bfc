import type { Random } from "../lib/random.ts";

/** Without the letters that people mistake for others when they type from a phone into a computer. */
const LOWER = "abcdefghjkmnpqrstuvwxyz";
const UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS = "23456789";
const ANY = LOWER + UPPER + DIGITS;

/**
 * A password such as `k7F2-92xQ-wmrT`: 14 characters, some 69 bits, with upper and lower case, a digit and a special character, no runs and no
 * sequences, so that any policy of Zoom's (facts of `PUT /users/{id}/password`, codes 1124 to 1136, fewer than 32 characters) takes it.
 */
export function newPassword(random: Random): string {
  for (;;) {
    const candidate = [4, 4, 4].map((length) => Array.from({ length }, () => letter(random)).join("")).join("-");
    if (isStrong(candidate)) return candidate;
  }
}

/** Bytes beyond the last whole multiple are thrown away, or the first letters would come more often. */
function letter(random: Random): string {
  const limit = 256 - (256 % ANY.length);
  for (;;) {
    const byte = random.bytes(1)[0]!;
    if (byte < limit) return ANY[byte % ANY.length]!;
  }
}

export function isStrong(password: string): boolean {
  const has = (set: string): boolean => [...password].some((c) => set.includes(c));
  const codes = [...password.toLowerCase()].map((c) => c.charCodeAt(0));
  const runs = codes.some((c, i) => i >= 1 && c === codes[i - 1]);
  const sequence = codes.some((c, i) => i >= 2 && Math.abs(c - codes[i - 1]!) === 1 && c - codes[i - 1]! === codes[i - 1]! - codes[i - 2]!);
  return has(LOWER) && has(UPPER) && has(DIGITS) && !runs && !sequence;
}
