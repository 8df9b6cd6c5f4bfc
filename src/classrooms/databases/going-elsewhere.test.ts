import { expect, test } from "vitest";
import { isPasswordAtRisk, questionOf } from "./going-elsewhere.ts";

const HERE = { host: "db.example", port: 5432, database: "portal", userName: "bedel", tls: "encrypted" as const, ca: null };
const VERIFIED = { ...HERE, tls: "verified" as const };

test.each([
  ["another server", HERE, { ...HERE, host: "else.example" }, true],
  ["another port", HERE, { ...HERE, port: 1 }, true],
  ["another database of the same server", HERE, { ...HERE, database: "other" }, false],
  ["another user", HERE, { ...HERE, userName: "other" }, false],
  ["a genuine certificate from now on", HERE, { ...VERIFIED, ca: "of ours" }, false],
  ["any certificate from now on", VERIFIED, HERE, true],
  ["no encryption from now on", HERE, { ...HERE, tls: "none" as const }, true],
  ["another authority's certificates", VERIFIED, { ...VERIFIED, ca: "of somebody" }, true],
  ["an authority that nobody is held to", HERE, { ...HERE, ca: "of somebody" }, false],
])("the former password with %s", (_what, before, after, isAtRisk) => {
  expect(isPasswordAtRisk(before, after)).toBe(isAtRisk);
});

test.each([
  ["another user", HERE, { ...HERE, userName: "other" }, 2, "external_elsewhere"],
  ["another user, with nothing published", HERE, { ...HERE, userName: "other" }, 0, undefined],
  ["stricter", HERE, VERIFIED, 2, undefined],
  ["another authority", VERIFIED, { ...VERIFIED, ca: "of ours" }, 2, undefined],
  ["looser, with nothing published", VERIFIED, HERE, 0, "external_looser"],
  ["looser and elsewhere", VERIFIED, { ...HERE, port: 1 }, 2, "external_elsewhere_looser"],
  ["looser and elsewhere, with nothing published", VERIFIED, { ...HERE, port: 1 }, 0, "external_looser"],
  ["stricter and elsewhere", HERE, { ...VERIFIED, port: 1 }, 2, "external_elsewhere"],
])("what is asked of a change: %s", (_what, before, after, n, because) => {
  expect(questionOf(before, after, n)?.because).toBe(because);
});
