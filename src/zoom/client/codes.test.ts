import { expect, test } from "vitest";
import { meaningOf } from "./codes.ts";

test("what the token endpoint says of tokens and apps asks for connecting anew", () => {
  for (const code of [4702, 4709, 4717, 4735, 4737, 4738, 4740, 4741]) expect(meaningOf(code, "")).toBe("reconnect");
  expect(meaningOf(4739, "")).toBe("reconnect");
  expect(meaningOf(987654, "")).toBeNull();
});
