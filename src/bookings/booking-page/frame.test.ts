import { expect, test } from "vitest";
import { frameableBy, originsOf } from "./frame.ts";

const POLICY = "default-src 'self';frame-ancestors 'none';form-action 'self'";

test("an institution's sites may show the page, and nothing else of the policy changes", () => {
  expect(frameableBy(POLICY, ["https://www.example.org", "https://intranet.example.org:8443"])).toBe(
    "default-src 'self';frame-ancestors https://www.example.org https://intranet.example.org:8443;form-action 'self'",
  );
  expect(frameableBy(POLICY, [])).toBe(POLICY);
});

test("what is no site never comes into the header", () => {
  const hostile = [
    "*",
    "https:",
    "https://a.example; script-src *",
    "https://a.example/path",
    "javascript:alert(1)",
    "null",
    "https://a.example\r\nx: y",
    "'self'",
    "",
  ];
  expect(originsOf([...hostile, "https://www.example.org"])).toEqual(["https://www.example.org"]);
});
