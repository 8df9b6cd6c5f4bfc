import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { minutes, seconds } from "../../lib/time.ts";
import { formToken, isProven, whyNotForm } from "./form.ts";
import { proofFor } from "./registering.fixtures.ts";

const AT = 1_800_000_000_000;
const token = formToken("key", "page", AT);

test("a form is good from three seconds on, for two hours, for its page and by our key", () => {
  expect(whyNotForm("key", "page", token, AT + seconds(3))).toBeNull();
  expect(whyNotForm("key", "page", token, AT + seconds(3) - 1)).toBe("form_too_quick");
  expect(whyNotForm("key", "page", token, AT - minutes(1))).toBe("form_too_quick");
  expect(whyNotForm("key", "page", token, AT + minutes(120))).toBeNull();
  expect(whyNotForm("key", "page", token, AT + minutes(120) + 1)).toBe("form_expired");
  expect(whyNotForm("key", "other page", token, AT + seconds(3))).toBe("form_malformed");
  expect(whyNotForm("other key", "page", token, AT + seconds(3))).toBe("form_malformed");
});

test("a token that somebody made up or made older is none", () => {
  const [, signature] = token.split(".");
  for (const made of ["", ".", "x", `${(AT - minutes(5)).toString(36)}.${signature}`, `${AT.toString(36)}.`, `${AT.toString(36)}.${"x".repeat(32)}`, "NaN.x"])
    expect(whyNotForm("key", "page", made, AT + minutes(1)), made).toBe("form_malformed");
});

test("the number serves for one form and one address only, and is a number", () => {
  const proof = proofFor(token, "ana@elsewhere.example");
  expect(isProven(token, "ana@elsewhere.example", proof)).toBe(true);
  const digest = createHash("sha256").update(`${token}|ana@elsewhere.example|${proof}`).digest("hex");
  expect(digest.startsWith("0000")).toBe(true);
  expect(isProven(token, "eva@elsewhere.example", proof)).toBe(false);
  expect(isProven(`${token}x`, "ana@elsewhere.example", proof)).toBe(false);
  for (const bad of ["", "x", "1e3", " 1", "9".repeat(13)]) expect(isProven(token, "ana@elsewhere.example", bad, 1), bad).toBe(false);
});
