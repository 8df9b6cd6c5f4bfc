import { expect, test } from "vitest";
import { seededRandom } from "../lib/random.ts";
import { fingerprint, secretsWith } from "./secrets.ts";

const secrets = secretsWith("one", seededRandom(1));

test("what is sealed opens at its own place with its own key, and nowhere else", () => {
  const sealed = secrets.seal("k7F2-ña", "room 1");
  expect(secrets.open(sealed, "room 1")).toBe("k7F2-ña");
  expect(() => secrets.open(sealed, "room 2")).toThrow();
  expect(() => secretsWith("two", seededRandom(1)).open(sealed, "room 1")).toThrow();
});

test("what was tampered with does not open", () => {
  const sealed = Uint8Array.from(secrets.seal("k7F2", "room 1"));
  for (const i of [0, 12, sealed.length - 1]) {
    const bent = Uint8Array.from(sealed);
    bent[i] = bent[i]! ^ 1;
    expect(() => secrets.open(bent, "room 1")).toThrow();
  }
});

test("the same text sealed twice looks different, and shows nothing of itself", () => {
  const [a, b] = [secrets.seal("the same words", "x"), secrets.seal("the same words", "x")];
  expect(Buffer.from(a).equals(Buffer.from(b))).toBe(false);
  expect(Buffer.from(a).includes("same")).toBe(false);
});

test("an address made from a name is always the same, and another for another name or key", () => {
  expect(secrets.tokenFor("a")).toBe(secretsWith("one", seededRandom(9)).tokenFor("a"));
  expect(secrets.tokenFor("a")).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(new Set([secrets.tokenFor("a"), secrets.tokenFor("b"), secretsWith("two", seededRandom(1)).tokenFor("a"), secrets.keyFor("a")]).size).toBe(4);
  expect(fingerprint("a")).toHaveLength(32);
});
