import { expect, test } from "vitest";
import { ownPage } from "./provider.ts";

test.each([
  ["/ask?again=1", "/ask?again=1"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["/sign-in?to=/", "/"],
  [undefined, "/"],
])("after signing in at the provider %s leads to %s", (to, page) => expect(ownPage(to)).toBe(page));
