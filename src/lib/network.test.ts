import { expect, test } from "vitest";
import { networkOf } from "./network.ts";

test("a network is one IPv4 address, or half an IPv6 one however it is written", () => {
  expect(networkOf("192.0.2.7")).toBe("192.0.2.7");
  expect(networkOf("::ffff:192.0.2.7")).toBe("192.0.2.7");
  expect(networkOf("2001:db8:1:2:aaaa::1")).toBe("2001:db8:1:2");
  expect(networkOf("2001:DB8:1:2:bbbb:1:2:3")).toBe("2001:db8:1:2");
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0");
  expect(networkOf("::1")).toBe("0:0:0:0");
});
