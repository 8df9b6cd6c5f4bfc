import { expect, test } from "vitest";
import { originsOf } from "./frame.ts";

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
  expect(originsOf([...hostile, "https://www.example.org", "http://intranet.example.org:8080"])).toEqual([
    "https://www.example.org",
    "http://intranet.example.org:8080",
  ]);
});
