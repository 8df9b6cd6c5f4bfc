import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { isProven } from "../../../src/attendees/registration/form.ts";
import { proofOf } from "./proof.ts";
import { firstWordOf } from "./sha256.ts";

test("the digest is the one that everybody knows, for every length about a block's ends", () => {
  for (let length = 0; length < 200; length += 1) {
    const [beginning, ending] = ["ñ€x".repeat(80).slice(0, length), String(length)];
    expect(firstWordOf(beginning)(ending), `${length}`).toBe(createHash("sha256").update(`${beginning}${ending}`).digest().readUInt32BE(0));
  }
});

test("what the page works out is what the server asks for", async () => {
  const proof = await proofOf("a.token", "ñandú@elsewhere.example", 12);
  expect(isProven("a.token", "ñandú@elsewhere.example", proof, 12)).toBe(true);
});
