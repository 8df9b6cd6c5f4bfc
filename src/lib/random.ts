/** Where chance comes from: injected, so that the same seed gives the same run. */
export type Random = {
  /** At least 0, less than 1. */
  unit(): number;
  /** So many unguessable bytes; from the operating system in production, from the seed in stories. */
  bytes(count: number): Uint8Array;
  /** A UUID (version 4) of its own bytes. */
  uuid(): string;
};

export const systemRandom: Random = {
  unit: () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  uuid: () => crypto.randomUUID(),
};

/** The same numbers again for the same seed (mulberry32: small, public domain, even enough for stories; never for secrets in production). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(unit() * 256));
  return { unit, bytes, uuid: () => uuidFrom(bytes(16)) };
}

function uuidFrom(bytes: Uint8Array): string {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random.unit() * from.length)]!;
