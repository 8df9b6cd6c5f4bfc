import type { World } from "./world.ts";

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Unguessable text for addresses: letters, digits, `-` and `_`. */
export const secret = ({ random }: Pick<World, "random">, bytes = 24): string => Buffer.from(random.bytes(bytes)).toString("base64url");

export const userId = (world: World): string => secret(world, 16);

/**
 * A new one for every instance. One in eight begins with `/` or contains `//`, more than in life,
 * so that a caller who forgets to encode twice notices soon.
 */
export function uuid(world: World): string {
  const { random } = world;
  const text = base64(random.bytes(16));
  const kind = Math.floor(random.unit() * 16);
  if (kind === 0) return `/${text.slice(1)}`;
  if (kind === 1) return `${text.slice(0, 9)}//${text.slice(11)}`;
  return text.startsWith("/") || text.includes("//") ? text.replaceAll("/", "A") : text;
}

/** Eleven digits that nobody has. */
export function meetingNumber(world: World): number {
  for (;;) {
    const number = 80_000_000_000 + Math.floor(world.random.unit() * 19_999_999_999);
    if (world.meetings.get(number) === undefined) return number;
  }
}

/** Even numbers from a text, so that what a report leaves out for now is the same each time it is read. */
export function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return (h ^ (h >>> 15)) >>> 0;
}
export const chance = (text: string): number => (hash(text) % 10_007) / 10_007;
